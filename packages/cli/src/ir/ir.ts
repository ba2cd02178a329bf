/**
 * What zod is lowered to and everything is emitted from: plain JSON, a union on `kind`.
 * Kinds that say the same on the wire are one kind here (an enum is a `literal` of several values,
 * a record over an enum is a strict `object`).
 */
export type Type = (
  | StringType
  | NumberType
  | { readonly kind: "boolean" }
  | { readonly kind: "null" }
  | { readonly kind: "unknown" }
  | LiteralType
  | ArrayType
  | ObjectType
  | RecordType
  | NullableType
  | UnionType
  | DiscriminatedUnionType
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

export interface StringType {
  readonly kind: "string";
  readonly checks: readonly StringCheck[];
}

/** Lengths count code points, as zod does. */
export type StringCheck = SizeCheck | RegexCheck;

export interface RegexCheck {
  readonly kind: "regex";
  readonly source: string;
  readonly flags: string;
}

export interface SizeCheck {
  readonly kind: "min" | "max" | "length";
  readonly value: number;
}

export interface NumberType {
  readonly kind: "number";
  /** Only safe integers. */
  readonly int: boolean;
  readonly checks: readonly NumberCheck[];
}

export interface NumberCheck {
  readonly kind: "gt" | "gte" | "lt" | "lte" | "multipleOf";
  readonly value: number;
}

export type LiteralValue = string | number | boolean | null;

export interface LiteralType {
  readonly kind: "literal";
  /** At least one, all different. */
  readonly values: readonly LiteralValue[];
}

export interface ArrayType {
  readonly kind: "array";
  readonly item: Type;
  readonly checks: readonly SizeCheck[];
}

export interface ObjectType {
  readonly kind: "object";
  /** Unknown keys: dropped, refused, or passed on. */
  readonly mode: "strip" | "strict" | "loose";
  readonly properties: readonly Property[];
}

export interface Property {
  readonly name: string;
  readonly type: Type;
  readonly optional: boolean;
}

export interface RecordType {
  readonly kind: "record";
  readonly key: StringType;
  readonly value: Type;
}

interface NullableType {
  readonly kind: "nullable";
  readonly inner: Type;
}

export interface UnionType {
  readonly kind: "union";
  /** The first that takes the value wins. */
  readonly options: readonly Type[];
}

export interface DiscriminatedUnionType {
  readonly kind: "discriminatedUnion";
  readonly discriminator: string;
  readonly options: readonly DiscriminatedOption[];
}

export interface DiscriminatedOption {
  readonly values: readonly LiteralValue[];
  readonly type: Type;
}

interface RefType {
  readonly kind: "ref";
  readonly name: string;
}

/** A type with `.meta({ id })`: emitted once, under that name. */
export interface Shape {
  readonly name: string;
  readonly type: Type;
}

export interface Message {
  readonly name: string;
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
export interface Call extends Documented {
  readonly name: string;
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
  /** `text`: strings verbatim; `json`: everything else. */
  readonly encoding: "text" | "json";
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

export interface Endpoint {
  readonly name: string;
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
