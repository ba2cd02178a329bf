import { changesText } from "./changes-text.js";

/** Lists whose order says nothing on the wire, unless an element changes what those after it see. */
const UNORDERED = new Set("properties values checks messages calls errors shapes".split(" "));

/** What says nothing about the wire: words, and the way to the user's code. */
const SILENT = new Set(["docs", "message", "shown", "what", "custom"]);

/** The same text for everything that is the same on the wire: sorted keys, no docs. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(canonical(value));
}

/** The value with sorted keys, sorted unordered lists and without docs. */
export function canonical(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => canonical(item));
    return UNORDERED.has(key) && !items.some(isChange) ? items.toSorted(byText) : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .filter(([name, inner]) => !SILENT.has(name) && !(name === "source" && Array.isArray(inner)))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  // Of tagged literals the wire has the index.
  const isTagged = "tagged" in value;
  const inside = (name: string): string => (isTagged ? "" : name);
  return Object.fromEntries(entries.map(([name, inner]) => [name, canonical(inner, inside(name))]));
}

function isChange(check: unknown): boolean {
  if (typeof check !== "object" || check === null || !("kind" in check)) return false;
  const { kind, format } = check as { readonly kind: string; readonly format?: string }; // every check has a kind
  return changesText(format === undefined ? { kind } : { kind, format });
}

function byText(a: unknown, b: unknown): number {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
