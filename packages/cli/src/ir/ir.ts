/**
 * What zod is lowered to and everything is emitted from: plain JSON, a union on `kind`. A `Type` has three views:
 * what a client may send (zod's input), what the server works with (zod's output), and what a client receives.
 */
export type Type = (
  | StringType
  | TemplateType
  | NumberType
  | NanType
  | BigIntType
  | DateType
  | BytesType
  | BooleanType
  | NullType
  | UndefinedType
  | UnknownType
  | NeverType
  | LiteralType
  | ArrayType
  | TupleType
  | ObjectType
  | RecordType
  | MapType
  | SetType
  | UnionType
  | DiscriminatedUnionType
  | IntersectionType
  | OptionalType
  | AbsenceType
  | NullableType
  | NonOptionalType
  | DefaultType
  | CatchType
  | ReadonlyType
  | PipeType
  | ZodType
  | RefType
) &
  Documented;

interface Documented {
  readonly docs?: Docs;
}

export interface Docs {
  readonly description?: string;
  readonly deprecated?: true;
}

/** What an issue says instead of the usual text, where the schema has a text of its own. */
interface Worded {
  readonly message?: string;
}

/** A check of its own kind; `abort`: nothing is checked after it has failed. */
interface Check extends Worded {
  readonly abort?: true;
}

export interface StringType extends Worded {
  readonly kind: "string";
  readonly checks: readonly StringCheck[];
}

/** Lengths count code points, as zod does. Checks and changes run in order. */
export type StringCheck =
  | SizeCheck
  | PatternCheck
  | FormatCheck
  | PartCheck
  | (Check & ChangeCheck);

export interface SizeCheck extends Check {
  readonly kind: "min" | "max" | "length";
  readonly value: number;
}

/** `format` is the one that an issue names: `email`, `uuid`, `regex`. */
export interface PatternCheck extends Check {
  readonly kind: "pattern";
  readonly format: string;
  readonly source: string;
  readonly flags: string;
  /** What an issue shows, where that is not it. */
  readonly shown?: string;
}

/** A format that a pattern cannot tell. */
export type FormatCheck = Check &
  (
    | {
        readonly kind: "format";
        readonly format: "ipv6" | "cidrv6" | "base64" | "base64url" | "credit_card" | "iban";
      }
    | { readonly kind: "format"; readonly format: "jwt"; readonly algorithm?: string }
    | {
        readonly kind: "format";
        readonly format: "url";
        readonly hostname?: Pattern;
        readonly protocol?: Pattern;
        /** The value becomes the normalised URL. */
        readonly normalize?: true;
        /** Whether the URL has to be looked into, which is stricter with `https:/path`. */
        readonly parse: boolean;
      }
  );

export interface Pattern {
  readonly source: string;
  readonly flags: string;
}

export interface PartCheck extends Check {
  readonly kind: "includes" | "startsWith" | "endsWith";
  readonly value: string;
  /** Only of `includes`: where the search begins. */
  readonly position?: number;
}

/** Not a check: it changes the value. */
export interface ChangeCheck {
  readonly kind: "trim" | "toLowerCase" | "toUpperCase" | "normalize" | "slugify";
  /** Only of `normalize`: `NFC` and so on. */
  readonly form?: string;
}

/** A string that a template describes; `parts` are for the printed type. */
export interface TemplateType extends Worded {
  readonly kind: "template";
  readonly pattern: Pattern;
  readonly parts: readonly (string | Type)[];
}

/** Finite. */
export interface NumberType extends Worded {
  readonly kind: "number";
  readonly checks: readonly NumberCheck[];
}

export type NumberCheck = LimitCheck<number> | NumberFormatCheck;

export interface LimitCheck<Value> extends Check {
  readonly kind: "gt" | "gte" | "lt" | "lte" | "multipleOf";
  readonly value: Value;
}

/** `int` is also the safe range; the limits of the others are those of the format. */
export interface NumberFormatCheck extends Check {
  readonly kind: "format";
  readonly int: boolean;
  readonly range: readonly [number, number];
}

/** On the wire `null`, as JSON.stringify has it. */
interface NanType extends Worded {
  readonly kind: "nan";
}

/** On the wire its decimal digits, a string. */
export interface BigIntType extends Worded {
  readonly kind: "bigint";
  /** The values are decimal digits. */
  readonly checks: readonly LimitCheck<string>[];
}

/** On the wire the ISO string of `toISOString`. */
export interface DateType extends Worded {
  readonly kind: "date";
  /** The values are milliseconds since 1970. */
  readonly checks: readonly LimitCheck<number>[];
}

/** A `Uint8Array`; on the wire base64, or the place and length of an attachment. */
export interface BytesType extends Worded {
  readonly kind: "bytes";
  /** The issue has zod's code `custom`, as that of a copy of `z.instanceof()` does. */
  readonly custom?: true;
}

interface BooleanType extends Worded {
  readonly kind: "boolean";
}

interface NullType extends Worded {
  readonly kind: "null";
}

/** What a slot has when it is left out; elsewhere there is an `absence` around it. */
interface UndefinedType extends Worded {
  readonly kind: "undefined";
  /** `void` says so in issues. */
  readonly void?: true;
}

/** Any JSON value. */
export interface UnknownType {
  readonly kind: "unknown";
  /** Typed `any`, as the schema asks for. */
  readonly any?: true;
}

interface NeverType extends Worded {
  readonly kind: "never";
}

/** A value as JSON; what JSON lacks is an object of one key that begins with `$`. */
export type Constant =
  | string
  | number
  | boolean
  | null
  | { readonly $undefined: true }
  | { readonly $number: "NaN" | "Infinity" | "-Infinity" | "-0" }
  | { readonly $bigint: string }
  | { readonly $date: number }
  | { readonly $bytes: readonly number[] }
  | { readonly $array: readonly Constant[] }
  | { readonly $object: readonly (readonly [string, Constant])[] }
  | { readonly $map: readonly (readonly [Constant, Constant])[] }
  | { readonly $set: readonly Constant[] };

export interface LiteralType extends Worded {
  readonly kind: "literal";
  /** Scalars, all different. None: nothing fits. */
  readonly values: readonly Constant[];
  /** On the wire `[index of the value]`: two of them would be the same there. */
  readonly tagged?: true;
}

export interface ArrayType extends Worded {
  readonly kind: "array";
  readonly item: Type;
  readonly checks: readonly SizeCheck[];
}

/** A place that may be left out: a property, an element of a tuple. The words are zod's `optin` and `optout`. */
export interface Slot {
  readonly type: Type;
  /** What the sender may leave out, and whether something takes its place. */
  readonly optin: "optional" | "defaulted" | null;
  /** Whether the receiver may find nothing. */
  readonly optout: boolean;
}

export interface TupleType extends Worded {
  readonly kind: "tuple";
  readonly items: readonly Slot[];
  readonly rest: Type | null;
}

export interface ObjectType extends Worded {
  readonly kind: "object";
  readonly properties: readonly Property[];
  /** Unknown keys: dropped, refused, passed on, or values of a type. */
  readonly others: "strip" | "strict" | "loose" | Type;
}

export interface Property extends Slot {
  readonly name: string;
}

export interface RecordType extends Worded {
  readonly kind: "record";
  readonly key: Type;
  readonly value: Type;
  /** Every one of these keys has a value; `null`: keys are what `key` takes. */
  readonly keys: readonly (string | number)[] | null;
  /** The literal values of `key`, of which some keys may be left out. */
  readonly partial?: true;
  /** Keys that do not fit are passed on. */
  readonly loose?: true;
}

/** On the wire an array of pairs. */
export interface MapType extends Worded {
  readonly kind: "map";
  readonly key: Type;
  readonly value: Type;
  readonly checks: readonly SizeCheck[];
}

/** On the wire an array. */
export interface SetType extends Worded {
  readonly kind: "set";
  readonly item: Type;
  readonly checks: readonly SizeCheck[];
}

export interface UnionType extends Worded {
  readonly kind: "union";
  /** The first that takes the value wins; of an exclusive one exactly one must. */
  readonly options: readonly Type[];
  readonly exclusive?: true;
  /**
   * On the wire `[index of the option, value]`: what the options write cannot be told apart. Without it the wire is
   * that of the option alone.
   */
  readonly tagged?: true;
}

export interface DiscriminatedUnionType extends Worded {
  readonly kind: "discriminatedUnion";
  readonly discriminator: string;
  readonly options: readonly DiscriminatedOption[];
  /** Values of no option go through the options in turn. */
  readonly fallback?: true;
}

export interface DiscriminatedOption {
  readonly values: readonly Constant[];
  readonly type: Type;
}

export interface IntersectionType extends Worded {
  readonly kind: "intersection";
  readonly left: Type;
  readonly right: Type;
}

/**
 * Around what may be `undefined` where nothing can be left out, an element of an array for example: `undefined` is `null`
 * on the wire. Boxed, where `null` is a value: any other value is `[value]`.
 */
export interface AbsenceType {
  readonly kind: "absence";
  readonly inner: Type;
  readonly boxed?: true;
}

export interface OptionalType {
  readonly kind: "optional";
  readonly inner: Type;
  /** Left out, but never `undefined`. */
  readonly exact?: true;
}

export interface NullableType {
  readonly kind: "nullable";
  readonly inner: Type;
}

export interface NonOptionalType extends Worded {
  readonly kind: "nonoptional";
  readonly inner: Type;
}

export interface DefaultType {
  readonly kind: "default";
  readonly inner: Type;
  readonly value: Constant;
  /** `.prefault()`: the value is checked as if it had been sent. */
  readonly checked?: true;
}

export interface CatchType {
  readonly kind: "catch";
  readonly inner: Type;
  readonly value: Constant;
}

export interface ReadonlyType {
  readonly kind: "readonly";
  readonly inner: Type;
}

/** Both sides without code of the user's. */
export interface PipeType {
  readonly kind: "pipe";
  readonly in: Type;
  readonly out: Type;
}

/** What only code of the user's decides: the server asks zod, the client checks the structure. */
export interface ZodType {
  readonly kind: "zod";
  /** The way to the zod type from the schema's default export. */
  readonly source: readonly string[];
  /** What a client may send, and what the zod type takes. */
  readonly sent: Type;
  /** What a client receives, and what encoding with the zod type gives. Absent: as `sent`. */
  readonly received?: Type;
  /** What the server works with; `import`: only the schema knows its type. Absent: as `received`. */
  readonly output?: Type | "import";
  /** It cannot be encoded, so that a server cannot send it. */
  readonly oneWay?: true;
  /** What there is of the user's code: `.refine()`. For the list that the command shows. */
  readonly what: string;
}

export interface RefType {
  readonly kind: "ref";
  readonly name: string;
}

/** A type that is emitted once, under its name: that of `.meta({ id })`, or one from its place. */
export interface Shape {
  readonly name: string;
  readonly type: Type;
}

/** What has a name now, and may have had another. */
interface Named {
  readonly name: string;
  /** What it was called before; says nothing on the wire. */
  readonly renamedFrom?: string;
}

export interface Message extends Named {
  readonly type: Type;
  /** Absent: reliable. */
  readonly delivery?: Delivery;
}

export type Delivery =
  | { readonly kind: "volatile" }
  | {
      readonly kind: "latest";
      /** A property of the message's object, always there, with a scalar value. */
      readonly key: string;
    };

/** A part that is `null` was not declared: nothing travels there. */
export interface Call extends Named, Documented {
  readonly input: Type | null;
  readonly items: Type | null;
  readonly uploads: Type | null;
  readonly output: Type | null;
  readonly errors: readonly DeclaredError[];
  readonly effect: "safe" | "idempotent" | "once";
}

export interface DeclaredError {
  readonly name: string;
  readonly type: Type;
}

export interface RawContract {
  readonly kind: "raw";
  readonly clientToServer: RawDirection | null;
  readonly serverToClient: RawDirection | null;
}

export interface RawDirection {
  /** `text`: strings verbatim; `binary`: bytes as they are; `json`: everything else. */
  readonly encoding: "text" | "json" | "binary";
  readonly type: Type;
}

export interface MessagesContract {
  readonly kind: "messages";
  readonly clientToServer: Direction;
  readonly serverToClient: Direction;
}

/** No name is that of a message and of a call. */
export interface Direction {
  readonly messages: readonly Message[];
  readonly calls: readonly Call[];
}

export interface Endpoint extends Named {
  readonly mode: "accept" | "require";
  readonly path: string;
  readonly params: ObjectType | null;
  readonly query: ObjectType | null;
  readonly contract: RawContract | MessagesContract;
}

/** A whole schema; endpoints in the order they were written, shapes by name. */
export interface Program {
  readonly endpoints: readonly Endpoint[];
  readonly shapes: readonly Shape[];
}
