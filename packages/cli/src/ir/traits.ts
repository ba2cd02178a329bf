import { childrenOf } from "./children.js";
import type { Constant, ObjectType, Type } from "./ir.js";

/** What JSON.parse can give. */
export type WireKind = "string" | "number" | "boolean" | "null" | "array" | "object";

const EVERY_KIND: readonly WireKind[] = ["string", "number", "boolean", "null", "array", "object"];

/** What can be told of lowered types; `resolve` leads through references. */
export class Traits {
  readonly #resolve: (type: Type) => Type;

  constructor(resolve: (type: Type) => Type) {
    this.#resolve = resolve;
  }

  /** Whether something in it, behind references too, is as `test` says. */
  some(type: Type, test: (type: Type) => boolean, seen: Set<Type> = new Set()): boolean {
    const resolved = this.#resolve(type);
    if (seen.has(resolved)) return false;
    seen.add(resolved);
    return test(resolved) || childrenOf(resolved).some((child) => this.some(child, test, seen));
  }

  /** Whether code of the user's decides about it. */
  hasCode(type: Type): boolean {
    return this.some(type, ({ kind }) => kind === "zod");
  }

  /** Whether the wire value is not the value itself. */
  isRich(type: Type): boolean {
    return this.some(type, isRichKind);
  }

  /** Whether what it takes is on the wire what it gives, unknown keys and changes of strings aside. */
  isPlain(type: Type): boolean {
    return !this.some(
      type,
      (part) => isRichKind(part) || ["zod", "default", "catch"].includes(part.kind),
    );
  }

  /** Whether a server may write nothing of it: because it is undefined, or because code of the schema's makes it so. */
  mayVanish(type: Type): boolean {
    const resolved = this.#resolve(type);
    switch (resolved.kind) {
      case "zod":
        return (
          this.mayBeUndefined(resolved.received ?? resolved.sent) ||
          this.mayBeUndefined(resolved, "output")
        );
      case "nullable":
      case "readonly":
        return this.mayVanish(resolved.inner);
      default:
        return this.mayBeUndefined(resolved, "output");
    }
  }

  /** Whether the value can be `undefined`: what zod takes, or what it gives. */
  mayBeUndefined(
    type: Type,
    side: "input" | "output" = "input",
    open: readonly Type[] = [],
  ): boolean {
    const resolved = this.#resolve(type);
    if (open.includes(resolved)) return false;
    const inside = (inner: Type): boolean => this.mayBeUndefined(inner, side, [...open, resolved]);
    switch (resolved.kind) {
      case "undefined":
        return true;
      case "default":
        return side === "input" || inside(resolved.inner);
      case "absence":
        return side === "output" && inside(resolved.inner);
      case "optional":
        return resolved.exact !== true || inside(resolved.inner);
      case "literal":
        return resolved.values.some(isUndefined);
      case "union":
        return resolved.options.some(inside);
      case "intersection":
        return inside(resolved.left) && inside(resolved.right);
      case "nullable":
      case "catch":
      case "readonly":
        return inside(resolved.inner);
      case "pipe":
        return inside(side === "input" ? resolved.in : resolved.out);
      case "zod": {
        const { output, received = resolved.sent, sent } = resolved;
        if (side === "input") return inside(sent) || inside(received);
        return output !== "import" && inside(output ?? received);
      }
      default:
        return false;
    }
  }

  /** Whether the value can be bytes once it is read; what code of the user's makes is not always known. */
  mayBeBytes(type: Type, open: readonly Type[] = []): boolean {
    const resolved = this.#resolve(type);
    if (open.includes(resolved)) return false;
    const inside = (inner: Type): boolean => this.mayBeBytes(inner, [...open, resolved]);
    switch (resolved.kind) {
      case "bytes":
        return true;
      case "absence":
      case "union":
      case "optional":
      case "nullable":
      case "nonoptional":
      case "default":
      case "catch":
      case "readonly":
      case "pipe":
        return childrenOf(resolved).some(inside);
      case "zod":
        return (
          resolved.output === "import" ||
          inside(resolved.output ?? resolved.received ?? resolved.sent)
        );
      default:
        return false;
    }
  }

  /** Whether a value tells by itself how it is written: no schema is needed for that. */
  isSelfTelling(type: Type): boolean {
    return !this.some(
      type,
      (part) =>
        (part.kind === "union" && part.tagged === true) ||
        (part.kind === "absence" && part.boxed === true) ||
        part.kind === "catch" ||
        (part.kind === "literal" && (part.tagged === true || part.values.some(isOddNumber))),
    );
  }

  /** Whether it takes any JSON, `null` for nothing. */
  isUnknown(type: Type): boolean {
    const resolved = this.#resolve(type);
    const isWrapper = resolved.kind === "optional" || resolved.kind === "nullable";
    return resolved.kind === "unknown" || (isWrapper && this.isUnknown(resolved.inner));
  }

  /** The kinds of JSON that a value may become; `undefined` becomes none. */
  wireKinds(type: Type, open: readonly Type[] = []): ReadonlySet<WireKind> {
    const resolved = this.#resolve(type);
    if (open.includes(resolved)) return new Set();
    const inside = (inner: Type): Iterable<WireKind> => this.wireKinds(inner, [...open, resolved]);
    switch (resolved.kind) {
      case "string":
      case "template":
      case "bigint":
      case "date":
        return new Set(["string"]);
      case "bytes":
        return new Set(["string", "array"]);
      case "number":
        return new Set(["number"]);
      case "boolean":
        return new Set(["boolean"]);
      case "null":
      case "nan":
        return new Set(["null"]);
      case "literal":
        return new Set(
          resolved.tagged === true ? ["array"] : resolved.values.flatMap(kindsOfConstant),
        );
      case "array":
      case "tuple":
      case "map":
      case "set":
        return new Set(["array"]);
      case "object":
      case "record":
      case "discriminatedUnion":
        return new Set(["object"]);
      case "union":
        return new Set(
          resolved.tagged === true
            ? ["array"]
            : resolved.options.flatMap((option) => [...inside(option)]),
        );
      case "intersection":
        return new Set(inside(resolved.left));
      case "absence":
        return new Set([
          "null",
          ...(resolved.boxed === true ? ["array" as const] : inside(resolved.inner)),
        ]);
      case "nullable":
        return new Set(["null", ...inside(resolved.inner)]);
      case "optional":
      case "nonoptional":
      case "default":
      case "catch":
      case "readonly":
        return new Set(inside(resolved.inner));
      case "pipe":
        return new Set(inside(resolved.in));
      case "zod":
        return new Set([...inside(resolved.sent), ...inside(resolved.received ?? resolved.sent)]);
      case "unknown":
        return new Set(EVERY_KIND);
      default:
        return new Set();
    }
  }

  /** Whether what the options write tells which of them it was. */
  areTellable(options: readonly Type[]): boolean {
    return options.every((option, index) =>
      options.slice(index + 1).every((other) => this.#areApart(option, other)),
    );
  }

  #areApart(a: Type, b: Type): boolean {
    const kinds = this.wireKinds(b);
    const shared = [...this.wireKinds(a)].filter((kind) => kinds.has(kind));
    if (shared.length === 0) return true;
    const [left, right] = [this.#resolve(a), this.#resolve(b)];
    if (left.kind !== "object" || right.kind !== "object") return false;
    return left.properties.some(({ name }) => this.#literalsDiffer(left, right, name));
  }

  #literalsDiffer(left: ObjectType, right: ObjectType, name: string): boolean {
    const [a, b] = [this.#literals(left, name), this.#literals(right, name)];
    return a !== null && b !== null && !a.some((value) => b.includes(value));
  }

  #literals({ properties }: ObjectType, name: string): readonly string[] | null {
    const property = properties.find((candidate) => candidate.name === name);
    if (property === undefined || property.optin !== null) return null;
    const type = this.#resolve(property.type);
    return type.kind === "literal" ? type.values.map((value) => JSON.stringify(value)) : null;
  }
}

function isRichKind(type: Type): boolean {
  switch (type.kind) {
    case "nan":
    case "bigint":
    case "date":
    case "bytes":
    case "map":
    case "set":
    case "absence":
      return true;
    case "literal":
      return (
        type.tagged === true ||
        type.values.some(
          (value) => typeof value === "object" && value !== null && !isUndefined(value),
        )
      );
    case "union":
      return type.tagged === true;
    default:
      return false;
  }
}

export function isUndefined(value: Constant): boolean {
  return typeof value === "object" && value !== null && "$undefined" in value;
}

function isOddNumber(value: Constant): boolean {
  return typeof value === "object" && value !== null && "$number" in value;
}

function kindsOfConstant(value: Constant): WireKind[] {
  if (value === null) return ["null"];
  if (typeof value !== "object") return [typeof value as WireKind];
  return isUndefined(value) ? [] : ["string"];
}
