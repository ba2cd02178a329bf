import type { Pattern } from "../../ir/ir.js";
import { ignoresPairs } from "./ignores-pairs.js";

/**
 * The pattern as JSON Schema has it, where it is always unicode-aware; `null` if it would mean something else there.
 */
export function portablePattern({ flags, source }: Pattern): string | null {
  if (flags !== "" && flags !== "u") return null;
  if (!compiles(source)) return null;
  return flags === "u" || ignoresPairs(source) ? source : null;
}

/** The pattern of texts that have another in them, at their start or at their end. */
export function partPattern(
  kind: "includes" | "startsWith" | "endsWith",
  text: string,
): string | null {
  // Half of a pair cannot be looked for.
  if (/\p{Cs}/u.test(text)) return null;
  const escaped = escapePattern(text);
  return `${kind === "startsWith" ? "^" : ""}${escaped}${kind === "endsWith" ? "$" : ""}`;
}

export function escapePattern(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}]/g, "\\$&");
}

function compiles(source: string): boolean {
  try {
    return new RegExp(source, "u").source !== "";
  } catch {
    return false;
  }
}
