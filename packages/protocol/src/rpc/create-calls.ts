import { settled } from "../send-promise.js";
import { isDeclaredError } from "./call-error.js";
import type { OutgoingTable } from "./direction-tables.js";
import type { OutgoingCall, OutgoingOptions } from "./outgoing-call.js";

type MakeCall = (method: string, input: unknown, options?: OutgoingOptions) => OutgoingCall;

/**
 * The object behind `socket.calls`: a function for each call, of the shape that its contract asks for.
 * `onIgnored` gets the failure of a call that nobody looks at.
 */
export function createCalls(
  tables: ReadonlyMap<string, OutgoingTable>,
  makeCall: MakeCall,
  onIgnored: (error: unknown) => void,
): Record<string, unknown> {
  return Object.fromEntries(
    Array.from(tables, ([method, { items, uploads }]) => {
      const call = (input: unknown, options?: OutgoingOptions): unknown => {
        const made = makeCall(method, input, options);
        if (items !== undefined) return made.items;
        const result = settled(made.result, onIgnored);
        return uploads === undefined ? result : { result };
      };
      const isError = (error: unknown, code: string): boolean =>
        isDeclaredError(error, method, code);
      return [method, Object.assign(call, { isError })];
    }),
  );
}
