/** One value that fits two types, where that is possible: the keys of both. */
export function mergeDeep(left: unknown, right: unknown): unknown {
  if (Array.isArray(left) && Array.isArray(right))
    return left.map((item, index) => mergeDeep(item, right[index]));
  if (!isPlain(left) || !isPlain(right)) return right === undefined ? left : right;
  const merged = new Map(Object.entries(left));
  for (const [key, value] of Object.entries(right)) {
    merged.set(key, merged.has(key) ? mergeDeep(merged.get(key), value) : value);
  }
  return Object.fromEntries(merged);
}

export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
