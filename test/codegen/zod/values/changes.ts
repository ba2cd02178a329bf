import { inspect } from "node:util";
import type { Random } from "../../../hostile/random.js";
import { withOwnProto } from "./garbage.js";
import { isPlain } from "./merge-deep.js";

type Change = (random: Random) => unknown;

type Entry = readonly [string, unknown];

export function fromEntries(entries: readonly Entry[]): object {
  const object = {};
  for (const [key, value] of entries) {
    Object.defineProperty(object, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return object;
}

const KEYS = ["extra", "__proto__", "constructor", "toString", "a", "b", "kind", "1", ""] as const;

/** What can be done to a value itself. */
export function changesOf(value: unknown): [Change, ...Change[]] {
  if (typeof value === "string") return [...textChanges(value), other];
  if (typeof value === "number") return [...numberChanges(value), other];
  if (typeof value === "bigint")
    return [() => value + 1n, () => -value, () => value * 10n ** 20n, () => String(value), other];
  if (typeof value === "boolean")
    return [() => !value, () => String(value), () => Number(value), other];
  if (value instanceof Date) {
    return [
      () => new Date(value.getTime() + 1),
      () => new Date(value.getTime() - 1),
      () => new Date(Number.NaN),
      () => value.getTime(),
      () => (Number.isNaN(value.getTime()) ? "never" : value.toISOString()),
      other,
    ];
  }
  if (value instanceof Uint8Array) {
    return [
      () => [...value],
      () => new Uint8Array([...value, 255]),
      () => value.subarray(1),
      () => Buffer.from(value),
      other,
    ];
  }
  if (value instanceof Map) {
    return [
      () => new Map([...value].slice(1)),
      (random) =>
        new Map([...value, [change([...value.keys()][0], random), [...value.values()][0]]]),
      () => [...value],
      () => Object.fromEntries([...value].map(([key, item]) => [nameOf(key), item])),
      other,
    ];
  }
  if (value instanceof Set) {
    return [
      () => new Set([...value].slice(1)),
      (random) => new Set([...value, change([...value][0], random)]),
      () => [...value],
      other,
    ];
  }
  if (Array.isArray(value)) return [...listChanges(value), other];
  return isPlain(value) ? [...objectChanges(value), other] : [other];
}

// A random object may have a `toString` that is no function.
function nameOf(key: unknown): string {
  return typeof key === "string" ? key : inspect(key);
}

function textChanges(value: string): [Change, ...Change[]] {
  return [
    (random) => value.slice(0, random.below(value.length + 1)),
    (random) => {
      const at = random.below(value.length + 1);
      return (
        value.slice(0, at) +
        random.pick(["a", "Z", "0", " ", "\n", "😀", "é", "-"]) +
        value.slice(at)
      );
    },
    () => value.slice(1),
    () => value + value,
    () => value.toUpperCase(),
    () => value.toLowerCase(),
    () => ` ${value} `,
    () => "",
    () => [value],
  ];
}

function numberChanges(value: number): [Change, ...Change[]] {
  return [
    () => value + 1,
    () => value - 1,
    () => value + 0.5,
    () => -value,
    () => value * 1e300,
    () => Number.NaN,
    () => Number.POSITIVE_INFINITY,
    () => String(value),
    () => (Number.isInteger(value) ? BigInt(value) : null),
    () => 2 ** 53 + 2,
  ];
}

function listChanges(value: readonly unknown[]): [Change, ...Change[]] {
  return [
    (random) => value.filter((_, index) => index !== random.below(value.length)),
    () => value.slice(0, -1),
    () => [...value, value.at(-1)],
    () => [...value, undefined],
    () => [...value].reverse(),
    () => Object.assign({}, value) as object,
    () => new Set(value),
    () => [value],
    () => value[0],
  ];
}

function objectChanges(value: Record<string, unknown>): [Change, ...Change[]] {
  const entries = Object.entries(value);
  const drop: Change = (random) => {
    const at = random.below(entries.length);
    return fromEntries(entries.filter((_, index) => index !== at));
  };
  const add: Change = (random) => fromEntries([...entries, [random.pick(KEYS), other(random)]]);
  return [
    drop,
    drop,
    add,
    add,
    (random) =>
      fromEntries(
        entries.map(([key, item], index) => [index === 0 ? random.pick(KEYS) : key, item]),
      ),
    (random) => {
      const at = random.below(entries.length);
      return fromEntries(
        entries.map(([key, item], index) => [key, index === at ? undefined : item]),
      );
    },
    () => entries,
    () => new Map(entries),
    () => [value],
    () => Object.assign(Object.create(null) as object, value),
  ];
}

function other(random: Random): unknown {
  return random.pick<Change>([
    () => null,
    () => undefined,
    () => "",
    () => "x",
    () => 0,
    () => 1.5,
    () => true,
    () => [],
    () => ({}),
    () => 1n,
    () => new Date(0),
    () => new Date(Number.NaN),
    () => Number.NaN,
    () => new Map(),
    () => new Set([1]),
    () => new Uint8Array(2),
    () => ["__proto__"],
    withOwnProto,
    () => "2024-01-01T00:00:00.000Z",
    () => "12",
    () => [0, "x"],
  ])(random);
}

function change(value: unknown, random: Random): unknown {
  return random.pick(changesOf(value))(random);
}
