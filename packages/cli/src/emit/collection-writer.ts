import type { MapType, RecordType, SetType, SizeCheck, TupleType } from "../ir/ir.js";
import { valueText } from "./constant-text.js";
import type { FunctionScope } from "./function-scope.js";
import { sizeGuards } from "./guards.js";
import { call, list } from "./layout.js";
import { quote } from "./quote.js";

/** Writes maps and sets, and what tuples and records are told of their parts. */
export class CollectionWriter {
  readonly #scope: FunctionScope;

  constructor(scope: FunctionScope) {
    this.#scope = scope;
  }

  collection(type: MapType | SetType): string {
    const scope = this.#scope;
    const { checks, kind, message } = type;
    const parts =
      kind === "map"
        ? [scope.part("Key", type.key), scope.part("Value", type.value)]
        : [scope.part("Item", type.item)];
    const words = message === undefined ? [] : [quote(message)];
    const callee = scope.use(
      `${this.#scope.decodes ? "decode" : "encode"}${kind === "map" ? "Map" : "Set"}`,
    );
    const collected = call(
      callee,
      ["value", "path", "context", ...parts, ...words],
      this.#scope.used(""),
    );
    if (checks.length === 0) return collected;
    const Class = kind === "map" ? "Map" : "Set";
    if (!this.#scope.decodes) {
      scope.when(
        [`!(value instanceof ${Class})`],
        scope.mismatch("path", kind, "value", message),
        "return ",
      );
      for (const guard of sizeGuards(
        this.#scope.isOutput ? [] : leadingCaps(checks),
        kind,
        "value.size",
      ).filter(({ code }) => code === "too_big")) {
        scope.when(guard.conditions, scope.report({ ...guard, fatal: true }, "path"), "return ");
      }
      const json = scope.declare("text", collected);
      const later = sizeGuards(checks, kind, "value.size").filter(
        ({ code }) => this.#scope.isOutput || code !== "too_big",
      );
      for (const guard of later) scope.when(guard.conditions, scope.report(guard, "path"));
      return json;
    }
    const result = scope.declare(kind, collected);
    scope.code.line(`if (${result} === undefined) return ${result};`);
    for (const guard of sizeGuards(checks, kind, `${result}.size`)) {
      scope.when(guard.conditions, scope.report(guard, "path"));
    }
    return result;
  }

  tupleParts({ items, message, rest }: TupleType, name: string): string[] {
    const scope = this.#scope;
    const omittable = (key: "optin" | "optout"): number => {
      const isOmittable = items.map((item) =>
        key === "optin" ? item.optin !== null : item.optout,
      );
      return isOmittable.lastIndexOf(false) + 1;
    };
    const functions = items.map(({ type }, index) => scope.part(`${name}Item${index + 1}`, type));
    return [
      `items: ${list(["[", "]"], functions, scope.code.indent + 12)}`,
      `rest: ${rest === null ? "null" : scope.part(`${name}Rest`, rest)}`,
      `least: ${omittable("optin")}`,
      `kept: ${omittable("optout")}`,
      ...(message === undefined ? [] : [`message: ${quote(message)}`]),
    ];
  }

  recordParts({ key, keys, loose, message, partial, value }: RecordType, name: string): string[] {
    const scope = this.#scope;
    const others = this.#scope.decodes ? "decodeUnknown" : "encodeUnknown";
    return [
      // Keys are read in both directions.
      `key: ${scope.part(`${name}Key`, key, "decode")}`,
      `value: ${scope.part(`${name}Value`, value)}`,
      ...(keys === null ? [] : [`keys: [${keys.map(valueText).join(", ")}]`]),
      ...(partial === true ? ["listed: true"] : []),
      ...(loose === true ? [`others: ${scope.use(others)}`] : []),
      ...(message === undefined ? [] : [`message: ${quote(message)}`]),
    ];
  }
}

/** The leading checks of a size, which are looked at before what is inside. */
export function leadingCaps(checks: readonly SizeCheck[]): readonly SizeCheck[] {
  return checks.filter(({ kind }) => kind !== "min");
}
