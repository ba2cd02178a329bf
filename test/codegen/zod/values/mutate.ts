import type { Random } from "../../../hostile/random.js";
import { changesOf, fromEntries } from "./changes.js";
import { isPlain } from "./merge-deep.js";

/** The value with one thing changed, somewhere in it. The value itself stays as it is. */
export function mutate(value: unknown, random: Random): unknown {
  const children = childrenOf(value);
  if (children > 0 && random.next() < 0.7)
    return mutateChild(value, random.below(children), random);
  return random.pick(changesOf(value))(random);
}

function childrenOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  if (value instanceof Map || value instanceof Set) return value.size;
  return isPlain(value) ? Object.keys(value).length : 0;
}

function mutateChild(value: unknown, index: number, random: Random): unknown {
  if (Array.isArray(value))
    return value.map((item, at) => (at === index ? mutate(item, random) : item));
  if (value instanceof Set)
    return new Set([...value].map((item, at) => (at === index ? mutate(item, random) : item)));
  if (value instanceof Map) {
    const inKey = random.next() < 0.3;
    const entries = [...value].map(([key, item], at): [unknown, unknown] => {
      if (at !== index) return [key, item];
      return inKey ? [mutate(key, random), item] : [key, mutate(item, random)];
    });
    return new Map(entries);
  }
  const entries = Object.entries(value as object).map(
    ([key, item], at): readonly [string, unknown] => [
      key,
      at === index ? mutate(item, random) : item,
    ],
  );
  return fromEntries(entries);
}
