/** What a kind of zod type is called in a schema, and what to write instead. */
export interface UnsupportedKind {
  readonly what: string;
  readonly fix: string;
}

const CONVERT = "declare what travels, and convert in the handler";

const KINDS: ReadonlyMap<string, UnsupportedKind> = new Map([
  ["file", { what: "z.file()", fix: "send its contents: bytes(), beside its name and type" }],
  ["function", { what: "z.function()", fix: "declare a call" }],
  ["promise", { what: "z.promise()", fix: "await it before it is sent" }],
  ["symbol", { what: "z.symbol()", fix: "use a string: a symbol is another one elsewhere" }],
  ["transform", { what: "z.transform()", fix: "say what it is made of: z.unknown().transform()" }],
]);

/** Kinds that are not in the table are newer than it. */
export function unsupportedKind(kind: string): UnsupportedKind {
  return KINDS.get(kind) ?? { what: `z.${kind}()`, fix: CONVERT };
}
