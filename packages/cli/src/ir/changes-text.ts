import type { StringCheck } from "./ir.js";

const CHANGES: ReadonlySet<string> = new Set<StringCheck["kind"]>([
  "trim",
  "toLowerCase",
  "toUpperCase",
  "normalize",
  "slugify",
]);

/** Whether a check changes the text for those after it; a URL loses its blanks. */
export function changesText(check: { readonly kind: string; readonly format?: string }): boolean {
  return CHANGES.has(check.kind) || (check.kind === "format" && check.format === "url");
}
