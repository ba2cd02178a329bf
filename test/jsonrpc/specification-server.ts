import {
  createEndpointServer,
  type EndpointServer,
  type MessageSocket,
  mismatch,
  type StreamHandler,
  type UnaryHandler,
} from "@wsgen/runtime/codegen";
import { anything, type Codec, list, number, object, wiresOf } from "../support/codecs.js";

// The methods that the examples of the JSON-RPC 2.0 specification call, written as the generator would write them.

interface Messages {
  update: number[];
}

interface Difference {
  minuend: number;
  subtrahend: number;
}

interface Calls {
  subtract: { input: [number, number] | Difference; output: number; errors: { NEGATIVE: number } };
  sum: { input: number[]; output: number; errors: {} };
  notify_hello: { input: number; output: void; errors: {} };
  notify_sum: { input: number[]; output: void; errors: {} };
  get_data: { input: void; output: [string, number]; errors: {} };
  sleep: { input: void; output: void; errors: {} };
  count: { input: { to: number }; items: number; output: void; errors: {} };
}

const numbers = list(number);

const pair: Codec<[number, number]> = {
  decode(value, path, context) {
    const [first = 0, second = 0, ...more] = numbers.decode(value, path, context) ?? [];
    if (Array.isArray(value) && value.length === 2 && more.length === 0) return [first, second];
    return mismatch(context, path, "tuple", value);
  },
  encode: numbers.encode,
};

const byName = object<Difference>({ minuend: number, subtrahend: number });

const difference: Codec<[number, number] | Difference> = {
  decode: (value, path, context) =>
    Array.isArray(value) ? pair.decode(value, path, context) : byName.decode(value, path, context),
  encode: byName.encode,
};

const data: Codec<[string, number]> = {
  decode: (value, path, context) => mismatch(context, path, "never", value),
  encode: list(anything).encode,
};

const { server: wire } = wiresOf<Messages, object, Calls>(
  {
    messages: { update: numbers },
    calls: {
      subtract: { input: difference, output: number, errors: { NEGATIVE: number } },
      sum: { input: numbers, output: number },
      notify_hello: { input: number },
      notify_sum: { input: numbers },
      get_data: { output: data },
      sleep: {},
      count: { input: object({ to: number }), items: number },
    },
  },
  { messages: {} },
);

type Socket = MessageSocket<{ type: "update"; data: number[] }, object, never, object>;

interface SpecificationHandler {
  http(request: Request): Response | Promise<Response>;
  calls: {
    [Name in Exclude<keyof Calls, "count">]: UnaryHandler<Calls[Name], Socket | null>;
  } & { count: StreamHandler<Calls["count"], Socket> };
}

/** What the server has seen, beside the answers. */
export interface Seen {
  /** Notifications that were served. */
  readonly notified: unknown[];
  /** How often a call was aborted while its handler ran. */
  aborted: number;
}

/** A server that answers on `/rpc`, by WebSocket and by HTTP. */
export function createSpecificationServer(): { server: EndpointServer; seen: Seen } {
  const seen: Seen = { notified: [], aborted: 0 };
  const rpc: SpecificationHandler = {
    http: () => new Response("plain"),
    calls: {
      subtract(input, call) {
        const [minuend, subtrahend] = Array.isArray(input)
          ? input
          : [input.minuend, input.subtrahend];
        if (subtrahend === 0) throw call.error("NEGATIVE", 0);
        return minuend - subtrahend;
      },
      sum: (summands) => summands.reduce((sum, one) => sum + one, 0),
      notify_hello: (input) => void seen.notified.push(["hello", input]),
      notify_sum: (input) => void seen.notified.push(["sum", input]),
      get_data: () => ["hello", 5],
      sleep: (_input, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            seen.aborted += 1;
            reject(signal.reason as Error);
          });
        }),
      async *count({ to }, { signal }) {
        signal.addEventListener("abort", () => (seen.aborted += 1));
        for (let item = 1; item <= to; item += 1) yield item;
      },
    },
  };
  const server = createEndpointServer<{ rpc: SpecificationHandler }>(
    { rpc: { mode: "accept", path: "/rpc", wire } },
    { rpc },
    () => ({}),
  );
  return { server, seen };
}
