import type { Origin, Origins } from "../emit/origin.js";
import type { SchemaPositions } from "../ir/lower-schema.js";
import type { Position } from "../ir/place.js";
import { KeyFinder, type FoundKey } from "./find-key.js";
import type { ModuleNames } from "./module-names.js";
import type { SourceCode, Span } from "./source-code.js";
import { SourceFiles } from "./source-files.js";

/** What a schema was read from. */
export interface SchemaSources {
  /** The user's files. */
  readonly files: readonly string[];
  readonly positions: Pick<SchemaPositions, "endpoints">;
}

/** Reads where things are declared in a schema. */
export function findOrigins({ files, positions: { endpoints } }: SchemaSources): Origins {
  const all = new Set([...files, ...Object.values(endpoints).map(({ file }) => file)]);
  return new SchemaOrigins(new Map(Object.entries(endpoints)), new SourceFiles(all));
}

class SchemaOrigins implements Origins {
  readonly #endpoints: ReadonlyMap<string, Position>;
  readonly #files: SourceFiles;
  readonly #finder: KeyFinder;
  readonly #calls = new Map<SourceCode, EndpointCalls>();
  readonly #known = new Map<string, FoundKey | null>();

  constructor(endpoints: ReadonlyMap<string, Position>, files: SourceFiles) {
    this.#endpoints = endpoints;
    this.#files = files;
    this.#finder = new KeyFinder(files);
  }

  exact(names: readonly string[]): Origin | null {
    const found = this.#find(names);
    return found === null ? null : found.code.origin(found.token);
  }

  nearest(names: readonly string[]): Origin | null {
    if (names.length === 0) return null;
    return this.exact(names) ?? this.nearest(names.slice(0, -1)) ?? this.#callLine(names[0]);
  }

  #find(names: readonly string[]): FoundKey | null {
    const key = JSON.stringify(names);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const [endpoint = "", ...inner] = names;
    const last = inner.at(-1);
    const outer = last === undefined ? null : this.#find(names.slice(0, -1));
    const found =
      last === undefined
        ? this.#endpointKey(endpoint)
        : outer === null
          ? null
          : this.#finder.find(outer.value, last);
    this.#known.set(key, found);
    return found;
  }

  /** What the call of `endpoint` is assigned to; the call itself, if that is not to be seen. */
  #endpointKey(name: string): FoundKey | null {
    const position = this.#endpoints.get(name);
    const code = position === undefined ? null : this.#files.get(position.file);
    if (code === null || position === undefined) return null;
    const calls = this.#callsIn(code).get(position.line) ?? [];
    const named = calls.find(({ token }) => nameOf(code.text(token)) === name);
    return named ?? (calls.length === 1 ? (calls[0] ?? null) : null);
  }

  #callsIn(code: SourceCode): EndpointCalls {
    const calls = this.#calls.get(code) ?? endpointCalls(code, this.#files.names(code));
    this.#calls.set(code, calls);
    return calls;
  }

  #callLine(endpoint: string | undefined): Origin | null {
    const position = this.#endpoints.get(endpoint ?? "");
    return position === undefined ? null : { ...position, column: 1, length: 0 };
  }
}

/** The calls of `endpoint` in a file, by the line that they begin on. */
type EndpointCalls = ReadonlyMap<number, readonly FoundKey[]>;

function endpointCalls(code: SourceCode, names: ModuleNames): EndpointCalls {
  const calls = new Map<number, FoundKey[]>();
  for (const [callee, { text }] of code.tokens.entries()) {
    if (code.text(callee + 1) !== "(") continue;
    if (text !== "endpoint" && names.imported(text)?.name !== "endpoint") continue;
    const line = code.line(callee);
    calls.set(line, [...(calls.get(line) ?? []), assigned(code, callee)]);
  }
  return calls;
}

/** A call with what it is assigned to; with its own name, if that is not to be seen. */
function assigned(code: SourceCode, callee: number): FoundKey {
  // `wsgen.endpoint` begins two tokens before.
  const from = code.text(callee - 1) === "." ? callee - 2 : callee;
  const value: Span = { code, from, to: code.after(callee + 1) };
  const isNamed =
    /^[:=]$/.test(code.text(from - 1)) && /^(?:const|let|var|[{,])$/.test(code.text(from - 3));
  return { code, token: isNamed ? from - 2 : callee, value };
}

function nameOf(text: string): string {
  return text.replace(/^(["'])(.*)\1$/s, "$2");
}
