import type { Decoder } from "./codec.js";
import { isObject } from "./checks.js";
import type { Context, Path } from "./context.js";
import { decodeBigInt, decodeBytes, decodeDate } from "./decode-scalars.js";
import { wrong } from "./issues.js";

/**
 * Makes rich values of what JSON.parse gave, for what is checked elsewhere, or not at all. A scalar that is not as it should be stays as
 * it is. What only the wire has, an index or a box, is gone afterwards: where it is missing, that is a failure of the context.
 */
export type Reviver = (wire: unknown, context: Context) => unknown;

function tryDecode(decoder: Decoder<unknown>, wire: unknown, context: Context): unknown {
  const trial = context.trial();
  const value = decoder(wire, null, trial);
  if (trial.failures === 0) return value;
  context.unrevived += 1;
  return wire;
}

export const reviveDate: Reviver = (wire, context) => tryDecode(decodeDate, wire, context);

export const reviveBigInt: Reviver = (wire, context) => tryDecode(decodeBigInt, wire, context);

export const reviveBytes: Reviver = (wire, context) => tryDecode(decodeBytes, wire, context);

/** An array, or the elements of a tuple: one reviver for each, then `rest` for those after them. */
export function reviveList(
  wire: unknown,
  context: Context,
  items: readonly (Reviver | null)[],
  rest: Reviver | null,
): unknown {
  if (!Array.isArray(wire)) return wire;
  return (wire as unknown[]).map((item, index) => {
    const revive = items[index] ?? (index < items.length ? null : rest);
    return revive === null ? item : revive(item, context);
  });
}

export function reviveSet(wire: unknown, context: Context, item: Reviver | null): unknown {
  const items = reviveList(wire, context, [], item);
  return Array.isArray(items) ? new Set(items) : wire;
}

export function reviveMap(
  wire: unknown,
  context: Context,
  key: Reviver | null,
  value: Reviver | null,
): unknown {
  if (!Array.isArray(wire)) return wire;
  const pairs = (wire as unknown[]).map((pair) => reviveList(pair, context, [key, value], null));
  return pairs.every(isPair) ? new Map(pairs) : wire;
}

function isPair(value: unknown): value is readonly [unknown, unknown] {
  return Array.isArray(value) && value.length === 2;
}

/** The keys that have a reviver; `others` is for the rest. */
export function reviveObject(
  wire: unknown,
  context: Context,
  keys: Readonly<Record<string, Reviver>>,
  others: Reviver | null = null,
): unknown {
  if (!isObject(wire)) return wire;
  const revivers = new Map(Object.entries(keys));
  // Spreading keeps an own `__proto__` what it is.
  const object: Record<string, unknown> = { ...wire };
  for (const [key, value] of Object.entries(wire)) {
    const revive = revivers.get(key) ?? others;
    if (revive !== null && key !== "__proto__") object[key] = revive(value, context);
  }
  return object;
}

/** `null`, or the value; boxed: or what is in a box. */
export function reviveAbsence(
  wire: unknown,
  context: Context,
  inner: Reviver | null,
  boxed: boolean,
): unknown {
  if (wire === null || wire === undefined) return undefined;
  const isBox = Array.isArray(wire) && wire.length === 1;
  if (boxed && !isBox) return refuse(wire, context);
  const value: unknown = boxed && isBox ? wire[0] : wire;
  return inner === null ? value : inner(value, context);
}

/** `[index of the option, value]`; nothing has no index. */
export function reviveTagged(
  wire: unknown,
  context: Context,
  options: readonly (Reviver | null)[],
): unknown {
  if (wire === undefined) return wire;
  if (!Array.isArray(wire) || wire.length !== 2) return refuse(wire, context);
  const [index, value] = wire as unknown[];
  const revive = typeof index === "number" ? options[index] : undefined;
  if (revive === undefined) return refuse(wire, context);
  if (revive === null) return value;
  const { unrevived } = context;
  const revived = revive(value, context);
  // Left as it is, it could be taken by another option.
  return context.unrevived > unrevived ? refuse(wire, context) : revived;
}

/** `[index of the value]`; `undefined` has no index. */
export function reviveTaggedLiteral(
  wire: unknown,
  context: Context,
  values: readonly unknown[],
): unknown {
  if (wire === undefined) return wire;
  const [index] = Array.isArray(wire) && wire.length === 1 ? (wire as unknown[]) : [];
  return typeof index === "number" && index in values ? values[index] : refuse(wire, context);
}

function refuse(wire: unknown, context: Context): unknown {
  wrong(context, null, "invalid_union", "Invalid input");
  return wire;
}

/** What a reviver makes of it, for a type that only zod can judge. */
export function revived(wire: unknown, path: Path, context: Context, revive: Reviver): unknown {
  const trial = context.trial();
  const value = revive(wire, trial);
  // A reviver does not know where it is.
  return trial.failures === 0 ? value : wrong(context, path, "invalid_union", "Invalid input");
}

/** What a reviver makes of what nobody checks. */
export function revivedUnchecked(wire: unknown, context: Context, revive: Reviver): never {
  return revive(wire, context.trial()) as never; // trusted to be what the contract says
}
