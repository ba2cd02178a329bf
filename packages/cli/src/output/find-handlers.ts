import { readdirSync, type Dirent } from "node:fs";
import { join, relative, sep } from "node:path";
import { endpointTypeNames } from "../ir/names.js";
import type { Project, ServerFolders } from "../project.js";
import type { ProjectFiles } from "./project-files.js";

/** More files than this are not looked into. */
const MAX_FILES = 10_000;

const SKIPPED = new Set(["node_modules", "dist", "build", "coverage"]);

/** Finds the files that handlers of endpoints are in, wherever the user has moved them. */
export class HandlerFinder {
  readonly #project: Project;
  readonly #files: ProjectFiles;
  #sources: readonly string[] | null = null;
  /** By word, the files in which it stands. */
  #mentions: ReadonlyMap<string, readonly string[]> | null = null;

  constructor(project: Project, files: ProjectFiles) {
    this.#project = project;
    this.#files = files;
  }

  /**
   * The files that declare something with the type of the handler, under whatever name it is imported. Those that
   * export it are first: tests have handlers of their own.
   */
  declaring(endpoint: string): string[] {
    const { handler } = endpointTypeNames(endpoint);
    const rank = (file: string): number => exportRank(this.#files.text(file), endpoint);
    return this.#mentioning(handler)
      .filter((file) => declares(this.#files.text(file), handler))
      .toSorted((a, b) => rank(a) - rank(b));
  }

  /** Whether a file exports a handler as it was first written: under the endpoint's name, with its type. */
  isHandler(path: string, endpoint: string, { handlersDir, outDir }: ServerFolders): boolean {
    const text = this.#files.text(path);
    const inner = relative(handlersDir, join(outDir, "server")).split(sep).join("/");
    const specifier = inner.startsWith(".") ? inner : `./${inner}`;
    const imports = ['.js"', ".js'", '.ts"', ".ts'", '"', "'"].some((end) =>
      text.includes(`${end.slice(-1)}${specifier}${end}`),
    );
    const exported = new RegExp(`^export const ${endpoint}\\b`, "m");
    const typed = new RegExp(`\\b${endpointTypeNames(endpoint).handler}\\b`);
    return imports && exported.test(text) && typed.test(text);
  }

  /** The files in which a word stands. There may be as many words to look for as files. */
  #mentioning(word: string): readonly string[] {
    if (this.#mentions === null) {
      const mentions = new Map<string, string[]>();
      for (const file of this.#all()) {
        for (const found of new Set(this.#files.text(file).match(/[\w$]+/g))) {
          const files = mentions.get(found);
          if (files === undefined) mentions.set(found, [file]);
          else files.push(file);
        }
      }
      this.#mentions = mentions;
    }
    return this.#mentions.get(word) ?? [];
  }

  #all(): readonly string[] {
    const { client, root, server } = this.#project;
    const generated = [server?.outDir, client?.outDir].filter((folder) => folder !== undefined);
    this.#sources ??= sourcesIn(root, generated);
    return this.#sources;
  }
}

function declares(text: string, typeName: string): boolean {
  const aliases = [...text.matchAll(new RegExp(`\\b${typeName}\\s+as\\s+([\\w$]+)`, "g"))];
  const names = [typeName, ...aliases.map(([, alias = ""]) => alias.replaceAll("$", "\\$"))];
  // The type of a part of it, `ChatHandler["calls"]`, is not its own.
  const type = `(?:[\\w$]+\\.)*(?:${names.join("|")})(?![\\w$]|[\\t ]*\\[)`;
  const declared = `\\b(?:const|let|var)\\s+[\\w$]+\\s*:\\s*${type}`;
  return new RegExp(`${declared}|\\bsatisfies\\s+${type}`).test(text);
}

/** 0: exports something under the name of the endpoint; 1: exports something; 2: nothing. */
function exportRank(text: string, endpoint: string): number {
  if (!/^export\b/m.test(text)) return 2;
  return new RegExp(`^export\\b[^=;]*(?<![\\w$])${endpoint}(?![\\w$])`, "m").test(text) ? 0 : 1;
}

function sourcesIn(root: string, skip: readonly string[]): string[] {
  const files: string[] = [];
  const folders = [root];
  for (const folder of folders) {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        const isOther = SKIPPED.has(entry.name) || entry.name.startsWith(".");
        if (!isOther && !skip.includes(path)) folders.push(path);
      } else if (/(?<!\.d)\.[mc]?tsx?$/.test(entry.name)) files.push(path);
      if (files.length >= MAX_FILES) return files;
    }
  }
  return files.toSorted();
}

// What cannot be read holds no handler that could be changed.
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
