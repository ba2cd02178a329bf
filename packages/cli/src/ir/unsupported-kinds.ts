/** What a kind of zod type is called in a schema, and what to write instead. */
export interface UnsupportedKind {
  readonly what: string;
  readonly fix: string;
}

const CONVERT = "declare what travels as JSON, and convert in the handler";
const DEFAULT = "use .optional(), and put the default in the handler";

const KINDS: ReadonlyMap<string, UnsupportedKind> = new Map([
  ["any", { what: "z.any()", fix: "use z.unknown()" }],
  ["bigint", { what: "z.bigint()", fix: "use z.string() holding the digits" }],
  ["catch", { what: ".catch()", fix: "remove it: it would hide mistakes of the sender" }],
  ["custom", { what: "z.custom()", fix: "use a type that says what it is, such as z.object()" }],
  ["date", { what: "z.date()", fix: "use z.string() holding an ISO date, or z.number()" }],
  ["default", { what: ".default()", fix: DEFAULT }],
  ["intersection", { what: "z.intersection()", fix: "use .extend() on the object" }],
  ["lazy", { what: "z.lazy()", fix: "name the type directly; it may not be recursive yet" }],
  ["map", { what: "z.map()", fix: "use z.record(z.string(), ...) or an array of entries" }],
  ["nan", { what: "z.nan()", fix: "use z.number()" }],
  ["never", { what: "z.never()", fix: "remove it" }],
  ["nonoptional", { what: "z.nonoptional()", fix: "remove .optional() where the type is made" }],
  ["pipe", { what: ".transform(), .pipe() or a codec", fix: CONVERT }],
  ["prefault", { what: ".prefault()", fix: DEFAULT }],
  ["readonly", { what: ".readonly()", fix: "remove it" }],
  ["set", { what: "z.set()", fix: "use z.array()" }],
  ["template_literal", { what: "z.templateLiteral()", fix: "use z.string().regex()" }],
  ["transform", { what: "z.transform()", fix: CONVERT }],
  ["tuple", { what: "z.tuple()", fix: "use z.object() with a key for each place" }],
  ["undefined", { what: "z.undefined()", fix: "leave the key out, or make it .optional()" }],
  ["void", { what: "z.void()", fix: "leave it out" }],
]);

/** Kinds that are not in the table are newer than it, or never travel as JSON. */
export function unsupportedKind(kind: string): UnsupportedKind {
  return KINDS.get(kind) ?? { what: `z.${kind}()`, fix: CONVERT };
}
