import type { Decoder, Encoder } from "./codec.js";
import type { Context, Path } from "./context.js";
import { isObject } from "./checks.js";
import { escaped, isPlain } from "./encode-scalars.js";
import { mismatch, unknownKeys, wrong } from "./issues.js";
import { attempt } from "./unions.js";

/** The elements of a tuple; `F` reads or writes one. */
export interface TupleParts<F> {
  readonly items: readonly F[];
  readonly rest: F | null;
  /** So many elements have to be there. */
  readonly least: number;
  /** From here on elements that are not there leave nothing. */
  readonly kept: number;
  readonly message?: string;
}

type Part<T> = (value: unknown, path: Path, context: Context) => T;

function tupleParts<T>(
  value: unknown,
  path: Path,
  context: Context,
  parts: TupleParts<Part<T>>,
): T[] {
  const { items, kept, least, message, rest } = parts;
  if (!Array.isArray(value)) return mismatch(context, path, "tuple", value, message);
  const given: readonly unknown[] = value;
  if (rest === null && given.length < least) {
    const text = message ?? `Too small: expected array to have >=${least} items`;
    return wrong(context, path, "too_small", text);
  }
  if (rest === null && given.length > items.length) {
    const text = message ?? `Too big: expected array to have <=${items.length} items`;
    return wrong(context, path, "too_big", text);
  }
  const further: T[] = [];
  for (let index = items.length; rest !== null && index < given.length; index += 1) {
    further.push(rest(given[index], [path, index], context));
  }
  const results: T[] = [];
  for (const [index, item] of items.entries()) {
    if (index < given.length || index < kept) {
      results.push(item(given[index], [path, index], context));
      continue;
    }
    const trial = context.trial();
    const result = item(undefined, [path, index], trial);
    if (trial.failures > 0) break;
    results.push(result);
  }
  return results.concat(further);
}

// What the following return is typed `never`: its type is known to the generator, and is that of the place it stands in.

export function decodeTuple(
  wire: unknown,
  path: Path,
  context: Context,
  parts: TupleParts<Decoder<unknown>>,
): never {
  const failures = context.failures;
  const results = tupleParts(wire, path, context, parts);
  if (context.failures > failures || !Array.isArray(wire)) return results as never;
  const least = Math.max(wire.length, parts.kept);
  while (results.length > least && results.at(-1) === undefined) results.pop();
  return results as never;
}

export function encodeTuple(
  value: unknown,
  path: Path,
  context: Context,
  parts: TupleParts<Encoder>,
): string {
  const failures = context.failures;
  const results = tupleParts(value, path, context, parts);
  if (context.failures > failures || !Array.isArray(value)) return "";
  return `[${results.slice(0, value.length).join(",")}]`;
}

/** An array of pairs. */
export function decodeMap<K, V>(
  wire: unknown,
  path: Path,
  context: Context,
  key: Decoder<K>,
  value: Decoder<V>,
  message?: string,
): Map<K, V> {
  const map = new Map<K, V>();
  if (!Array.isArray(wire)) return mismatch(context, path, "map", wire, message);
  for (const [index, pair] of (wire as unknown[]).entries()) {
    if (!Array.isArray(pair) || pair.length !== 2) {
      return mismatch(context, [path, index], "tuple", pair);
    }
    const [wireKey, wireValue] = pair as unknown[];
    const inner = mapPath(path, wireKey, context, message);
    map.set(
      attempt(key, wireKey, inner.path, inner.key),
      attempt(value, wireValue, inner.path, inner.value),
    );
    inner.end();
  }
  return map;
}

export function encodeMap(
  value: unknown,
  path: Path,
  context: Context,
  encodeKey: Encoder,
  encodeItem: Encoder,
  message?: string,
): string {
  if (!(value instanceof Map)) return mismatch(context, path, "map", value, message);
  const pairs: string[] = [];
  for (const [key, item] of value as ReadonlyMap<unknown, unknown>) {
    const inner = mapPath(path, key, context, message);
    const keyJson = attempt(encodeKey, key, inner.path, inner.key);
    pairs.push(`[${keyJson},${attempt(encodeItem, item, inner.path, inner.value)}]`);
    inner.end();
  }
  return `[${pairs.join(",")}]`;
}

// Only a key that can stand in a path names its entry; what is wrong with others is told of the whole map.
function mapPath(
  path: Path,
  key: unknown,
  context: Context,
  message?: string,
): { readonly path: Path; readonly key: Context; readonly value: Context; end(): void } {
  if (typeof key === "string" || typeof key === "number") {
    return { path: [path, key], key: context, value: context, end: () => undefined };
  }
  const [ofKey, ofValue] = [context.trial(), context.trial()];
  const end = (): void => {
    if (ofKey.failures > 0) wrong(context, path, "invalid_key", message ?? "Invalid key in map");
    if (ofValue.failures > 0)
      wrong(context, path, "invalid_element", message ?? "Invalid value in map");
  };
  return { path: null, key: ofKey, value: ofValue, end };
}

/** An array; what is wrong with an element is told of the whole set. */
export function decodeSet<T>(
  wire: unknown,
  path: Path,
  context: Context,
  item: Decoder<T>,
  message?: string,
): Set<T> {
  if (!Array.isArray(wire)) return mismatch(context, path, "set", wire, message);
  return new Set((wire as unknown[]).map((value) => item(value, path, context)));
}

export function encodeSet(
  value: unknown,
  path: Path,
  context: Context,
  item: Encoder,
  message?: string,
): string {
  if (!(value instanceof Set)) return mismatch(context, path, "set", value, message);
  return `[${Array.from(value as ReadonlySet<unknown>, (inner) => item(inner, path, context)).join(",")}]`;
}

/** What a record takes; `F` reads or writes a value. */
export interface RecordParts<F> {
  /** Reads a key, for both directions; a key that spells a number may be one. */
  readonly key: Decoder<unknown>;
  readonly value: F;
  /** All of them have a value, and there are no others. */
  readonly keys?: readonly (string | number)[];
  /** No others than the key's own literals; some of them may be missing. */
  readonly listed?: boolean;
  /** Other keys are passed on as JSON. */
  readonly others?: F;
  readonly message?: string;
}

type Put<T> = (key: string, value: T) => void;

function recordParts<T>(
  input: unknown,
  path: Path,
  context: Context,
  parts: RecordParts<Part<T>>,
  put: Put<T>,
): void {
  const { keys, listed = false, message, others, value } = parts;
  if (!isObject(input) || !isRecord(input)) {
    mismatch(context, path, "record", input, message);
    return;
  }
  const unknown: string[] = [];
  const names = keys?.map(String);
  for (const key of keys ?? []) {
    // What is inherited is taken for a value, as zod does.
    if (key !== "__proto__") put(String(key), value(input[key], [path, key], context));
  }
  for (const key of Object.keys(input)) {
    if (names?.includes(key) === true) continue;
    if (key === "__proto__" && (keys === undefined || others !== undefined)) continue;
    const read = keys === undefined ? readKey(parts.key, key, context) : null;
    if (read !== null) {
      if (read !== "__proto__") put(read, value(input[key], [path, key], context));
    } else if (others !== undefined) put(key, others(input[key], [path, key], context));
    else if (keys !== undefined || listed) unknown.push(key);
    else wrong(context, [path, key], "invalid_key", message ?? "Invalid key in record");
  }
  if (unknown.length > 0) unknownKeys(context, path, unknown, message);
}

// JSON.parse makes nothing else; of values to be sent, those with a class of their own are no records.
function isRecord(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || isPlain(value);
}

const NUMBER = /^-?\d+(?:\.\d+)?$/;

function readKey(decode: Decoder<unknown>, key: string, context: Context): string | null {
  const trial = context.trial();
  const read = decode(key, null, trial);
  if (trial.failures === 0) return String(read);
  if (!NUMBER.test(key)) return null;
  const again = context.trial();
  const number = decode(Number(key), null, again);
  return again.failures === 0 ? String(number) : null;
}

export function decodeRecord(
  wire: unknown,
  path: Path,
  context: Context,
  parts: RecordParts<Decoder<unknown>>,
): never {
  const record: Record<string, unknown> = {};
  recordParts(wire, path, context, parts, (key, value) => (record[key] = value));
  return record as never;
}

export function encodeRecord(
  value: unknown,
  path: Path,
  context: Context,
  parts: RecordParts<Encoder>,
): string {
  const entries: string[] = [];
  recordParts(value, path, context, parts, (key, json) =>
    entries.push(`"${escaped(key)}":${json}`),
  );
  return `{${entries.join(",")}}`;
}
