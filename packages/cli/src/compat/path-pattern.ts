/** The path without the names of its parameters, which no URL has. */
export function patternOf(path: string): string {
  return path.replaceAll(/:[^/]+/g, ":");
}

/** The names of the parameters, in order. */
export function parametersOf(path: string): readonly string[] {
  return path.split("/").flatMap((part) => (part.startsWith(":") ? [part.slice(1)] : []));
}

/**
 * What the parameters of a path are in URLs that another path takes before it: `null` is any text. Nothing, if there are no such URLs. A path
 * without parameters goes first; among others, the order of declaration counts, which no contract has.
 */
export function overlap(path: string, other: string): ReadonlyMap<string, string | null> | null {
  const [parts, others] = [path.split("/"), other.split("/")];
  if (parts.length !== others.length || !path.includes("/:")) return null;
  const values = new Map<string, string | null>();
  for (const [index, part] of parts.entries()) {
    const found = others[index] ?? "";
    const isAny = found.startsWith(":");
    if (part.startsWith(":")) values.set(part.slice(1), isAny ? null : decodeURIComponent(found));
    else if (!isAny && part !== found) return null;
  }
  return values;
}
