import { isObject } from "./checks.js";
import type { Decoder, Encoder } from "./codec.js";
import { Context, type Issue, type Path } from "./context.js";
import { unknownKeys, wrong } from "./issues.js";
import { attempt } from "./unions.js";

/** What both sides make of the value, merged. A key that only one side refuses is the other's. */
export function decodeBoth(
  wire: unknown,
  path: Path,
  context: Context,
  left: Decoder<unknown>,
  right: Decoder<unknown>,
): never {
  const trial = (): Context => new Context(context.attachments, true);
  return both(wire, path, context, [left, right], merged, trial) as never; // the generator knows it
}

export function encodeBoth(
  value: unknown,
  path: Path,
  context: Context,
  left: Encoder,
  right: Encoder,
): string {
  const merge = (a: string, b: string): Merge => {
    const result = mergedJson(JSON.parse(a), JSON.parse(b));
    return result === null ? null : { value: JSON.stringify(result.value) };
  };
  // Two sides would put the same bytes behind the frame twice: these are written as base64.
  return both(value, path, context, [left, right], merge, () => new Context(null, true)) as string; // made by `merge`
}

type Side<T> = (value: unknown, path: Path, context: Context) => T;

type Merge = { readonly value: unknown } | null;

function both<T>(
  value: unknown,
  path: Path,
  context: Context,
  [left, right]: readonly [Side<T>, Side<T>],
  merge: (a: T, b: T) => Merge,
  trial: () => Context,
): unknown {
  const [ofLeft, ofRight] = [trial(), trial()];
  const [a, b] = [attempt(left, value, path, ofLeft), attempt(right, value, path, ofRight)];
  const failures = context.failures;
  if (!adoptShared(context, path, ofLeft, ofRight)) return undefined;
  // Merged even where both have refused a key: it may belong to a third, around these two.
  const result = merge(a, b);
  if (result !== null) return result.value;
  if (context.failures > failures) return undefined;
  return wrong(context, path, "custom", "Unmergable intersection");
}

/** Takes over what both sides have found; whether both have made a value. */
function adoptShared(context: Context, path: Path, left: Context, right: Context): boolean {
  const depth = depthOf(path);
  const isOfKeys = (issue: Issue): boolean => keysIn(issue, depth).length > 0;
  const others = [left, right].flatMap(({ issues }) => issues.filter((issue) => !isOfKeys(issue)));
  for (const issue of others) context.adoptIssue(issue);
  for (const trial of [left, right]) {
    if (trial.mismatches > 0 && context.failures > 0) context.mismatches += 1;
  }
  const [ofLeft, ofRight] = [left, right].map(({ issues }) => {
    return new Set(issues.flatMap((issue) => keysIn(issue, depth)));
  });
  const shared = [...(ofLeft ?? [])].filter((key) => ofRight?.has(key));
  reportShared(context, path, [...left.issues, ...right.issues].filter(isOfKeys), shared);
  return others.length === 0;
}

// The first strict side tells of its keys in one issue; a record tells of each.
function reportShared(
  context: Context,
  path: Path,
  issues: readonly Issue[],
  keys: readonly string[],
): void {
  const strict = new Set(issues.find(({ code }) => code === "unrecognized_keys")?.keys);
  const told = keys.filter((key) => strict.has(key));
  if (told.length > 0) unknownKeys(context, path, told);
  for (const key of keys) {
    if (!strict.has(key)) wrong(context, [path, key], "invalid_key", "Invalid key in record");
  }
}

// The keys of this very object that an issue refuses.
function keysIn({ code, keys, path }: Issue, depth: number): readonly string[] {
  if (code === "unrecognized_keys" && path.length === depth) return keys ?? [];
  return code === "invalid_key" && path.length === depth + 1 ? [String(path.at(-1))] : [];
}

function depthOf(path: Path): number {
  return path === null ? 0 : depthOf(path[0]) + 1;
}

// Both sides have written the same value: where they agree, it is left alone.
function mergedJson(a: unknown, b: unknown): Merge {
  if (JSON.stringify(a) === JSON.stringify(b)) return { value: a };
  return isMergeable(a) && isMergeable(b) ? mergedObjects(a, b, mergedJson) : merged(a, b);
}

function merged(a: unknown, b: unknown): Merge {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return { value: a };
  if (a instanceof Date && b instanceof Date) {
    return a.getTime() === b.getTime() ? { value: a } : null;
  }
  if (a instanceof Uint8Array && b instanceof Uint8Array)
    return sameBytes(a, b) ? { value: a } : null;
  if (Array.isArray(a) && Array.isArray(b)) return mergedArrays(a, b);
  return isMergeable(a) && isMergeable(b) ? mergedObjects(a, b, merged) : null;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function isMergeable(value: unknown): value is Record<string, unknown> {
  return isObject(value) && Object.getPrototypeOf(value) === Object.prototype;
}

function mergedObjects(
  a: Record<string, unknown>,
  b: Record<string, unknown>,
  merge: (a: unknown, b: unknown) => Merge,
): Merge {
  const result: Record<string, unknown> = { ...a, ...b };
  // Of what takes anything, an own `__proto__` may be there.
  delete result["__proto__"];
  for (const key of Object.keys(a).filter((name) => Object.hasOwn(b, name))) {
    if (key === "__proto__") continue;
    const inner = merge(a[key], b[key]);
    if (inner === null) return null;
    result[key] = inner.value;
  }
  return { value: result };
}

function mergedArrays(a: readonly unknown[], b: readonly unknown[]): Merge {
  if (a.length !== b.length) return null;
  const result: unknown[] = [];
  for (const [index, item] of a.entries()) {
    const inner = merged(item, b[index]);
    if (inner === null) return null;
    result.push(inner.value);
  }
  return { value: result };
}
