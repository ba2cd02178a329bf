import type { DirectionWire, Effect, Validator } from "../validation/wire.js";

/** One direction of a contract, by name: names from a peer are only ever looked up in a `Map`. */
export interface DirectionTables {
  readonly messages: ReadonlyMap<string, Validator<unknown>>;
  readonly calls: ReadonlyMap<string, CallTables>;
}

/** What one call carries; a validator that is absent means that nothing travels there. */
export interface CallTables {
  readonly input: Validator<unknown> | undefined;
  readonly items: Validator<unknown> | undefined;
  readonly uploads: Validator<unknown> | undefined;
  readonly output: Validator<unknown> | undefined;
  readonly errors: ReadonlyMap<string, Validator<unknown>>;
}

interface AnyCallWire {
  readonly input?: Validator<unknown>;
  readonly items?: Validator<unknown>;
  readonly uploads?: Validator<unknown>;
  readonly output?: Validator<unknown>;
  readonly errors?: Readonly<Record<string, Validator<unknown>>>;
  readonly effect?: Effect;
}

export function directionTables({ calls, messages }: DirectionWire<object>): DirectionTables {
  // Generated wires have nothing else in them.
  const wires = (calls ?? {}) as Readonly<Record<string, AnyCallWire>>;
  return {
    messages: new Map<string, Validator<unknown>>(Object.entries(messages)),
    calls: new Map(Object.entries(wires).map(([name, call]) => [name, callTables(call)])),
  };
}

function callTables({ errors = {}, input, items, output, uploads }: AnyCallWire): CallTables {
  return { input, items, output, uploads, errors: new Map(Object.entries(errors)) };
}
