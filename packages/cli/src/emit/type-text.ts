import type { Docs, LiteralValue, ObjectType, Property, Type } from "../ir/ir.js";
import { docComment, hang, MAX_WIDTH } from "./layout.js";
import { propertyKey, quote } from "./quote.js";

/** How a named shape is called where the text goes; importing it there if need be. */
export type NameShape = (name: string) => string;

/**
 * A type as TypeScript, over several lines if it does not fit behind `used` columns. Lines after the
 * first are indented as if the text began at the margin; a text that begins with a line break is a
 * union with one member per line.
 * @param more further members of a union, as text
 */
export function typeText(
  type: Type,
  nameShape: NameShape,
  used: number,
  more: readonly string[] = [],
): string {
  const line = lineText(type, nameShape);
  if (line !== null) {
    const whole = [line, ...more].join(" | ");
    if (used + whole.length <= MAX_WIDTH) return whole;
  }
  const members = membersOf(type);
  if (members.length + more.length > 1) {
    const texts = members.map((member) => hang(typeText(member, nameShape, 8), 2));
    return [...texts, ...more].map((text) => `\n  | ${text}`).join("");
  }
  switch (type.kind) {
    case "object":
      return objectText(type, nameShape);
    case "array":
      return arrayOf(type.item, typeText(type.item, nameShape, used));
    case "record":
      return `Record<string, ${typeText(type.value, nameShape, used)}>`;
    default:
      return line ?? "unknown";
  }
}

/** `start type`, broken where the type asks for it. */
export function annotate(start: string, type: string): string {
  return type.startsWith("\n") ? `${start}${type}` : `${start} ${type}`;
}

/** The body of an interface, with its braces. */
export function objectText(type: ObjectType, nameShape: NameShape): string {
  const lines = type.properties.map(
    (property) => `  ${hang(propertyText(property, nameShape), 1)}`,
  );
  if (type.mode === "loose") lines.push("  [key: string]: unknown;");
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n}`;
}

/** JSDoc for a description and a deprecation. */
export function docsText(docs: Docs | undefined, fallback: readonly string[] = []): string {
  const lines = docs?.description === undefined ? fallback : [docs.description];
  return docComment(docs?.deprecated === true ? [...lines, "@deprecated"] : lines);
}

function propertyText(property: Property, nameShape: NameShape): string {
  const start = `${propertyKey(property.name)}${property.optional ? "?" : ""}:`;
  const type = typeText(property.type, nameShape, start.length + 4, undefinedIf(property));
  return `${docsText(property.type.docs)}${annotate(start, type)};`;
}

// With exactOptionalPropertyTypes an optional key does not take undefined by itself.
function undefinedIf({ optional, type }: Property): string[] {
  return optional && type.kind !== "unknown" ? ["undefined"] : [];
}

function membersOf(type: Type): readonly Type[] {
  switch (type.kind) {
    case "union":
      return type.options.flatMap(membersOf);
    case "discriminatedUnion":
      return type.options.flatMap((option) => membersOf(option.type));
    case "literal":
      return type.values.map((value) => ({ kind: "literal", values: [value] }));
    case "nullable":
      return [...membersOf(type.inner), { kind: "null" }];
    default:
      return [type];
  }
}

/** The type on one line, or `null` if it holds something that needs lines of its own. */
function lineText(type: Type, nameShape: NameShape): string | null {
  switch (type.kind) {
    case "ref":
      return nameShape(type.name);
    case "array": {
      const item = lineText(type.item, nameShape);
      return item === null ? null : arrayOf(type.item, item);
    }
    case "record": {
      const value = lineText(type.value, nameShape);
      return value === null ? null : `Record<string, ${value}>`;
    }
    case "object":
      return objectLine(type, nameShape);
    case "literal":
      return type.values.map(literalText).join(" | ");
    case "nullable":
    case "union":
    case "discriminatedUnion": {
      const texts = membersOf(type).map((member) => lineText(member, nameShape));
      return texts.includes(null) ? null : [...new Set(texts)].join(" | ");
    }
    default:
      return type.kind;
  }
}

function objectLine(type: ObjectType, nameShape: NameShape): string | null {
  if (type.properties.length === 0 && type.mode !== "loose") return "Record<string, never>";
  const parts: string[] = [];
  for (const property of type.properties) {
    const value = lineText(property.type, nameShape);
    if (value === null || property.type.docs !== undefined) return null;
    const whole = [value, ...undefinedIf(property)].join(" | ");
    parts.push(`${propertyKey(property.name)}${property.optional ? "?" : ""}: ${whole}`);
  }
  if (type.mode === "loose") parts.push("[key: string]: unknown");
  return `{ ${parts.join("; ")} }`;
}

export function literalText(value: LiteralValue): string {
  return typeof value === "string" ? quote(value) : String(value);
}

function arrayOf(item: Type, text: string): string {
  if (text.startsWith("\n")) return `(${text}\n)[]`;
  // Members with the same text have become one.
  const isUnion = membersOf(item).length > 1 && text.includes(" | ");
  return isUnion ? `(${text})[]` : `${text}[]`;
}
