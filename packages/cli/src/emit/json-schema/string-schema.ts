import type { SizeCheck, StringCheck, StringType, TemplateType } from "../../ir/ir.js";
import { isChange } from "../flatten.js";
import { changedWords, stringWords } from "./check-words.js";
import { alsoChecked, type JsonSchema } from "./json-schema.js";
import { BASE64 } from "./rich-values.js";
import { partPattern, portablePattern } from "./portable-pattern.js";

const BASE64URL = "^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?$";

/** zod's formats that JSON Schema has, too. Its `time` is none of them: there, it has an offset. */
const FORMATS: ReadonlyMap<string, string> = new Map([
  ["email", "email"],
  ["url", "uri"],
  ["uuid", "uuid"],
  ["guid", "uuid"],
  ["ipv4", "ipv4"],
  ["ipv6", "ipv6"],
  ["hostname", "hostname"],
  ["date", "date"],
  ["datetime", "date-time"],
  ["duration", "duration"],
]);

export function stringSchema({ checks }: StringType): JsonSchema {
  const change = checks.findIndex(isChange);
  // What is checked after a change is not about the wire.
  const first = change < 0 ? checks : checks.slice(0, change);
  const later = change < 0 ? [] : checks.slice(change);
  const patterns: string[] = [];
  const words: string[] = [];
  for (const check of first) {
    if (isSize(check)) continue;
    const pattern = patternOf(check);
    if (pattern === null) words.push(stringWords(check));
    else patterns.push(pattern);
  }
  const schema: JsonSchema = {
    type: "string",
    ...annotations(first, later),
    ...lengths(first.filter(isSize)),
    ...allPatterns(patterns),
  };
  return alsoChecked(schema, [...words, ...changedWords(later)]);
}

export function templateSchema({ pattern }: TemplateType): JsonSchema {
  const portable = portablePattern(pattern);
  if (portable !== null) return { type: "string", pattern: portable };
  return alsoChecked({ type: "string" }, [`the pattern /${pattern.source}/${pattern.flags}`]);
}

function isSize(check: StringCheck): check is SizeCheck {
  return check.kind === "min" || check.kind === "max" || check.kind === "length";
}

function patternOf(check: Exclude<StringCheck, SizeCheck>): string | null {
  switch (check.kind) {
    case "pattern":
      return portablePattern(check);
    case "includes":
      return (check.position ?? 0) > 0 ? null : partPattern(check.kind, check.value);
    case "startsWith":
    case "endsWith":
      return partPattern(check.kind, check.value);
    case "format":
      if (check.format === "base64") return BASE64;
      return check.format === "base64url" ? BASE64URL : null;
    default:
      return null;
  }
}

/** A URL is one also where what is around it is trimmed away. */
function annotations(first: readonly StringCheck[], later: readonly StringCheck[]): JsonSchema {
  const url = later.find(({ kind }) => kind === "format");
  const known = [...first, ...(url === undefined ? [] : [url])].flatMap((check) =>
    check.kind === "format" || check.kind === "pattern" ? [check.format] : [],
  );
  const [format] = known.flatMap((name) => FORMATS.get(name) ?? []);
  const [contentEncoding] = known.filter((name) => name === "base64" || name === "base64url");
  return {
    ...(format !== undefined && { format }),
    ...(contentEncoding !== undefined && { contentEncoding }),
  };
}

function lengths(checks: readonly SizeCheck[]): JsonSchema {
  const { least, most } = sizeRange(checks);
  return {
    ...(least !== null && { minLength: least }),
    ...(most !== null && { maxLength: most }),
  };
}

/** What sizes there may be, all checks together. */
export function sizeRange(checks: readonly SizeCheck[]): {
  readonly least: number | null;
  readonly most: number | null;
} {
  const mins = checks.filter(({ kind }) => kind !== "max").map(({ value }) => Math.ceil(value));
  const maxs = checks.filter(({ kind }) => kind !== "min").map(({ value }) => Math.floor(value));
  const most = maxs.length === 0 ? null : Math.min(...maxs);
  // Nothing is shorter than nothing.
  if (most !== null && most < 0) return { least: 1, most: 0 };
  return { least: mins.length === 0 ? null : Math.max(0, ...mins), most };
}

function allPatterns([first, ...more]: readonly string[]): JsonSchema {
  if (first === undefined) return {};
  if (more.length === 0) return { pattern: first };
  return { pattern: first, allOf: more.map((pattern) => ({ pattern })) };
}
