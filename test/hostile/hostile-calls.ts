import { hostileText } from "./hostile-inputs.js";
import type { Random } from "./random.js";

type Choices = readonly [string, ...string[]];

const METHODS: Choices = [
  ...(["$/next", "$/credit", "$/upload", "$/uploadEnd", "$/uploadCredit"] as const),
  ...(["$/cancelRequest", "$/error", "$/session", "$/"] as const),
  ...(["add", "refresh", "lines", "store", "shout", "say"] as const),
  ...(["confirm", "ticks", "collect", "said", "nothing"] as const),
  ...(["__proto__", "constructor", "toString", "then", ""] as const),
];

/** As JSON; small numbers are the likeliest to be in use. */
const IDS: Choices = [
  ...(["null", '"1"', '"__proto__"', '""', "-1", "1.5", "1e999", "9007199254740993"] as const),
  ...(["{}", "[]", "true", '{"toString":null}'] as const),
];

const VALUES: Choices = [
  ...(["-1", "0", "1", "16", "9007199254740991", "1e999", "-0.5"] as const),
  ...(["null", "true", '"x"', '"\\ud800"', "{}", "[]", "[1,2]", '{"__proto__":1}'] as const),
];

const ERRORS: Choices = [
  '{"code":1,"message":"BUSY","data":{"error":"BUSY","data":{"until":1}}}',
  '{"code":1,"data":{"error":"__proto__","data":{}}}',
  '{"code":1,"data":{"error":"BUSY","data":null}}',
  '{"code":"1"}',
  '{"code":-32601,"message":{"toString":null}}',
  "{}",
  "[]",
  "5",
  '"x"',
  "null",
];

const NAMES: Choices = [
  "id",
  "item",
  "items",
  "bytes",
  "a",
  "b",
  "count",
  "name",
  "text",
  "message",
];

function id(random: Random): string {
  return random.below(4) > 0 ? String(random.below(30)) : random.pick(IDS);
}

function params(random: Random): string {
  if (random.below(8) === 0) return random.pick(VALUES);
  const members = Array.from({ length: random.below(5) }, () => {
    const name = random.pick(NAMES);
    return `"${name}":${name === "id" ? id(random) : random.pick(VALUES)}`;
  });
  const text = `{${[`"id":${id(random)}`, ...members].join(",")}}`;
  return random.below(8) === 0 ? `[${text}]` : text;
}

/** Calls that begin well. */
const CALLS: Choices = [
  '"method":"add","params":{"a":1,"b":2}',
  '"method":"add","params":{"a":99,"b":2}',
  '"method":"refresh"',
  '"method":"lines","params":{"count":100}',
  '"method":"store","params":{"name":"x"}',
  '"method":"shout"',
];

function frame(random: Random): string {
  const kind = random.below(8);
  if (kind === 0) return `{"id":${id(random)},"result":${random.pick(VALUES)}}`;
  if (kind === 1) return `{"id":${id(random)},"error":${random.pick(ERRORS)}}`;
  if (kind < 4) return `{"id":${id(random)},${random.pick(CALLS)}}`;
  const method = `"method":"${random.pick(METHODS)}","params":${params(random)}`;
  return random.below(4) === 0 ? `{"id":${id(random)},${method}}` : `{${method}}`;
}

/** A frame that has to do with calls, and mostly with calls that are there; sometimes several in a batch. */
export function hostileCall(random: Random): string {
  const kind = random.below(20);
  if (kind === 0) return hostileText(random);
  if (kind > 1) return frame(random);
  return `[${Array.from({ length: random.below(6) }, () => frame(random)).join(",")}]`;
}
