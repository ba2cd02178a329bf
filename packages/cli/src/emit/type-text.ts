import type {
  Constant,
  Docs,
  ObjectType,
  Property,
  RecordType,
  Slot,
  TemplateType,
  Type,
} from "../ir/ir.js";
import { isUndefined } from "../ir/traits.js";
import { docComment, hang, MAX_WIDTH } from "./layout.js";
import { width } from "./marks.js";
import { propertyKey, quote } from "./quote.js";
import type { View } from "./views.js";

/** Where a type is printed: for whom, and what it may refer to there. */
export interface Printer {
  readonly view: View;
  /** How a named shape is called where the text goes; importing it there if need be. */
  nameShape(name: string): string;
  /** The type that only the schema knows, found by a type-only import. */
  nameImported(source: readonly string[]): string;
  /** The type behind references. */
  resolve(type: Type): Type;
  /** The key of a property, where more is to be told of it than its name. */
  keyOf?(property: Property): string;
}

/**
 * A type as TypeScript, over several lines if it does not fit behind `used` columns. Lines after the
 * first are indented as if the text began at the margin; a text that begins with a line break is a
 * union with one member per line.
 */
export function typeText(type: Type, printer: Printer, used: number): string {
  return membersText(membersOf(type, printer), printer, used);
}

/** `start type`, broken where the type asks for it. */
export function annotate(start: string, type: string): string {
  return type.startsWith("\n") ? `${start}${type}` : `${start} ${type}`;
}

/** The body of an interface, with its braces. */
export function objectText(type: ObjectType, printer: Printer): string {
  const lines = type.properties.map((property) => `  ${hang(propertyText(property, printer), 1)}`);
  if (type.others === "loose") lines.push("  [key: string]: unknown;");
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n}`;
}

function nameText(property: Property, printer: Printer): string {
  return printer.keyOf?.(property) ?? propertyKey(property.name);
}

/** Whether it can be an interface. */
export function isInterface(type: Type): type is Type & ObjectType {
  return type.kind === "object" && typeof type.others === "string" && type.properties.length > 0;
}

/** JSDoc for a description and a deprecation. */
export function docsText(docs: Docs | undefined, fallback: readonly string[] = []): string {
  const lines = docs?.description === undefined ? fallback : [docs.description];
  return docComment(docs?.deprecated === true ? [...lines, "@deprecated"] : lines);
}

/** Whether the view may find nothing there. */
function isOptional({ optin, optout, type }: Slot, printer: Printer): boolean {
  if (printer.view !== "sent") return optout;
  // A type that catches everything takes nothing as well, but does not say so.
  return optin !== null && !isCatch(type, printer);
}

function isCatch(type: Type, printer: Printer): boolean {
  const resolved = printer.resolve(type);
  switch (resolved.kind) {
    case "catch":
      return !["optional", "default"].includes(printer.resolve(resolved.inner).kind);
    case "nullable":
    case "readonly":
      return isCatch(resolved.inner, printer);
    case "zod":
      // What is made into something first may be left out if that something may.
      if (printer.resolve(resolved.sent).kind !== "unknown") return isCatch(resolved.sent, printer);
      return !["optional", "default"].includes(
        printer.resolve(resolved.received ?? resolved.sent).kind,
      );
    default:
      return false;
  }
}

function propertyText(property: Property, printer: Printer): string {
  const optional = isOptional(property, printer);
  const start = `${nameText(property, printer)}${optional ? "?" : ""}:`;
  const type = membersText(propertyMembers(property, printer), printer, width(start) + 4);
  return `${docsText(property.type.docs)}${annotate(start, type)};`;
}

/** Printed as it is: what a call without declared errors has of them. */
export const NO_ERRORS = "{}";

const UNDEFINED: Type = { kind: "undefined" };

// With exactOptionalPropertyTypes an optional key does not take undefined by itself.
function propertyMembers(property: Slot, printer: Printer): readonly Type[] {
  const members = membersOf(property.type, printer);
  if (!isOptional(property, printer) || isExact(property.type, printer)) return members;
  const takesUndefined = members.some(({ kind }) => kind === "undefined" || kind === "unknown");
  return takesUndefined ? members : [...members, UNDEFINED];
}

function isExact(type: Type, printer: Printer): boolean {
  const resolved = printer.resolve(type);
  if (resolved.kind === "optional") return resolved.exact === true;
  const isWrapper = resolved.kind === "nullable" || resolved.kind === "readonly";
  return isWrapper && isExact(resolved.inner, printer);
}

/** The members of what is printed as a union; wrappers that say nothing in this view are gone. */
function membersOf(type: Type, printer: Printer): readonly Type[] {
  const inside = (inner: Type): readonly Type[] => membersOf(inner, printer);
  const isSent = printer.view === "sent";
  switch (type.kind) {
    case "union":
      return type.options.flatMap(inside);
    case "discriminatedUnion":
      return type.options.flatMap((option) => inside(option.type));
    case "literal":
      return type.values.map((value) =>
        isUndefined(value) ? UNDEFINED : { kind: "literal", values: [value] },
      );
    case "nullable":
      return [...inside(type.inner), { kind: "null" }];
    case "optional":
      return type.exact === true ? inside(type.inner) : [...inside(type.inner), UNDEFINED];
    case "absence":
      return inside(type.inner);
    case "nonoptional":
      return inside(type.inner).filter(({ kind }) => kind !== "undefined");
    case "default":
      if (isSent) return [...inside(type.inner), UNDEFINED];
      // What takes the place of nothing is something.
      return type.checked === true
        ? inside(type.inner)
        : inside(type.inner).filter(({ kind }) => kind !== "undefined");
    case "catch":
      return inside(type.inner);
    case "readonly":
      return inside(type.inner).map(asReadonly);
    case "pipe":
      return inside(isSent ? type.in : type.out);
    case "zod": {
      const { output, received = type.sent, sent } = type;
      if (isSent) return inside(sent);
      if (printer.view === "received" || output === undefined) return inside(received);
      return output === "import" ? [type] : inside(output);
    }
    default:
      return [type];
  }
}

function asReadonly(type: Type): Type {
  const changes = ["array", "tuple", "object", "record", "map", "set", "ref"].includes(type.kind);
  return changes ? { kind: "readonly", inner: type } : type;
}

function membersText(members: readonly Type[], printer: Printer, used: number): string {
  const [only] = members;
  if (only === undefined) return "never";
  const lines = members.map((member) => lineText(member, printer));
  if (!lines.includes(null)) {
    const whole = [...new Set(lines)].join(" | ");
    if (used + width(whole) <= MAX_WIDTH) return whole;
  }
  if (members.length === 1) return memberText(only, printer, used);
  const texts = members.map((member) => memberText(member, printer, 8));
  return [...new Set(texts)].map((text) => `\n  | ${hang(text, 2)}`).join("");
}

/** One member, over several lines if need be. */
function memberText(type: Type, printer: Printer, used: number): string {
  const line = lineText(type, printer);
  if (line !== null && used + width(line) <= MAX_WIDTH) return line;
  switch (type.kind) {
    case "object": {
      const body = objectText(type, printer);
      return typeof type.others === "string"
        ? body
        : `${body} & ${othersText(type.others, printer)}`;
    }
    case "array":
      return arrayOf(typeText(type.item, printer, used));
    case "record":
      return recordText(type, typeText(type.value, printer, used), printer);
    case "intersection":
      return [type.left, type.right]
        .map((side) => bracketed(typeText(side, printer, used)))
        .join(" & ");
    case "readonly":
      return readonlyText(type.inner, memberText(type.inner, printer, used));
    default:
      return line ?? allLines(type, printer);
  }
}

// What has no shape of its own over several lines, printed on one however long it is.
function allLines(type: Type, printer: Printer): string {
  return lineText(type, printer, true) ?? "unknown";
}

/** The type on one line, or `null` if it holds something that needs lines of its own (`any`: it may not). */
function lineText(type: Type, printer: Printer, any = false): string | null {
  const inside = (inner: Type): string | null => {
    const texts = membersOf(inner, printer).map((member) => lineText(member, printer, any));
    return texts.includes(null) ? null : [...new Set(texts)].join(" | ") || "never";
  };
  switch (type.kind) {
    case "ref":
      return type.name === NO_ERRORS ? type.name : printer.nameShape(type.name);
    case "string":
    case "number":
    case "bigint":
    case "boolean":
    case "null":
    case "never":
      return type.kind;
    case "undefined":
      return type.void === true ? "void" : "undefined";
    case "nan":
      return "number";
    case "date":
      return "Date";
    case "bytes":
      return "Uint8Array";
    case "unknown":
      return type.any === true ? "any" : "unknown";
    case "literal":
      return type.values.map(literalText).join(" | ") || "never";
    case "template":
      return templateText(type, inside);
    case "array":
      return mapText(inside(type.item), arrayOf);
    case "set":
      return mapText(inside(type.item), (item) => `Set<${item}>`);
    case "map": {
      const [key, value] = [inside(type.key), inside(type.value)];
      return key === null || value === null ? null : `Map<${key}, ${value}>`;
    }
    case "tuple": {
      // Only at the end can elements be left out.
      const tail = type.items.map((slot) => isOptional(slot, printer)).lastIndexOf(false) + 1;
      const items = type.items.map((slot, index) => elementText(slot, inside, index >= tail));
      const rest =
        type.rest === null ? [] : [mapText(inside(type.rest), (text) => `...${arrayOf(text)}`)];
      const all = [...items, ...rest];
      return all.includes(null) ? null : `[${all.join(", ")}]`;
    }
    case "record":
      return mapText(inside(type.value), (value) => recordText(type, value, printer));
    case "object":
      return objectLine(type, printer, any);
    case "intersection": {
      const [left, right] = [inside(type.left), inside(type.right)];
      return left === null || right === null ? null : `${bracketed(left)} & ${bracketed(right)}`;
    }
    case "readonly":
      return mapText(lineText(type.inner, printer, any), (text) => readonlyText(type.inner, text));
    case "zod":
      return printer.nameImported(type.source);
    default:
      return inside(type);
  }
}

function mapText(text: string | null, map: (text: string) => string): string | null {
  return text === null ? null : map(text);
}

function elementText(
  slot: Slot,
  inside: (type: Type) => string | null,
  optional: boolean,
): string | null {
  const text = inside(slot.type);
  if (text === null || !optional) return text;
  return `${bracketed(text)}?`;
}

function readonlyText(inner: Type, text: string): string {
  switch (inner.kind) {
    case "array":
    case "tuple":
      return `readonly ${text}`;
    case "map":
    case "set":
      return `Readonly${text}`;
    default:
      return `Readonly<${text}>`;
  }
}

function recordText(
  { key, keys, loose, partial, value: item }: RecordType,
  value: string,
  printer: Printer,
): string {
  const keyText = typeText(key, printer, 0);
  // In this form a type may have itself in it.
  const record =
    keyText === "string" ? `{ [key: string]: ${value} }` : `Record<${keyText}, ${value}>`;
  const isOptional = printer.view === "sent" && keys !== null && item.kind === "absence";
  if (partial === true || isOptional) return `Partial<${record}>`;
  return loose === true ? `${record} & Record<string, unknown>` : record;
}

function othersText(others: Type, printer: Printer): string {
  return `{ [key: string]: ${typeText(others, printer, 0)} }`;
}

function templateText({ parts }: TemplateType, inside: (type: Type) => string | null): string {
  const texts = parts.map((part) => {
    if (typeof part === "string") return part.replaceAll(/[`\\]|\$\{/g, "\\$&");
    // Of a template, what may be left out is the empty text.
    const text = part.kind === "optional" ? `${inside(part.inner) ?? "string"} | ""` : inside(part);
    return `\${${text ?? "string"}}`;
  });
  return `\`${texts.join("")}\``;
}

function objectLine(type: ObjectType, printer: Printer, any: boolean): string | null {
  const parts: string[] = [];
  for (const property of type.properties) {
    const texts = propertyMembers(property, printer).map((member) =>
      lineText(member, printer, any),
    );
    if (texts.includes(null) || (property.type.docs !== undefined && !any)) return null;
    const whole = [...new Set(texts)].join(" | ") || "never";
    parts.push(
      `${nameText(property, printer)}${isOptional(property, printer) ? "?" : ""}: ${whole}`,
    );
  }
  if (type.others === "loose") parts.push("[key: string]: unknown");
  const isOpen = typeof type.others !== "string";
  const own =
    parts.length === 0 ? (isOpen ? "{}" : "Record<string, never>") : `{ ${parts.join("; ")} }`;
  return typeof type.others === "string" ? own : `${own} & ${othersText(type.others, printer)}`;
}

/** A scalar as it stands in code and in a type. */
export function literalText(value: Constant): string {
  if (typeof value === "string") return quote(value);
  if (typeof value !== "object" || value === null) return String(value);
  if ("$bigint" in value) return `${value.$bigint}n`;
  if ("$undefined" in value) return "undefined";
  // Types have no literal for what is no number of JSON.
  return "number";
}

function arrayOf(text: string): string {
  return text.startsWith("\n") ? `(${text}\n)[]` : `${bracketed(text)}[]`;
}

// Brackets do no harm around what turns out to need none.
function bracketed(text: string): string {
  const isSimple = /^(?:[\w$.]+|"[^"]*"|`[^`]*`|\{[^|&]*\})$/s.test(text) || isEnclosed(text);
  return isSimple ? text : `(${text})`;
}

// One pair of braces or angle brackets around all of it.
function isEnclosed(text: string): boolean {
  const start = /^[\w$]*[<{[]/.exec(text)?.[0];
  if (start === undefined) return false;
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text[index];
    if (unit === '"' && text[index - 1] !== "\\") inString = !inString;
    if (inString) continue;
    if (unit === "<" || unit === "{" || unit === "[") depth += 1;
    if (unit === "}" || unit === "]" || (unit === ">" && text[index - 1] !== "=")) depth -= 1;
    if (depth === 0 && index >= start.length - 1) return index === text.length - 1;
  }
  return false;
}
