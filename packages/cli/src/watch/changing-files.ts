import { createHash } from "node:crypto";
import { readFileSync, statSync, watch, type FSWatcher } from "node:fs";
import { pathParts } from "./path-parts.js";

/** What a path is: a hash of a file's content, a folder, or nothing. */
export type Content = string;

export interface ChangingFilesOptions {
  /** What files have in common with this folder is not watched. */
  readonly root: string;
  /** How long nothing happens until a change is told, in milliseconds. */
  readonly debounce: number;
  onChange(paths: readonly string[]): void;
  /** Told when the system watches nothing more. */
  onFault(error: unknown): void;
}

/** A folder that is watched, as long as it is the same one. */
interface WatchedFolder {
  readonly watcher: FSWatcher | null;
  readonly identity: string;
}

/**
 * Tells when files have other contents than they are known to have, when they go, and when they come. What matters is
 * the content: a file that is written again as it was has not changed.
 */
export class ChangingFiles {
  readonly #options: ChangingFilesOptions;
  #known: ReadonlyMap<string, Content> = new Map();
  readonly #folders = new Map<string, WatchedFolder>();
  /** By folder, the entries that matter, and the files that they matter to. */
  readonly #parts = new Map<string, Map<string, Set<string>>>();
  readonly #suspects = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #isHeld = false;
  /** Whether an entry of a folder has come or gone since folders were looked at. */
  #hasMoved = false;

  constructor(options: ChangingFilesOptions) {
    this.#options = options;
  }

  /** Tells nothing until the next `expect`. */
  hold(): void {
    this.#isHeld = true;
    this.#cancel();
  }

  /** What a file is known to be, or is now. */
  contentOf(path: string): Content {
    return this.#known.get(path) ?? contentOf(path);
  }

  /** Watches these files instead of those before, with the contents that they are known to have. */
  expect(contents: ReadonlyMap<string, Content>): void {
    const isSame =
      contents.size === this.#known.size &&
      [...contents.keys()].every((path) => this.#known.has(path));
    this.#known = contents;
    if (!isSame) this.#watchFolders();
    this.#isHeld = false;
    this.#schedule();
  }

  close(): void {
    this.hold();
    for (const { watcher } of this.#folders.values()) watcher?.close();
    this.#folders.clear();
    this.#parts.clear();
  }

  #watchFolders(): void {
    this.#hasMoved = false;
    this.#parts.clear();
    for (const path of this.#known.keys()) {
      for (const { folder, name } of pathParts(path, this.#options.root)) {
        const names = this.#parts.get(folder) ?? new Map<string, Set<string>>();
        this.#parts.set(folder, names);
        const files = names.get(name) ?? new Set();
        names.set(name, files.add(path));
      }
    }
    for (const [folder, { watcher, identity }] of this.#folders) {
      if (this.#parts.has(folder) && identityOf(folder) === identity) continue;
      watcher?.close();
      this.#folders.delete(folder);
    }
    for (const [folder, names] of this.#parts) {
      if (this.#folders.has(folder)) continue;
      this.#folders.set(folder, this.#watchFolder(folder));
      // What is in it may have changed before it was watched.
      for (const path of [...names.values()].flatMap((paths) => [...paths]))
        this.#suspects.add(path);
    }
  }

  #watchFolder(folder: string): WatchedFolder {
    const identity = identityOf(folder);
    try {
      const watcher = watch(folder, (event, name) =>
        this.#suspect(folder, name, event === "rename"),
      );
      watcher.on("error", () => this.#suspect(folder, null, true));
      return { watcher, identity };
    } catch (error) {
      // One that is not there is noticed in the folder above when it comes.
      if (identity === "" || isClosedToUs(error)) return { watcher: null, identity };
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`cannot watch ${folder}: ${reason}`, { cause: error });
    }
  }

  #suspect(folder: string, name: string | null, hasMoved: boolean): void {
    const names = this.#parts.get(folder);
    if (names === undefined) return;
    // A folder that goes names itself, or nothing.
    const isSelf = name === null || (!names.has(name) && identityOf(folder) === "");
    const files = isSelf ? [...names.values()].flatMap((paths) => [...paths]) : names.get(name);
    if (files === undefined) return;
    for (const path of files) this.#suspects.add(path);
    this.#hasMoved ||= hasMoved;
    this.#schedule();
  }

  #schedule(): void {
    this.#cancel();
    if (this.#isHeld || this.#suspects.size === 0) return;
    this.#timer = setTimeout(() => {
      try {
        this.#tell();
      } catch (error) {
        this.#options.onFault(error);
      }
    }, this.#options.debounce);
  }

  #cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #tell(): void {
    this.#timer = null;
    // Folders may have come and gone, which makes more of them suspect.
    if (this.#hasMoved) this.#watchFolders();
    const changed = [...this.#suspects].filter(
      (path) => this.#known.has(path) && contentOf(path) !== this.#known.get(path),
    );
    this.#suspects.clear();
    if (changed.length === 0) return;
    this.#known = new Map([
      ...this.#known,
      ...changed.map((path) => [path, contentOf(path)] as const),
    ]);
    this.#options.onChange(changed);
  }
}

/** What a path is now. */
function contentOf(path: string): Content {
  try {
    return hashOf(readFileSync(path));
  } catch {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? "folder" : "";
  }
}

export function hashOf(content: string | Buffer): Content {
  return createHash("sha1").update(content).digest("base64");
}

function isClosedToUs(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^(?:EACCES|EPERM)$/.test(String(error.code));
}

// A folder that was replaced by another of the same name is another.
function identityOf(folder: string): string {
  try {
    const { dev, ino } = statSync(folder);
    return `${dev}:${ino}`;
  } catch {
    return "";
  }
}
