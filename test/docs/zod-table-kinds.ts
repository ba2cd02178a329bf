import { z } from "zod";
import type { $ZodType } from "zod/v4/core";

/** Classes of zod's that are no types and no checks. */
const NO_KINDS = new Set(
  "$ZodError $ZodRealError $ZodAsyncError $ZodEncodeError $ZodCyclicError $ZodRegistry "
    .split(" ")
    .concat(
      "ZodError ZodRealError ZodCompileAsyncError ZodCompileUnsupportedError ZodIssueCode ZodFirstPartyTypeKind".split(
        " ",
      ),
    ),
);

/** Functions of zod's that make no types: some change how zod works, some reject where nobody waits. */
const NO_FACTORY = /^config$|^set|Async$/;

/** The kinds that zod has, by where they are read: classes of types and checks, and formats. */
export function zodsKinds(): Record<string, readonly string[]> {
  return {
    "a class of z.core": Object.keys(z.core).filter(
      (name) => /^\$Zod[A-Z]/.test(name) && isKind(name),
    ),
    "a class of z": Object.keys(z).filter((name) => /^Zod[A-Z]/.test(name) && isKind(name)),
    "a format of z": formatsOf(z),
    "a format of z.iso": formatsOf(z.iso),
    "a format of numbers": [
      ...Object.keys(z.core.util.NUMBER_FORMAT_RANGES),
      ...Object.keys(z.core.util.BIGINT_FORMAT_RANGES),
    ],
  };
}

function isKind(name: string): boolean {
  return !NO_KINDS.has(name);
}

/** The formats of what the functions of a module make, those that make something without being told more. */
function formatsOf(module: object): string[] {
  const functions = Object.entries(module).filter(
    ([name]) => /^[a-z]/.test(name) && !NO_FACTORY.test(name),
  );
  const formats = functions.flatMap(([, make]: [string, unknown]) => formatOf(make) ?? []);
  return [...new Set(formats)];
}

function formatOf(make: unknown): string | null {
  try {
    const made: unknown = typeof make === "function" ? (make as () => unknown)() : null;
    const format: unknown = (made as { _zod: { def: { format?: unknown } } })._zod.def.format;
    return typeof format === "string" ? format : null;
  } catch {
    // It makes no type, or has to be told more.
    return null;
  }
}

/** The kinds of the types, and of those inside of them and their checks. */
export function kindsIn(types: readonly $ZodType[]): ReadonlySet<string> {
  const kinds = new Set<string>();
  const seen = new Set<object>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    if (isType(value)) {
      for (const trait of value._zod.traits ?? []) kinds.add(trait);
      const { def } = value._zod;
      if (typeof def.format === "string") kinds.add(def.format);
      visit(def);
      visit(value._zod.innerType);
    } else if (Object.getPrototypeOf(value) === Object.prototype || Array.isArray(value)) {
      Object.values(value).forEach(visit);
    }
  };
  types.forEach(visit);
  return kinds;
}

/** A type or a check. */
interface Inspected {
  readonly _zod: {
    /** A check that is a function has none. */
    readonly traits?: ReadonlySet<string>;
    readonly def: { readonly format?: unknown };
    readonly innerType?: unknown;
  };
}

function isType(value: object): value is Inspected {
  return "_zod" in value;
}
