import { existsSync, readFileSync } from "node:fs";
import { dirname, normalize, resolve, sep } from "node:path";
import { inspect } from "node:util";
import type { Jiti, JitiOptions, TransformOptions } from "jiti";
import { Code, type Diagnostic, type DiagnosticCode } from "../diagnostic.js";
import { stackFrames } from "../ir/stack-frames.js";
import { OWN_FOLDER } from "../own-package.js";
import { createImporter } from "./create-importer.js";
import { ImportRecord } from "./import-record.js";
import { SourceGraph } from "./source-graph.js";
import { readTsconfigChain } from "./tsconfig-chain.js";
import { WsgenError } from "../wsgen-error.js";

/** jiti's report of a file that does not parse. Its columns start at 0. */
const PARSE_ERROR = /^ParseError: (?<reason>.*?)\s*\n\s*(?<file>.+):(?<line>\d+):(?<column>\d+)/s;

const INSTALLED = /[\\/]node_modules[\\/]/;

/** Why jiti cannot write into its cache: a name that is too long, a full disk, a quota, a limit of the shell's. */
const CACHE_FAULTS = new Set(["ENAMETOOLONG", "ENOSPC", "EDQUOT", "EFBIG"]);

/** Imports the user's TypeScript; only ever used in the loader process. */
export class ModuleLoader {
  static readonly #record = ImportRecord.start();
  readonly #jiti: Jiti;
  readonly #entry: string;

  /** @param edits what files would say, by absolute path: they are imported as if they did */
  constructor(entry: string, edits: Readonly<Record<string, string>> = {}) {
    const edited =
      Object.keys(edits).length === 0
        ? {}
        : withEdits(createImporter(entry, { fsCache: false }), edits);
    this.#entry = entry;
    this.#jiti = createImporter(entry, edited);
  }

  /**
   * The module's exports.
   * @throws WsgenError when it does not load
   */
  async import(file: string): Promise<Record<string, unknown>> {
    try {
      return await this.#jiti.import(file);
    } catch (error) {
      const { options } = this.#jiti;
      if (options.fsCache === false || !isCacheFault(error))
        throw new WsgenError([describeFailure(error, file)]);
      // What cannot be kept for the next time is no reason to fail.
      options.fsCache = false;
      return this.import(file);
    }
  }

  /** The user's files imported so far, whoever imported them, and what decides how they are found. */
  get files(): string[] {
    const translated = Object.keys(this.#jiti.cache);
    const others = ModuleLoader.#record?.files ?? this.#written(translated);
    const chain = readTsconfigChain(dirname(this.#entry)).files.filter((file) => existsSync(file));
    const files = [...translated, ...others, ...chain].map((file) => normalize(file));
    return [...new Set(files)].filter(isTheirs);
  }

  /** The JavaScript that the files import as they are written; names that are computed are not known. */
  #written(translated: readonly string[]): string[] {
    return new SourceGraph({ translates: false })
      .walk([this.#entry], translated.filter(isTheirs))
      .filter((file) => /\.[cm]?js$/.test(file) && existsSync(file));
  }
}

function isCacheFault(error: unknown): boolean {
  return error instanceof Error && "code" in error && CACHE_FAULTS.has(String(error.code));
}

function isTheirs(file: string): boolean {
  return !INSTALLED.test(file) && !file.startsWith(OWN_FOLDER + sep);
}

// The cache knows what a file says on disk only.
function withEdits(jiti: Jiti, edits: Readonly<Record<string, string>>): JitiOptions {
  const texts = new Map(Object.entries(edits).map(([path, text]) => [resolve(path), text]));
  const textOf = ({ filename = "", source }: TransformOptions): string =>
    texts.get(resolve(filename)) ?? source;
  const transform: JitiOptions["transform"] = (file) => {
    return { code: jiti.transform({ ...file, source: textOf(file) }) };
  };
  return { fsCache: false, transform };
}

/** The diagnostic for something that importing `file` threw. */
export function describeFailure(error: unknown, file: string): Diagnostic {
  const message = error instanceof Error ? error.message : show(error);
  const parse = PARSE_ERROR.exec(message)?.groups;
  if (parse !== undefined) {
    return {
      code: Code.SYNTAX,
      message: `the file does not parse: ${parse["reason"]}`,
      fix: "mend the syntax",
      file: parse["file"] ?? file,
      line: Number(parse["line"]),
      column: Number(parse["column"]) + 1,
    };
  }
  const missing = /^Cannot find (?:module|package) '(?<name>[^']+)'/.exec(message)?.groups?.[
    "name"
  ];
  if (missing !== undefined) return describeMissing(missing, error, file);
  const frame = error instanceof Error ? ownFrame(error) : undefined;
  const fix = "nothing in a schema may fail when it is imported";
  return { ...at(Code.THROWS, `importing it throws: ${message}`, fix, file), ...frame };
}

function show(thrown: unknown): string {
  return typeof thrown === "string" ? thrown : inspect(thrown, { breakLength: Infinity });
}

function describeMissing(name: string, error: unknown, file: string): Diagnostic {
  const importer = importerOf(error) ?? file;
  const fix = /^[./]/.test(name)
    ? "mend the path"
    : `npm install ${packageOf(name)}, or mend the name`;
  const diagnostic = at(Code.FILE_NOT_FOUND, `cannot find ${name}`, fix, importer);
  const lines = existsSync(importer) ? readFileSync(importer, "utf8").split("\n") : [];
  const line = lines.findIndex((text) => text.includes(`"${name}"`) || text.includes(`'${name}'`));
  return line === -1 ? diagnostic : { ...diagnostic, line: line + 1 };
}

/** The package that a bare specifier names: `@a/b` of `@a/b/c`, `a` of `a/c`. */
function packageOf(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

function importerOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("requireStack" in error)) return undefined;
  const stack = error.requireStack;
  return Array.isArray(stack) && typeof stack[0] === "string" ? stack[0] : undefined;
}

/** The innermost frame that is the user's. */
export function ownFrame(error: Error): { file: string; line: number } | undefined {
  const frames = stackFrames(error.stack ?? "");
  const frame = frames.find(({ file }) => isTheirs(file));
  return frame === undefined ? undefined : { file: frame.file, line: frame.line };
}

function at(code: DiagnosticCode, message: string, fix: string, file: string): Diagnostic {
  return { code, message, fix, file, line: 1 };
}
