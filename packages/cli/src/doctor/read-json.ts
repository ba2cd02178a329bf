import { readFileSync } from "node:fs";

/** An object of a JSON file, which may have comments and commas too many; `null`: it is none, or not there. */
export function readJson(file: string): Readonly<Record<string, unknown>> | null {
  const text = readText(file);
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(withoutComments(text));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** The text of a file; `null`: it cannot be read. */
export function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch {
    return null;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// Strings are matched first, so that nothing inside of one is taken for a comment.
function withoutComments(text: string): string {
  return text
    .replaceAll(/("(?:\\.|[^"\\])*")|\/\/[^\n\r]*|\/\*[^]*?\*\//g, (_, string = "") =>
      String(string),
    )
    .replaceAll(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, (_, string = "") => String(string));
}
