import type { $ZodStringDef, $ZodTemplateLiteral } from "zod/v4/core";
import { withCode, wordsOf } from "./code.js";
import type { ChangeCheck, Pattern, SizeCheck, StringCheck, Type } from "./ir.js";
import { isZodType, type Lowering } from "./lowering.js";
import type { Place } from "./place.js";
import { type CheckBase, type CheckDef, readChecks } from "./read-checks.js";

export function lowerString(def: $ZodStringDef, place: Place): Type {
  const { checks, code } = readChecks(def, lowerCheck);
  const type: Type = { kind: "string", checks, ...wordsOf(def.error) };
  return code === null ? type : withCode(type, code, place);
}

export function lowerTemplate(lowering: Lowering, schema: $ZodTemplateLiteral, place: Place): Type {
  const { def, pattern } = schema._zod;
  const parts = def.parts.map(
    (part, index) =>
      isZodType(part)
        ? lowering.lowerBare(part, place.part([`[${index}]`], "parts", String(index)))
        : String(part as string | number | bigint | boolean | null | undefined), // what zod takes beside types
  );
  const type: Type = {
    kind: "template",
    pattern: patternOf(pattern),
    parts,
    ...wordsOf(def.error),
  };
  return (def.checks ?? []).length === 0 ? type : withCode(type, ".refine()", place);
}

function lowerCheck(def: CheckDef, base: CheckBase): readonly StringCheck[] | null {
  switch (def.check) {
    case "min_length":
    case "max_length":
    case "length_equals":
      return lowerSize(def, base);
    case "string_format":
      return lowerFormat(def, base);
    case "overwrite": {
      // The function has no `this`.
      // oxlint-disable-next-line typescript/unbound-method
      const change = changeOf(def.tx);
      return change === null ? null : [change];
    }
    default:
      return null;
  }
}

/** The length of a string or an array, the size of a map or a set. */
export function lowerSize(def: CheckDef, base: CheckBase): readonly SizeCheck[] | null {
  const size = sizeOf(def);
  return size === null || !Number.isFinite(size.value) ? null : [{ ...size, ...base }];
}

function sizeOf(def: CheckDef): SizeCheck | null {
  switch (def.check) {
    case "min_length":
    case "min_size":
      return { kind: "min", value: def.minimum };
    case "max_length":
    case "max_size":
      return { kind: "max", value: def.maximum };
    case "length_equals":
      return { kind: "length", value: def.length };
    case "size_equals":
      return { kind: "length", value: def.size };
    default:
      return null;
  }
}

type FormatDef = Extract<CheckDef, { check: "string_format" }>;

interface AnyFormat {
  readonly format: string;
  readonly pattern?: RegExp;
  readonly includes?: string;
  readonly position?: number;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly alg?: string;
  readonly hostname?: RegExp;
  readonly protocol?: RegExp;
  readonly normalize?: boolean;
  readonly fn?: unknown;
}

function lowerFormat(def: FormatDef, base: CheckBase): readonly StringCheck[] | null {
  const any = def as AnyFormat; // what the formats have beside their base
  // z.stringFormat() with a function; with a pattern, the function only tests it.
  if (any.fn !== undefined && any.pattern === undefined) return null;
  switch (any.format) {
    case "includes": {
      const { includes = "", position } = any;
      return [
        { kind: "includes", value: includes, ...(position !== undefined && { position }), ...base },
      ];
    }
    case "starts_with":
      return [{ kind: "startsWith", value: any.prefix ?? "", ...base }];
    case "ends_with":
      return [{ kind: "endsWith", value: any.suffix ?? "", ...base }];
    case "url":
      return lowerUrl(any, base);
    case "jwt":
      return [{ kind: "format", format: "jwt", ...(any.alg && { algorithm: any.alg }), ...base }];
    case "ipv6":
    case "cidrv6":
    case "base64":
    case "base64url":
      return [{ kind: "format", format: any.format, ...base }];
    case "credit_card":
    case "iban": {
      const shape = patternCheck(any, base);
      return shape && [...shape, { kind: "format", format: any.format, ...base }];
    }
    default:
      return patternCheck(any, base);
  }
}

function patternCheck({ format, pattern }: AnyFormat, base: CheckBase): StringCheck[] | null {
  if (pattern === undefined) return null;
  if (pattern.sticky && pattern.multiline) return null;
  const lowered = patternOf(pattern);
  const isSame = lowered.source === pattern.source && lowered.flags === pattern.flags;
  const shown = isSame ? {} : { shown: String(pattern) };
  return [{ kind: "pattern", format, ...lowered, ...shown, ...base }];
}

/** zod starts every test at the beginning, so that "g" says nothing, and "y" means the beginning. */
function patternOf({ flags, source }: RegExp): Pattern {
  const plain = flags.replaceAll(/[gy]/g, "");
  return { source: flags.includes("y") ? `^(?:${source})` : source, flags: plain };
}

function lowerUrl(def: AnyFormat, base: CheckBase): StringCheck[] {
  const { hostname, normalize, protocol } = def;
  const parse = "hostname" in def || "protocol" in def || "normalize" in def;
  return [
    {
      kind: "format",
      format: "url",
      parse,
      ...(hostname !== undefined && { hostname: patternOf(hostname) }),
      ...(protocol !== undefined && { protocol: patternOf(protocol) }),
      ...(normalize === true && { normalize }),
      ...base,
    },
  ];
}

/** zod's own changes are functions like any other: known by what they do to a text that tells them apart. */
const SAMPLE = "  \u1E9B\u0323 a-B_c!  D\u00E9 ";

const CHANGES: readonly (readonly [ChangeCheck, (text: string) => string])[] = [
  [{ kind: "trim" }, (text) => text.trim()],
  [{ kind: "toLowerCase" }, (text) => text.toLowerCase()],
  [{ kind: "toUpperCase" }, (text) => text.toUpperCase()],
  [{ kind: "slugify" }, slugify],
  ...["NFC", "NFD", "NFKC", "NFKD"].map(
    (form) => [{ kind: "normalize", form }, (text: string) => text.normalize(form)] as const,
  ),
];

/** As zod's sources have them, so that a function of the user's is not taken for one. */
const SOURCES: ReadonlySet<string> = new Set([
  "(input) => input.trim()",
  "(input) => input.toLowerCase()",
  "(input) => input.toUpperCase()",
  "(input) => input.normalize(form)",
  "(input) => util.slugify(input)",
]);

function changeOf(change: (value: string) => unknown): ChangeCheck | null {
  if (!SOURCES.has(String(change))) return null;
  const changed = change(SAMPLE);
  return CHANGES.find(([, known]) => known(SAMPLE) === changed)?.[0] ?? null;
}

function slugify(text: string): string {
  return text
    .toLowerCase()
    .trim()
    .replaceAll(/[^\w\s-]/g, "")
    .replaceAll(/[\s_-]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
}
