import type { RecordType, Type } from "../../ir/ir.js";
import { numberWords } from "./check-words.js";
import { alsoChecked, anyOf, isAny, NEVER, type JsonSchema } from "./json-schema.js";
import { escapePattern } from "./portable-pattern.js";
import type { SchemaHost } from "./schema-host.js";
import { takesNothing } from "./takes-nothing.js";

/** @param isOpen whether keys that do not fit are judged elsewhere */
export function recordSchema(type: RecordType, host: SchemaHost, isOpen = false): JsonSchema {
  const listed = listedKeys(type, host);
  if (listed !== null) return listedSchema(type, listed, host, isOpen);
  const values = host.write(type.value);
  if (takesAnyKey(type, host)) {
    return { type: "object", ...(isAny(values) ? {} : { additionalProperties: values }) };
  }
  if (type.loose !== true && !isOpen) {
    const propertyNames = keySchema(type.key, host);
    const schema: JsonSchema = { type: "object", propertyNames, additionalProperties: values };
    return alsoChecked(schema, numberKeyWords(type.key, host));
  }
  const pattern = keyPattern(type, host);
  if (pattern !== null) return { type: "object", patternProperties: { [pattern]: values } };
  return alsoChecked({ type: "object" }, ["the values of keys that fit"]);
}

/** Whether keys that do not fit are refused; `null` where the two cannot be told apart here. */
export function refusesKeys(type: RecordType, host: SchemaHost): boolean | null {
  if (type.loose === true) return false;
  if (listedKeys(type, host) !== null) return true;
  if (takesAnyKey(type, host)) return false;
  return keyPattern(type, host) === null ? null : true;
}

function takesAnyKey({ key }: RecordType, host: SchemaHost): boolean {
  const names = keySchema(key, host);
  return isAny(names) || Object.keys(names).join() === "type";
}

function listedSchema(
  type: RecordType,
  listed: readonly string[],
  host: SchemaHost,
  isOpen: boolean,
): JsonSchema {
  const value = host.write(type.value);
  // Nothing is ever passed on under that name.
  const names = listed.filter((name) => name !== "__proto__");
  const isAsked =
    type.keys !== null && (host.view === "received" || !takesNothing(type.value, host));
  return {
    type: "object",
    properties: Object.fromEntries(names.map((name) => [name, value])),
    ...(isAsked && names.length > 0 && { required: names }),
    ...(type.loose !== true && !isOpen && { additionalProperties: false }),
  };
}

/** The only keys there may be, if they are known. */
function listedKeys({ key, keys, partial }: RecordType, host: SchemaHost): string[] | null {
  if (keys !== null) return keys.map(String);
  return partial === true ? literalKeys(key, host) : null;
}

function literalKeys(key: Type, host: SchemaHost): string[] | null {
  const resolved = host.resolve(key);
  if (resolved.kind === "literal") return resolved.values.flatMap(keyOf);
  if (resolved.kind !== "union") return null;
  const lists = resolved.options.map((option) => literalKeys(option, host));
  return lists.every((list) => list !== null) ? lists.flat() : null;
}

function keyOf(value: unknown): string[] {
  return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
}

const NUMBER_KEY = "^-?[0-9]+(?:\\.[0-9]+)?$";

/** What the names of the keys are like. Numbers are spelt out. */
function keySchema(key: Type, host: SchemaHost): JsonSchema {
  const resolved = host.resolve(key);
  switch (resolved.kind) {
    case "number":
      return { type: "string", pattern: NUMBER_KEY };
    case "literal": {
      const names = resolved.values.flatMap(keyOf);
      return names.length === 0 ? NEVER : { enum: names };
    }
    case "union":
      return anyOf(resolved.options.map((option) => keySchema(option, host)));
    case "intersection":
      return { allOf: [keySchema(resolved.left, host), keySchema(resolved.right, host)] };
    case "optional":
    case "nullable":
    case "readonly":
    case "nonoptional":
      return keySchema(resolved.inner, host);
    case "zod":
      return alsoChecked(keySchema(resolved.sent, host), [resolved.what]);
    default:
      return host.write(resolved);
  }
}

function numberKeyWords(key: Type, host: SchemaHost): string[] {
  const words: string[] = [];
  host.traits.some(key, (part) => {
    if (part.kind === "number") words.push(...numberWords(part.checks));
    return false;
  });
  return words.map((text) => `keys are ${text}`);
}

/** The keys as one pattern, if that is all that is asked of them. */
function keyPattern({ key }: RecordType, host: SchemaHost): string | null {
  const names = keySchema(key, host);
  const { enum: values, maxLength, minLength = 0, pattern } = names;
  if (numberKeyWords(key, host).length > 0) return null;
  if (!Object.keys(names).every((keyword) => OF_PATTERNS.has(keyword))) return null;
  const isSized = minLength > 0 || maxLength !== undefined;
  const patterns = [
    ...(pattern === undefined ? [] : [pattern]),
    ...(isSized ? [`^[\\s\\S]{${minLength},${maxLength ?? ""}}$`] : []),
    ...(values === undefined ? [] : [`^(?:${values.map(escaped).join("|")})$`]),
  ];
  const [only] = patterns;
  return patterns.length === 1 && only !== undefined ? only : null;
}

/** Keywords that one pattern can stand for, or that take nothing away. */
const OF_PATTERNS = new Set(
  "type format contentEncoding enum maxLength minLength pattern".split(" "),
);

function escaped(value: unknown): string {
  return escapePattern(String(value));
}
