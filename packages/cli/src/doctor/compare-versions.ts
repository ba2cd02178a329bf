/** Whether a version such as `5.9.3` is older than another; only numbers count. */
export function isOlder(version: string, than: string): boolean {
  const [a, b] = [numbers(version), numbers(than)];
  const index = a.findIndex((part, at) => part !== b[at]);
  return index !== -1 && (a[index] ?? 0) < (b[index] ?? 0);
}

/** The first number of a version. */
export function majorOf(version: string): number {
  return numbers(version)[0] ?? 0;
}

function numbers(version: string): number[] {
  const parts = (/^\D*([\d.]+)/.exec(version)?.[1] ?? "0").split(".").map(Number);
  return [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
}
