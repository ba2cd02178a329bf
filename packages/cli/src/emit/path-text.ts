/** The path of the whole value, as the inside of a template literal. */
export const ROOT_PATH = "${path}";

/** The path of a key that is known. */
export function keyPath(path: string, key: string): string {
  const text = JSON.stringify(key).slice(1, -1).replaceAll('\\"', '"');
  return `${path}.${text.replaceAll(/`|\$\{/g, "\\$&")}`;
}

/** The path of a key or index that a local holds. */
export function variablePath(path: string, local: string): string {
  return `${path}.\${${local}}`;
}

/** The expression for a path. */
export function pathText(path: string): string {
  return path === ROOT_PATH ? "path" : `\`${path}\``;
}
