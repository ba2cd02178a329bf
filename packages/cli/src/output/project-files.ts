import { readFileSync } from "node:fs";

/** The files of a project, as they would be with some edits; each is read once. */
export class ProjectFiles {
  readonly #edits: ReadonlyMap<string, string>;
  readonly #texts = new Map<string, string>();

  /** @param edits the texts that files are to have, by absolute path */
  constructor(edits: ReadonlyMap<string, string> = new Map()) {
    this.#edits = edits;
  }

  /** What a file is to have instead of what it has; `null`: it is not edited. */
  edit(path: string): string | null {
    return this.#edits.get(path) ?? null;
  }

  /** Nothing, if it cannot be read: it is not a file that could be changed. */
  text(path: string): string {
    const known = this.edit(path) ?? this.#texts.get(path);
    if (known !== undefined) return known;
    const text = readText(path);
    this.#texts.set(path, text);
    return text;
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
