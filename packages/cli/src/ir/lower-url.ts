import { Code } from "../diagnostic.js";
import type { ObjectType, Property, Type } from "./ir.js";
import type { Lowering } from "./lowering.js";
import type { Place, Problems } from "./place.js";

/** The names after `:` in a path, in order. */
export function pathParams(path: string): string[] {
  return path.split("/").flatMap((segment) => (segment.startsWith(":") ? [segment.slice(1)] : []));
}

export function lowerParams(lowering: Lowering, schema: unknown, place: Place): ObjectType | null {
  const object = lowerUrlObject(lowering, schema, place);
  for (const property of object?.properties ?? []) {
    const fits = property.optin === null && isScalar(lowering, property.type);
    if (!fits)
      reportProperty(
        lowering,
        property,
        place,
        "a required string, number, boolean or enum of strings",
      );
  }
  return object;
}

export function lowerQuery(lowering: Lowering, schema: unknown, place: Place): ObjectType | null {
  const object = lowerUrlObject(lowering, schema, place);
  for (const property of object?.properties ?? []) {
    const type = withoutAbsence(lowering, property.type);
    const fits = isScalar(lowering, type.kind === "array" ? type.item : type);
    if (!fits)
      reportProperty(
        lowering,
        property,
        place,
        "a string, number, boolean, enum of strings, or an array of them",
      );
  }
  return object;
}

/** Both ways round: what the path names and what `params` has must be the same. */
export function checkPathParams(
  problems: Problems,
  path: string,
  params: ObjectType | null,
  place: Place,
): void {
  const named = pathParams(path);
  const declared = params?.properties.map(({ name }) => name) ?? [];
  for (const name of named.filter((param) => param !== "" && !declared.includes(param))) {
    const message = `${place}: the path has ":${name}", but params has no "${name}"`;
    problems.add(place.key("path"), Code.PARAMS, message, `add ${name}: z.string() to params`);
  }
  for (const name of declared.filter((param) => !named.includes(param))) {
    const message = `${place}: params has "${name}", but the path has no ":${name}"`;
    problems.add(
      place.key("params").key(name),
      Code.PARAMS,
      message,
      `add "/:${name}" to the path, or move it to query`,
    );
  }
}

function lowerUrlObject(lowering: Lowering, schema: unknown, place: Place): ObjectType | null {
  if (schema === undefined) return null;
  const before = lowering.problems.count;
  const type = lowering.resolve(lowering.lower(schema, place));
  if (lowering.problems.count > before) return null;
  if (type.kind === "object" && (type.others === "strip" || type.others === "strict")) return type;
  lowering.problems.add(
    place,
    Code.PARAMS,
    `${place} is not a z.object()`,
    "use z.object() with a key for each value",
  );
  return null;
}

function isScalar(lowering: Lowering, type: Type): boolean {
  const resolved = lowering.resolve(type);
  if (resolved.kind === "literal")
    return resolved.values.every((value) => typeof value === "string");
  return ["string", "template", "number", "boolean"].includes(resolved.kind);
}

function withoutAbsence(lowering: Lowering, type: Type): Type {
  const resolved = lowering.resolve(type);
  const isWrapper = resolved.kind === "optional" || resolved.kind === "default";
  return isWrapper ? withoutAbsence(lowering, resolved.inner) : resolved;
}

function reportProperty(
  lowering: Lowering,
  property: Property,
  place: Place,
  allowed: string,
): void {
  const inner = place.key(property.name);
  lowering.problems.add(inner, Code.PARAMS, `${inner} does not fit into a URL`, `use ${allowed}`);
}
