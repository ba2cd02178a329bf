import { readFileSync } from "node:fs";

/** What a file is to say, and what it said when that was decided. */
export interface FileEdit {
  readonly text: string;
  readonly before: Buffer;
}

/** The edits of several files, by absolute path. */
export type FileEdits = ReadonlyMap<string, FileEdit>;

/** The files of a project, as they would be with some edits; each is read once. */
export class ProjectFiles {
  readonly #edits: FileEdits;
  readonly #texts = new Map<string, string>();

  constructor(edits: FileEdits = new Map()) {
    this.#edits = edits;
  }

  /** `null`: the file is not edited. */
  edit(path: string): FileEdit | null {
    return this.#edits.get(path) ?? null;
  }

  /** Nothing, if it cannot be read: it is not a file that could be changed. */
  text(path: string): string {
    const known = this.edit(path)?.text ?? this.#texts.get(path);
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
