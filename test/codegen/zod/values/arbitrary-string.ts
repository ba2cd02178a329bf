import "../steady-urls.js";
import * as fc from "fast-check";
import { z } from "zod";
import type { $ZodType } from "zod/v4/core";
import { formatSamples } from "./format-samples.js";
import { oddStrings } from "./odd-strings.js";
import { seed } from "./settings.js";

const CANDIDATES = 60;

/** Strings for a schema of strings: mostly ones that it takes. */
export function arbitraryString(schema: $ZodType): fc.Arbitrary<string> {
  const checks = checksOf(schema);
  const candidates = [
    ...oddStrings,
    ...checks.flatMap(samplesOf),
    ...checks.flatMap(({ pattern }) => (pattern instanceof RegExp ? samplesMatching(pattern) : [])),
    ...sizedStrings(checks),
    ...combine(checks),
  ];
  const fitting = candidates.filter((text) => z.safeParse(schema, text).success);
  const any = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.string({ maxLength: 12, unit: "binary" }),
    fc.constantFrom(...candidates),
  );
  // Known ones for formats that chance does not hit, others where chance does.
  const taken = any.filter((text) => z.safeParse(schema, text).success);
  if (fitting.length === 0) return any;
  const loose = fitting.length > candidates.length / 4;
  return fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...fitting) },
    { weight: 5, arbitrary: loose ? taken : fc.constantFrom(...fitting) },
    { weight: 1, arbitrary: any },
  );
}

interface Check {
  readonly [name: string]: unknown;
}

function checksOf(schema: $ZodType): readonly Check[] {
  const { def, pattern } = schema._zod;
  const checks = (def.checks ?? []).map((check) => check._zod.def);
  return [{ ...def, pattern }, ...checks] as unknown as readonly Check[]; // defs have no common type
}

function samplesOf({ format }: Check): readonly string[] {
  if (typeof format !== "string") return [];
  const known = formatSamples[format] ?? [];
  return [
    ...known,
    ...known.map((text) => ` ${text}\t`),
    ...known.map((text) => text.toUpperCase()),
  ];
}

function samplesMatching(pattern: RegExp): readonly string[] {
  for (const flags of [pattern.flags, pattern.flags.replaceAll(/[igyv]/g, ""), "u"]) {
    try {
      const strings = fc.stringMatching(new RegExp(pattern.source, flags), { size: "-1" });
      return fc.sample(strings, { seed, numRuns: CANDIDATES });
    } catch {
      // Not every pattern can be generated from.
    }
  }
  return [];
}

function sizedStrings(checks: readonly Check[]): readonly string[] {
  const sizes = checks.flatMap(({ minimum, maximum, length }) =>
    [minimum, maximum, length].filter((size) => typeof size === "number"),
  );
  return sizes.flatMap((size) =>
    [size - 1, size, size + 1].flatMap((count) =>
      count < 0 ? [] : ["a", "1", "A", "😀"].map((letter) => letter.repeat(count)),
    ),
  );
}

/** Strings with all the parts that checks look for. */
function combine(checks: readonly Check[]): readonly string[] {
  const part = (name: string): string =>
    checks.map((check) => check[name]).find((value) => typeof value === "string") ?? "";
  const [prefix, middle, suffix] = [part("prefix"), part("includes"), part("suffix")];
  if (prefix + middle + suffix === "") return [];
  return ["", "a", "ab", "xyz", "😀"].flatMap((filling) => [
    prefix + filling + middle + suffix,
    prefix + middle + filling + suffix,
    prefix + middle,
    filling + middle + suffix,
  ]);
}
