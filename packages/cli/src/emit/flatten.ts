import type {
  Constant,
  LiteralType,
  NumberType,
  StringType,
  TemplateType,
  Type,
  UnionType,
} from "../ir/ir.js";
import { literalText } from "./type-text.js";

/** A scalar that a function checks in place, not by a call. */
export type InlineType =
  | StringType
  | TemplateType
  | NumberType
  | LiteralType
  | UnionType
  | (Type & { readonly kind: "boolean" | "null" | "never" });

/** A scalar without its wrappers, and what they let through beside it. */
export interface Flat {
  readonly core: InlineType;
  readonly undefined: boolean;
  readonly null: boolean;
  /** What stands for `undefined`. */
  readonly instead: Constant | null;
}

/** `null` for a type that takes a function of its own. `resolve` leads through references to scalars. */
export function flatten(type: Type): Flat | null {
  switch (type.kind) {
    case "optional": {
      const inner = type.exact === true ? null : flatten(type.inner);
      return inner && { ...inner, undefined: true };
    }
    case "nullable": {
      const inner = flatten(type.inner);
      return inner && { ...inner, null: true };
    }
    case "readonly":
      return flatten(type.inner);
    case "default": {
      const inner = type.checked === true ? null : flatten(type.inner);
      return inner && { ...inner, undefined: true, instead: type.value };
    }
    default:
      return isInline(type) ? { core: type, undefined: false, null: false, instead: null } : null;
  }
}

function isInline(type: Type): type is InlineType {
  switch (type.kind) {
    case "boolean":
    case "null":
    case "never":
    case "number":
    case "template":
      return true;
    case "string":
      return type.checks.every((check) => !isChange(check));
    case "literal":
      return type.tagged !== true && type.values.every(isJsonScalar);
    case "union":
      return type.exclusive !== true && type.tagged !== true && type.options.every(isPlain);
    default:
      return false;
  }
}

/** Whether one condition tells that a value is of the type. */
function isPlain(type: Type): type is InlineType {
  switch (type.kind) {
    case "boolean":
    case "null":
      return true;
    case "number":
    case "string":
      return type.checks.length === 0 && type.message === undefined;
    case "literal":
      return type.values.every(isJsonScalar);
    case "union":
      return isInline(type);
    default:
      return false;
  }
}

/** Whether a check changes the value. */
export function isChange({ kind, ...check }: StringType["checks"][number]): boolean {
  if (kind === "format") return "format" in check && check.format === "url";
  return ["trim", "toLowerCase", "toUpperCase", "normalize", "slugify"].includes(kind);
}

/** Whether JSON has the value as it is. */
export function isJsonScalar(value: Constant): boolean {
  return typeof value !== "object" || value === null;
}

/** Conditions that all hold when `input` is not of the type; one that is a choice has brackets. */
export function mismatchOf(type: InlineType, input: string): readonly string[] {
  switch (type.kind) {
    case "string":
    case "template":
      return [`typeof ${input} !== "string"`];
    case "number":
      return [`(typeof ${input} !== "number" || !Number.isFinite(${input}))`];
    case "boolean":
      return [`typeof ${input} !== "boolean"`];
    case "null":
      return [`${input} !== null`];
    case "never":
      return [];
    case "literal":
      return type.values.map((value) => `${input} !== ${literalText(value)}`);
    case "union":
      return type.options.filter(isPlain).flatMap((option) => mismatchOf(option, input));
  }
}
