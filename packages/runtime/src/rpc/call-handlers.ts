import type { CallHandler, IncomingTable, IncomingCall } from "@wsgen/protocol";
import type { CallingSocket } from "./call-types.js";

/** What a handler file has under `calls`; `never` because only generated types know input and call. */
export type Handlers = Readonly<Record<string, (input: never, call: never) => unknown>>;

/** Where a call came from: its socket, or an HTTP request, which has none. */
export interface Origin extends CallingSocket {
  readonly socket: unknown;
}

/** The handlers of an endpoint's calls, by name. */
export class CallHandlers {
  readonly #handlers: ReadonlyMap<string, (input: unknown, call: ServedCall) => unknown>;

  /** @throws {TypeError} when one is missing. */
  constructor(
    endpoint: string,
    tables: ReadonlyMap<string, IncomingTable>,
    handlers: Handlers = {},
  ) {
    this.#handlers = new Map(
      Array.from(tables.keys(), (name) => {
        const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
        if (typeof handler !== "function") {
          throw new TypeError(`The handler of "${endpoint}" has no calls.${name}.`);
        }
        // The validators let nothing through that is not of the handler's types; `this` is what its author sees.
        const bound = handler.bind(handlers) as (input: unknown, call: ServedCall) => unknown;
        return [name, bound];
      }),
    );
  }

  find(method: string, origin: Origin): CallHandler | undefined {
    const handler = this.#handlers.get(method);
    if (handler === undefined) return undefined;
    return (input, call) => handler(input, new ServedCall(call, origin));
  }
}

/** A call as the handler sees it: what the protocol knows of it, and where it came from. */
class ServedCall {
  readonly socket: unknown;
  readonly context: unknown;
  readonly request: unknown;
  readonly #call: IncomingCall;

  constructor(call: IncomingCall, { context, request, socket }: Origin) {
    this.#call = call;
    this.socket = socket;
    this.context = context;
    this.request = request;
  }

  get signal(): AbortSignal {
    return this.#call.signal;
  }

  get uploads(): AsyncIterableIterator<unknown> {
    return this.#call.uploads;
  }

  get idempotencyKey(): string | null {
    return this.#call.idempotencyKey;
  }

  // A property, so that a handler may take it out of the call.
  readonly error = (code: string, data: unknown): Error => this.#call.error(code, data);
}
