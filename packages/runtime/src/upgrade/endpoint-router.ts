import type { PathParams } from "./route.js";

export interface Match<Target> {
  readonly target: Target;
  readonly params: PathParams;
}

interface Pattern<Target> {
  readonly segments: readonly string[];
  readonly target: Target;
}

const NO_PARAMS: PathParams = Object.freeze({});

/** Finds what a path leads to. A path without `:params` goes before one with them; then the order of declaration counts. */
export class EndpointRouter<Target> {
  readonly #exact = new Map<string, Target>();
  readonly #patterns: Pattern<Target>[] = [];

  /** @throws {TypeError} for a path that is not one, or that is taken. */
  add(path: string, target: Target): void {
    if (!path.startsWith("/") || /[?#]/.test(path)) {
      throw new TypeError(`"${path}" is not a path: it starts with "/" and has no "?" or "#".`);
    }
    const segments = path.split("/");
    const taken = new TypeError(`Two endpoints share the path "${path}".`);
    if (!segments.some(isParam)) {
      const pathname = new URL(`http://host${path}`).pathname;
      if (this.#exact.has(pathname)) throw taken;
      this.#exact.set(pathname, target);
      return;
    }
    const shape = shapeOf(segments);
    if (this.#patterns.some((pattern) => shapeOf(pattern.segments) === shape)) throw taken;
    this.#patterns.push({ segments, target });
  }

  /** `null` when nothing is there, or when the path is not valid percent-encoding. */
  match(pathname: string): Match<Target> | null {
    const target = this.#exact.get(pathname);
    if (target !== undefined) return { target, params: NO_PARAMS };
    if (this.#patterns.length === 0) return null;
    const segments = decodeSegments(pathname);
    if (segments === null) return null;
    for (const pattern of this.#patterns) {
      const params = matchSegments(pattern.segments, segments);
      if (params !== null) return { target: pattern.target, params };
    }
    return null;
  }
}

function isParam(segment: string): boolean {
  return segment.startsWith(":");
}

function shapeOf(segments: readonly string[]): string {
  return segments.map((segment) => (isParam(segment) ? ":" : segment)).join("/");
}

function decodeSegments(pathname: string): string[] | null {
  try {
    return pathname.split("/").map(decodeURIComponent);
  } catch {
    return null;
  }
}

function matchSegments(pattern: readonly string[], segments: readonly string[]): PathParams | null {
  if (pattern.length !== segments.length) return null;
  const params = new Map<string, string>();
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index] ?? "";
    if (!isParam(expected)) {
      if (expected !== segment) return null;
    } else {
      if (segment === "") return null;
      params.set(expected.slice(1), segment);
    }
  }
  return Object.fromEntries(params);
}
