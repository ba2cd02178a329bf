import type { Imported } from "./module-names.js";
import type { SourceCode, Span } from "./source-code.js";
import type { SourceFiles } from "./source-files.js";

/** A key of an object literal, and what it stands for. */
export interface FoundKey {
  readonly code: SourceCode;
  readonly token: number;
  readonly value: Span;
}

/** Functions whose first argument has the keys of what they return. */
const WRAPPERS = new Set(
  "endpoint exactOptional freeze lazy looseObject message nonoptional nullable nullish object optional readonly strictObject".split(
    " ",
  ),
);

/** The same, if they are given something else beside it; as methods they are given only that. */
const WITH_OPTIONS = new Set(
  "_default catch default omit partial pick prefault required".split(" "),
);

/** What adds the keys of its arguments to those of what it is called on. */
const EXTENDERS = new Set("extend merge safeExtend".split(" "));

/** More steps than this are a circle. */
const MAX_STEPS = 100;

/** Finds a key in the object that an expression leads to: through names, imports, spreads and calls of zod's. */
export class KeyFinder {
  readonly #files: SourceFiles;
  #steps = 0;

  constructor(files: SourceFiles) {
    this.#files = files;
  }

  /** `null` if the expression is not understood, or has no such key. */
  find(span: Span, key: string): FoundKey | null {
    this.#steps = 0;
    return this.#find(span, key);
  }

  #find(span: Span, key: string): FoundKey | null {
    this.#steps += 1;
    if (this.#steps > MAX_STEPS) return null;
    const { code, from, to } = core(span);
    const last = lastPart(code, from, to);
    if (last === from) return this.#inPrimary({ code, from, to }, key);
    if (last === null) return null;
    if (code.text(last) === "(") return this.#inCall({ code, from, to: last }, last, key);
    return code.text(last) === "." ? this.#inProperty({ code, from, to: last }, last, key) : null;
  }

  #inPrimary({ code, from, to }: Span, key: string): FoundKey | null {
    if (code.text(from) === "{") return this.#inObject(code, from, key);
    if (code.tokens[from]?.kind !== "name" || to - from !== 1) return null;
    return this.#firstIn(this.#meaning(code, code.text(from)), key);
  }

  // What comes later counts.
  #inObject(code: SourceCode, open: number, key: string): FoundKey | null {
    for (const { name, value } of code.members(open).toReversed()) {
      if (name?.text === key) return { code, token: name.token, value };
      const spread = name === null ? this.#find(value, key) : null;
      if (spread !== null) return spread;
    }
    return null;
  }

  /** `receiver.name(args)`, or `name(args)`. */
  #inCall(callee: Span, open: number, key: string): FoundKey | null {
    const { code, from, to } = callee;
    const name = code.text(to - 1);
    const receiver = to - from > 2 ? [{ code, from, to: to - 2 }] : [];
    const args = code.items(open).map(unfolded);
    if (key === "[]") {
      const item = name === "array" ? (args[0] ?? receiver[0]) : undefined;
      if (item !== undefined) return { code, token: to - 1, value: item };
    } else if (name === "array") return null;
    if (EXTENDERS.has(name)) return this.#firstIn([...args.toReversed(), ...receiver], key);
    const wraps = WITH_OPTIONS.has(name) ? args.length > 1 : WRAPPERS.has(name) && args.length > 0;
    return this.#firstIn(wraps ? args.slice(0, 1) : receiver, key);
  }

  /** `base.name`: the shape of an object type, a member of an object, or what a file exports. */
  #inProperty(base: Span, dot: number, key: string): FoundKey | null {
    const name = base.code.text(dot + 1);
    if (name === "shape") return this.#find(base, key);
    const member = this.#find(base, name);
    if (member !== null) return this.#find(member.value, key);
    const imported =
      base.to - base.from === 1
        ? this.#files.names(base.code).imported(base.code.text(base.from))
        : null;
    if (imported?.name !== "*") return null;
    return this.#firstIn(this.#import(base.code, { ...imported, name }), key);
  }

  #firstIn(spans: readonly Span[], key: string): FoundKey | null {
    for (const span of spans) {
      const found = this.#find(span, key);
      if (found !== null) return found;
    }
    return null;
  }

  /** What a name stands for in a file. */
  #meaning(code: SourceCode, name: string): readonly Span[] {
    const declared = this.#files.names(code).declared(name);
    if (declared !== null) return [declared];
    const imported = this.#files.names(code).imported(name);
    return imported === null ? [] : this.#import(code, imported);
  }

  #import(code: SourceCode, { name, specifier }: Imported): readonly Span[] {
    this.#steps += 1;
    const target = this.#steps > MAX_STEPS ? null : this.#files.resolve(code, specifier);
    if (target === null) return [];
    const exported = this.#files.names(target).exported(name);
    if ("from" in exported) return [exported];
    return exported.flatMap((imported) => this.#import(target, imported));
  }
}

/** The expression without brackets around it, and without `as const` and `satisfies` behind it. */
function core({ code, from, to }: Span): Span {
  const end = code.find(["as", "satisfies"], code.after(from), to);
  const isWrapped = code.text(from) === "(" && code.after(from) === end;
  return isWrapped ? core({ code, from: from + 1, to: end - 1 }) : { code, from, to: end };
}

/** Where the last `.name` or `(args)` of a chain begins; its start if it is one thing, `null` if it is no chain. */
function lastPart(code: SourceCode, from: number, to: number): number | null {
  let last = from;
  for (let index = code.after(from); index < to; index = code.after(index)) {
    if (code.text(index) === "(") last = index;
    else if (code.text(index) === "." && code.tokens[index + 1]?.kind === "name") {
      last = index;
      index += 1;
    } else return null;
  }
  return last;
}

/** Of `() => expression` the expression, for `lazy`. */
function unfolded(span: Span): Span {
  const { code, from, to } = span;
  const arrow = code.after(from);
  const isFunction = code.text(from) === "(" && code.text(arrow) === "=>";
  return isFunction ? { code, from: arrow + 1, to } : span;
}
