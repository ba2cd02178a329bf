import type { ObjectType, Property, Type } from "../ir/ir.js";
import { type Change, changeOf } from "./change.js";
import { comparePayload } from "./compare-payload.js";
import { boundsOf } from "./compare-sizes.js";
import type { LinkedTypes } from "./linked-types.js";
import { parametersOf } from "./path-pattern.js";
import type { EndpointContract } from "./read-contract.js";
import type { RuleId } from "./rules.js";

/** Parameters of the path, which have no names in a URL: their places count. */
export function compareParams(
  before: EndpointContract,
  after: EndpointContract,
  types: LinkedTypes,
  at: string,
): readonly Change[] {
  const now = parametersOf(after.path);
  const names = new Map(parametersOf(before.path).map((name, index) => [name, now[index] ?? name]));
  const renamed = before.params && {
    ...before.params,
    properties: before.params.properties.map((property) => ({
      ...property,
      name: names.get(property.name) ?? property.name,
    })),
  };
  return compareUrl(renamed, after.params, types, at);
}

/** What stands behind the question mark. */
export function compareQuery(
  before: ObjectType | null,
  after: ObjectType | null,
  types: LinkedTypes,
  at: string,
): readonly Change[] {
  return compareUrl(before, after, types, at);
}

const NOTHING: ObjectType = { kind: "object", properties: [], others: "strip" };

/** The client writes all of it as text, and the server reads it. */
function compareUrl(
  before: ObjectType | null,
  after: ObjectType | null,
  types: LinkedTypes,
  at: string,
): readonly Change[] {
  const changes: Change[] = [];
  const [old, now] = [before ?? NOTHING, after ?? NOTHING];
  const written = old.properties.map((property): Property => {
    const reader = now.properties.find(({ name }) => name === property.name);
    if (reader === undefined) return present(property, types);
    const adaption = new Adaption(types);
    const type = adaption.adapt(property.type, reader.type);
    const place = `${at}.${property.name}`;
    changes.push(...adaption.rules.map((rule) => changeOf(rule, place, "client")));
    return present(adaption.rules.length > 0 ? { ...property, type } : property, types);
  });
  const read = now.properties.map((property) => present(property, types));
  const payload = comparePayload(
    { ...old, properties: written },
    { ...now, properties: read },
    { sender: "client", types },
    at,
  );
  return [...changes, ...payload];
}

/** A list that may be empty may be left out. */
function present(property: Property, types: LinkedTypes): Property {
  const type = coreOf(property.type, types);
  const mayBeNothing = type.kind === "array" && boundsOf(type.checks).min === 0;
  return property.optin === null && mayBeNothing ? { ...property, optin: "defaulted" } : property;
}

function coreOf(type: Type, types: LinkedTypes): Type {
  const resolved = types.resolve(type);
  const isWrapper = ["optional", "default", "readonly", "absence"].includes(resolved.kind);
  return isWrapper && "inner" in resolved ? coreOf(resolved.inner, types) : resolved;
}

/** What an old client writes, as the type that reads it sees it. */
class Adaption {
  readonly rules: RuleId[] = [];
  readonly #types: LinkedTypes;

  constructor(types: LinkedTypes) {
    this.#types = types;
  }

  adapt(written: Type, read: Type): Type {
    const [old, now] = [coreOf(written, this.#types), coreOf(read, this.#types)];
    if (now.kind === "array") {
      if (old.kind === "array") return { ...old, item: this.adapt(old.item, now.item) };
      this.rules.push("query-value-to-list");
      const { max, min } = boundsOf(now.checks);
      const checks = min <= 1 && max >= 1 ? now.checks : [{ kind: "length", value: 1 } as const];
      return { kind: "array", item: this.adapt(old, now.item), checks };
    }
    const isText = old.kind === "number" || old.kind === "boolean";
    if (!isText || now.kind !== "string" || now.checks.length > 0) return old;
    this.rules.push("url-text-widened");
    return now;
  }
}
