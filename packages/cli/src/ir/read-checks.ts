import type { $ZodCheck, $ZodChecks } from "zod/v4/core";
import { wordsOf } from "./code.js";

export type CheckDef = $ZodChecks["_zod"]["def"];

/** What every check of the IR has beside its kind. */
export interface CheckBase {
  readonly abort?: true;
  readonly message?: string;
}

/** The checks of a zod type, those that a table knows as checks of the IR, and the name of one that it does not know. */
export interface ReadChecks<Check> {
  readonly checks: readonly Check[];
  /** Code of the user's, or what is newer than the table. */
  readonly code: string | null;
}

interface CheckedDef {
  readonly checks?: $ZodCheck<never>[] | undefined;
  readonly check?: unknown;
  readonly error?: unknown;
}

/** @param convert gives the checks of the IR that a check means, `null` for one that it does not know */
export function readChecks<Check>(
  def: CheckedDef,
  convert: (check: CheckDef, base: CheckBase) => readonly Check[] | null,
): ReadChecks<Check> {
  const checks: Check[] = [];
  let code: string | null = null;
  for (const check of checkDefs(def)) {
    const known = convert(check, baseOf(check, def));
    if (known !== null) {
      checks.push(...known);
      continue;
    }
    code ??= nameOf(check);
    // What comes after it is about a value that only the user's code knows.
    if (check.check === "overwrite") break;
  }
  return { checks, code };
}

// A format such as z.int() or z.email() is a type that is its own first check.
function checkDefs(def: CheckedDef): CheckDef[] {
  const own = def.check === undefined ? [] : [def];
  const added = (def.checks ?? []).map((check) => check._zod.def);
  return [...own, ...added] as CheckDef[]; // zod types checks by their base; $ZodChecks lists all of them
}

// What a check says comes before what its type says.
function baseOf(check: { abort?: unknown; error?: unknown }, def: CheckedDef): CheckBase {
  const words = wordsOf(check.error);
  return {
    ...(check.abort === true && { abort: true }),
    ...(words.message === undefined ? wordsOf(def.error) : words),
  };
}

function nameOf({ check }: { readonly check: string }): string {
  return check === "custom" ? ".refine()" : check === "overwrite" ? ".overwrite()" : `.${check}()`;
}
