import { readFileSync, realpathSync } from "node:fs";
import { readBytes } from "./read-bytes.js";

/** What a file is to say, and what it said when that was decided. */
export interface FileEdit {
  readonly text: string;
  readonly before: Buffer;
}

/** The edits of several files, by absolute path. */
export type FileEdits = ReadonlyMap<string, FileEdit>;

/** The files of a project, as they would be with some edits; each text is read once. */
export class ProjectFiles {
  readonly #edits: FileEdits;
  readonly #known: ReadonlyMap<string, Buffer | null>;
  #realEdits: FileEdits | null = null;
  readonly #texts = new Map<string, string>();

  /** @param known files that were read before, because their new text follows from the old one; `null`: there is none */
  constructor(edits: FileEdits = new Map(), known: ReadonlyMap<string, Buffer | null> = new Map()) {
    this.#edits = edits;
    this.#known = known;
  }

  /**
   * What a file holds, without edits; `null`: there is none.
   * @throws WsgenError if it cannot be read
   */
  bytes(path: string): Buffer | null {
    const known = this.#known.get(path);
    return known === undefined ? readBytes(path) : known;
  }

  /** `null`: the file is not edited. */
  edit(path: string): FileEdit | null {
    return this.#edits.get(path) ?? null;
  }

  /** The edit of a file, under whichever of its paths: links lead to it, too. */
  #editOf(path: string): FileEdit | null {
    if (this.#edits.size === 0) return null;
    this.#realEdits ??= new Map([...this.#edits].map(([file, edit]) => [realPath(file), edit]));
    return this.edit(path) ?? this.#realEdits.get(realPath(path)) ?? null;
  }

  /** Nothing, if it cannot be read: it is not a file that could be changed. */
  text(path: string): string {
    const known = this.#editOf(path)?.text ?? this.#texts.get(path);
    if (known !== undefined) return known;
    const text = readText(path);
    this.#texts.set(path, text);
    return text;
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
