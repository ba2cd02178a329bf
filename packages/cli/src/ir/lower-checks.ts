import type {
  $ZodArrayDef,
  $ZodCheck,
  $ZodChecks,
  $ZodNumberDef,
  $ZodStringDef,
} from "zod/v4/core";
import type { NumberCheck, SizeCheck, StringCheck } from "./ir.js";
import type { Place } from "./place.js";
import type { Lowered, Lowering } from "./lowering.js";

type CheckDef = $ZodChecks["_zod"]["def"];

/** Inclusive ranges of zod's number formats. */
const FORMAT_RANGES: ReadonlyMap<string, { int: boolean; range?: readonly [number, number] }> =
  new Map([
    ["safeint", { int: true }],
    ["int32", { int: true, range: [-2147483648, 2147483647] as const }],
    ["uint32", { int: true, range: [0, 4294967295] as const }],
    ["float32", { int: false, range: [-3.4028234663852886e38, 3.4028234663852886e38] as const }],
    ["float64", { int: false }],
  ]);

export function lowerString(lowering: Lowering, def: $ZodStringDef, place: Place): Lowered {
  const checks: StringCheck[] = [];
  for (const check of checkDefs(def)) {
    const lowered = lowerSize(check) ?? lowerRegex(check);
    if (lowered === null)
      reportCheck(
        lowering,
        check,
        place,
        "use z.string() with .min(), .max(), .length() or .regex()",
      );
    else if (isUsable(lowering, lowered, place)) checks.push(lowered);
  }
  return { type: { kind: "string", checks }, optional: false };
}

export function lowerNumber(lowering: Lowering, def: $ZodNumberDef, place: Place): Lowered {
  let int = false;
  const checks: NumberCheck[] = [];
  for (const check of checkDefs(def)) {
    const format = check.check === "number_format" ? FORMAT_RANGES.get(check.format) : undefined;
    if (format !== undefined) {
      int ||= format.int;
      const [gte, lte] = format.range ?? [];
      if (gte !== undefined) checks.push({ kind: "gte", value: gte });
      if (lte !== undefined) checks.push({ kind: "lte", value: lte });
      continue;
    }
    const lowered = lowerLimit(check);
    if (lowered === null)
      reportCheck(
        lowering,
        check,
        place,
        "use z.number() or z.int() with .min(), .max(), .multipleOf()",
      );
    else if (isUsable(lowering, lowered, place)) checks.push(lowered);
  }
  return { type: { kind: "number", int, checks }, optional: false };
}

export function lowerArrayChecks(lowering: Lowering, def: $ZodArrayDef, place: Place): SizeCheck[] {
  const checks: SizeCheck[] = [];
  for (const check of checkDefs(def)) {
    const lowered = lowerSize(check);
    if (lowered === null) reportCheck(lowering, check, place, "use .min(), .max() or .length()");
    else if (isUsable(lowering, lowered, place)) checks.push(lowered);
  }
  return checks;
}

// A format such as z.int() or z.email() is a type that is its own first check.
function checkDefs(def: { checks?: $ZodCheck<never>[] | undefined; check?: unknown }): CheckDef[] {
  const own = def.check === undefined ? [] : [def];
  const added = (def.checks ?? []).map((check) => check._zod.def);
  return [...own, ...added] as CheckDef[]; // zod types checks by their base; $ZodChecks lists all of them
}

function lowerSize(def: CheckDef): SizeCheck | null {
  switch (def.check) {
    case "min_length":
      return { kind: "min", value: def.minimum };
    case "max_length":
      return { kind: "max", value: def.maximum };
    case "length_equals":
      return { kind: "length", value: def.length };
    default:
      return null;
  }
}

function lowerRegex(def: CheckDef): StringCheck | null {
  if (def.check !== "string_format" || def.format !== "regex" || def.pattern === undefined)
    return null;
  // zod starts every test at the beginning, so that "g" says nothing.
  const flags = def.pattern.flags.replace("g", "");
  return flags.includes("y") ? null : { kind: "regex", source: def.pattern.source, flags };
}

function lowerLimit(def: CheckDef): NumberCheck | null {
  switch (def.check) {
    case "greater_than":
      return { kind: def.inclusive ? "gte" : "gt", value: Number(def.value) };
    case "less_than":
      return { kind: def.inclusive ? "lte" : "lt", value: Number(def.value) };
    case "multiple_of":
      return { kind: "multipleOf", value: Number(def.value) };
    default:
      return null;
  }
}

function isUsable(lowering: Lowering, check: StringCheck | NumberCheck, place: Place): boolean {
  if (check.kind === "regex" || Number.isFinite(check.value)) return true;
  lowering.unsupported(place, `the limit ${check.value}`, "use a finite number, or no limit");
  return false;
}

function reportCheck(lowering: Lowering, def: CheckDef, place: Place, fix: string): void {
  if (def.check === "overwrite") {
    lowering.unsupported(place, ".trim() or another change", "change the value in the handler");
  } else if (def.check === "string_format") {
    lowering.unsupported(place, `the string format "${def.format}"`, fix);
  } else if (isRefinement(def)) {
    lowering.unsupported(place, ".refine()", "check it in the handler");
  } else {
    lowering.unsupported(place, `the check "${def.check}"`, fix);
  }
}

// Missing from zod's $ZodChecks.
function isRefinement(def: { readonly check: string }): boolean {
  return def.check === "custom";
}
