import { Code } from "../diagnostic.js";
import { pathParams } from "./lower-url.js";
import { isIdentifier } from "./names.js";
import type { Place, PlacedEndpoint, Problems } from "./place.js";

const EMPTY_SEGMENT = "has an empty segment";
const DOT_SEGMENT = "has a dot segment";
const SAME_PARAMETER = "names a parameter twice";
const SEGMENT = /^[A-Za-z0-9._~@+,=-]+$/;

/** Each path is well-formed, and no two endpoints answer the same URLs. */
export function checkPaths(problems: Problems, placed: readonly PlacedEndpoint[]): void {
  const byShape = new Map<string, Place>();
  for (const { endpoint, place } of placed) {
    const problem = pathProblem(endpoint.path);
    if (problem !== null) {
      const message = `${place}: the path ${JSON.stringify(endpoint.path)} ${problem}`;
      problems.add(place.key("path"), Code.PATH, message, pathFix(problem));
      continue;
    }
    const shape = endpoint.path.replaceAll(/:[^/]+/g, ":");
    const other = byShape.get(shape);
    if (other === undefined) byShape.set(shape, place);
    else {
      const message = `${place} and ${other} (${other.line}) have the same path ${endpoint.path}`;
      problems.add(
        place.key("path"),
        Code.DUPLICATE_PATH,
        message,
        "give one of them another path",
      );
    }
  }
}

function pathFix(problem: string): string {
  if (problem === EMPTY_SEGMENT) return 'remove the "/" at the end, or the second of two';
  if (problem === DOT_SEGMENT) return "write the path without it";
  return problem === SAME_PARAMETER ? "give each its own name" : 'for example "/rooms/:room"';
}

function pathProblem(path: string): string | null {
  if (!path.startsWith("/")) return 'does not start with "/"';
  if (/[?#]/.test(path)) return "has a query or a fragment; declare query instead";
  if (path === "/") return null;
  for (const segment of path.slice(1).split("/")) {
    if (segment === "") return EMPTY_SEGMENT;
    if (segment === "." || segment === "..") return DOT_SEGMENT;
    if (segment.startsWith(":") ? !isIdentifier(segment.slice(1)) : !SEGMENT.test(segment)) {
      return `has the segment ${JSON.stringify(segment)}, which is neither plain text nor ":name"`;
    }
  }
  const names = pathParams(path);
  return new Set(names).size < names.length ? SAME_PARAMETER : null;
}
