import { changesText } from "./changes-text.js";

/** Lists whose order says nothing on the wire, unless an element changes what those after it see. */
const UNORDERED = new Set("properties values checks messages calls errors shapes".split(" "));

/** What says nothing about the wire: words, past names, and the way to the user's code. */
const SILENT = new Set(["docs", "message", "shown", "what", "custom", "renamedFrom"]);

/** The same text for everything that is the same on the wire: sorted keys, no docs. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(canonical(value));
}

/** The value with sorted keys, sorted unordered lists and without docs. */
export function canonical(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => canonical(item));
    return UNORDERED.has(key) && !items.some(isChange) ? sortedByText(items) : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const fields = value as Readonly<Record<string, unknown>>; // by their names
  const names = Object.keys(fields).filter(
    (name) => !SILENT.has(name) && !(name === "source" && Array.isArray(fields[name])),
  );
  // Of tagged literals the wire has the index.
  const isTagged = "tagged" in value;
  const inside = (name: string): string => (isTagged ? "" : name);
  return Object.fromEntries(
    names.toSorted().map((name) => [name, canonical(fields[name], inside(name))]),
  );
}

function isChange(check: unknown): boolean {
  if (typeof check !== "object" || check === null || !("kind" in check)) return false;
  const { kind, format } = check as { readonly kind: string; readonly format?: string }; // every check has a kind
  return changesText(format === undefined ? { kind } : { kind, format });
}

function sortedByText(items: readonly unknown[]): unknown[] {
  if (items.length < 2) return [...items];
  const texts = items.map((item) => ({ item, text: JSON.stringify(item) }));
  return texts.toSorted((a, b) => (a.text < b.text ? -1 : 1)).map(({ item }) => item);
}
