import type { Context, Path } from "./context.js";
import { toBase64 } from "./encode-scalars.js";

// For clients that are generated without checks.

/** What has arrived, as it is. */
export function decodeUnchecked(wire: unknown): never {
  return wire as never; // trusted to be what the contract says
}

/** What is to be sent, as JSON. Rich values are known by what they are; what is none of them is left to JSON.stringify. */
export function encodeUnchecked(value: unknown, _path: Path, context: Context): string {
  const json: string | undefined = JSON.stringify(value, function (this: unknown, key, given) {
    // `given` is what toJSON has made of it.
    const own = (this as Readonly<Record<string, unknown>>)[key];
    return own instanceof Uint8Array ? writeBytes(own, context) : written(own, given);
  });
  return json ?? "null";
}

function written(own: unknown, given: unknown): unknown {
  if (typeof own === "bigint") return String(own);
  return own instanceof Map || own instanceof Set ? [...own] : given;
}

function writeBytes(bytes: Uint8Array, { attachments }: Context): unknown {
  return attachments === null ? toBase64(bytes) : JSON.parse(attachments.add(bytes));
}
