import {
  createEndpointServer,
  type EndpointServer,
  fail,
  isObject,
  type MessageSocket,
  type MessageWire,
  type StreamHandler,
  type UnaryHandler,
} from "@wsgen/runtime/codegen";

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

function number(value: unknown, path: string): number {
  return typeof value === "number" ? value : fail(path, "number", value);
}

function numbers(value: unknown, path: string): number[] {
  if (!Array.isArray(value)) return fail(path, "array", value);
  return value.map((one: unknown, index) => number(one, `${path}.${index}`));
}

function difference(value: unknown, path: string): [number, number] | Difference {
  if (Array.isArray(value)) {
    if (value.length !== 2) return fail(path, "2 elements", value);
    return [number(value[0], `${path}.0`), number(value[1], `${path}.1`)];
  }
  if (!isObject(value)) return fail(path, "array or object", value);
  const { minuend, subtrahend } = value;
  return {
    minuend: number(minuend, `${path}.minuend`),
    subtrahend: number(subtrahend, `${path}.subtrahend`),
  };
}

function countInput(value: unknown, path: string): { to: number } {
  if (!isObject(value)) return fail(path, "object", value);
  return { to: number(value["to"], `${path}.to`) };
}

const wire: MessageWire<Messages, object, Calls, object> = {
  kind: "messages",
  clientToServer: {
    messages: { update: numbers },
    calls: {
      subtract: { input: difference, output: number, errors: { NEGATIVE: number } },
      sum: { input: numbers, output: number },
      notify_hello: { input: number },
      notify_sum: { input: numbers },
      get_data: {
        output(value, path) {
          if (!Array.isArray(value)) return fail(path, "array", value);
          return [String(value[0]), number(value[1], `${path}.1`)];
        },
      },
      sleep: {},
      count: { input: countInput, items: number },
    },
  },
  serverToClient: { messages: {} },
};

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
