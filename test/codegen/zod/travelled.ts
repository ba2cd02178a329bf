import { isPlain } from "./values/merge-deep.js";

/**
 * The value as it arrives when it has travelled, which differs from the value in what JSON cannot say: `-0` becomes 0,
 * a property that is `undefined` is left out, arrays have no holes, and subclasses and null prototypes become plain.
 */
export function travelled(value: unknown): unknown {
  if (typeof value === "number") return value === 0 ? 0 : value;
  if (Array.isArray(value)) return Array.from(value, travelled);
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (value instanceof Set) return new Set([...value].map(travelled));
  if (value instanceof Map) {
    return new Map([...value].map(([key, item]) => [travelled(key), travelled(item)]));
  }
  if (!isPlain(value)) return value;
  const object = {};
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    Object.defineProperty(object, key, {
      value: travelled(item),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return object;
}

/** Whether JSON.stringify and JSON.parse give the same value back. */
export function isJson(value: unknown): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return Array.from(value).every(isJson);
  return isPlain(value) && Object.values(value).every((item) => item === undefined || isJson(item));
}
