import { handshakeText } from "../support/raw-peer.js";
import { encodeWireFrame } from "../support/wire-frame.js";
import type { Random } from "./random.js";

const VALID: readonly [string, ...string[]] = [
  '{"method":"say","params":{"text":"hello"}}',
  '{"jsonrpc":"2.0","method":"say","params":{"text":"h\\u00e9llo"}}',
  '{"method":"count","params":[42]}',
  '{"method":"list","params":[["a",null,"c"]]}',
  '{"method":"ping"}',
  '{"method":"constructor","params":{"own":true}}',
  '{"jsonrpc":"2.0","id":1,"method":"say","params":{"text":"a call"}}',
  '{"jsonrpc":"2.0","id":1,"result":{"a":[1,2,3]}}',
  '{"method":"$/error","params":{"code":-32602,"message":"no"}}',
];

const HOSTILE: readonly [string, ...string[]] = [
  '"__proto__"',
  '"constructor"',
  '"toString"',
  '"$/error"',
  '"$/session"',
  "null",
  "true",
  "-0",
  "1e999",
  "9007199254740993",
  '"\\ud800"',
  '"\\u0000"',
  "{}",
  "[]",
  "[[]]",
  '{"__proto__":{"text":"x"}}',
  '{"toString":1,"valueOf":1}',
  '{"message":{"toString":null}}',
  '{"length":-1}',
  "[".repeat(2_000) + "]".repeat(2_000),
];

/** A JSON value of any shape, made of words that mean something here. */
function randomJson(random: Random, depth = 0): string {
  const kind = depth > 4 ? random.below(3) : random.below(5);
  if (kind === 0) return random.pick(HOSTILE);
  if (kind === 1) return JSON.stringify(random.text(8));
  if (kind === 2) return String(random.below(2 ** 31) - 2 ** 30);
  const items = Array.from({ length: random.below(4) }, () => randomJson(random, depth + 1));
  if (kind === 3) return `[${items.join(",")}]`;
  const names = [
    "method",
    "params",
    "id",
    "jsonrpc",
    "result",
    "error",
    "text",
    "__proto__",
    "own",
  ] as const;
  return `{${items.map((item) => `"${random.pick([...names])}":${item}`).join(",")}}`;
}

/** A frame's text: random, random JSON, or a valid message with something done to it. */
export function hostileText(random: Random): string {
  const kind = random.below(4);
  if (kind === 0) return random.text(40);
  if (kind === 1) return randomJson(random);
  const text = random.pick(VALID);
  if (kind === 2) return replaceValue(text, random);
  return mutate(text, random);
}

/** Puts something hostile in the place of one value. */
function replaceValue(text: string, random: Random): string {
  const values = random.pick([/"[^"]*"(?!:)|-?\d+/g, /\{[^{}]*\}|\[[^[\]]*\]/g]);
  let left = random.below([...text.matchAll(values)].length);
  return text.replace(values, (value) => (left-- === 0 ? random.pick(HOSTILE) : value));
}

function mutate(text: string, random: Random): string {
  const start = random.below(text.length + 1);
  const end = start + random.below(Math.min(12, text.length - start + 1));
  const middle = random.pick([
    "",
    text.slice(start, end).repeat(2),
    random.text(4),
    random.pick(HOSTILE),
  ]);
  return text.slice(0, start) + middle + text.slice(end);
}

/** Bytes after a handshake: mostly frames with something wrong, sometimes just noise. */
export function hostileBytes(random: Random): Buffer {
  if (random.below(6) === 0) return random.bytes(64);
  const payload = random.pick([
    random.bytes(20),
    random.bytes(200),
    Buffer.from(hostileText(random)),
  ]);
  const claimedLength = random.below(12) === 0 ? BigInt(random.below(2 ** 31)) << 32n : undefined;
  return encodeWireFrame(random.below(16), payload, {
    fin: random.below(4) > 0,
    masked: random.below(8) > 0,
    rsv: random.below(6) === 0 ? random.below(8) : 0,
    ...(claimedLength !== undefined && { claimedLength }),
  });
}

const PATHS: readonly [string, ...string[]] = [
  "/echo",
  "/rooms/r",
  "/list",
  "//echo",
  "/%zz",
  "/rooms/%00",
  "*",
  "http://x/echo",
];

/** A handshake with something done to it. */
export function hostileHandshake(random: Random): string {
  const text = handshakeText(random.pick(PATHS), {
    Origin: random.pick(["null", "http://127.0.0.1", random.text(10).replaceAll(/[\r\n]/g, "")]),
    "Sec-WebSocket-Protocol": random.pick([
      "wsgen.v1",
      "a,,b",
      "wsgen.t.%%%",
      "wsgen.t.YQ, wsgen.v1",
    ]),
  });
  return random.below(4) === 0 ? text : mutate(text, random);
}
