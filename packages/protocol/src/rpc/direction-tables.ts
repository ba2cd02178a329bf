import type { Decoder, Encoder } from "../validation/codec.js";
import type { Effect, MessageWire } from "../validation/wire.js";

// Names from a peer are only ever looked up in a `Map`.

/** What the other side may say first. */
export interface IncomingTables {
  readonly messages: ReadonlyMap<string, Decoder<unknown>>;
  readonly calls: ReadonlyMap<string, IncomingTable>;
}

/** What this side may say first. */
export interface OutgoingTables {
  readonly messages: ReadonlyMap<string, Encoder>;
  readonly calls: ReadonlyMap<string, OutgoingTable>;
}

/** One call: `Sent` is what its caller sends, `Answered` what its callee does; what is absent does not travel. */
interface CallTable<Sent, Answered> {
  readonly effect: Effect;
  readonly input: Sent | undefined;
  readonly uploads: Sent | undefined;
  readonly items: Answered | undefined;
  readonly output: Answered | undefined;
  readonly errors: ReadonlyMap<string, Answered>;
}

export type IncomingTable = CallTable<Decoder<unknown>, Encoder>;
export type OutgoingTable = CallTable<Encoder, Decoder<unknown>>;

interface AnyCall<Sent, Answered> {
  readonly input?: Sent;
  readonly uploads?: Sent;
  readonly items?: Answered;
  readonly output?: Answered;
  readonly errors?: Readonly<Record<string, Answered>>;
  readonly effect?: Effect;
}

export function incomingTables({ receives }: MessageWire<object, object>): IncomingTables {
  const { calls = {}, messages } = receives;
  return {
    messages: new Map<string, Decoder<unknown>>(Object.entries(messages)),
    calls: callTables<Decoder<unknown>, Encoder>(calls),
  };
}

export function outgoingTables({ sends }: MessageWire<object, object>): OutgoingTables {
  const { calls = {}, messages } = sends;
  return {
    messages: new Map<string, Encoder>(Object.entries(messages)),
    calls: callTables<Encoder, Decoder<unknown>>(calls),
  };
}

function callTables<Sent, Answered>(calls: object): Map<string, CallTable<Sent, Answered>> {
  // Generated wires have nothing else in them.
  const entries = Object.entries(calls as Readonly<Record<string, AnyCall<Sent, Answered>>>);
  return new Map(
    entries.map(([name, { effect = "once", errors = {}, input, items, output, uploads }]) => [
      name,
      { effect, input, items, output, uploads, errors: new Map(Object.entries(errors)) },
    ]),
  );
}
