import type { Decoder, Encoder } from "./codec.js";
import type { Context, Path } from "./context.js";
import { encodeUnknown } from "./encode-scalars.js";
import { mismatch } from "./issues.js";
import { attempt } from "./unions.js";

// What decoders return is typed `never`: its type is known to the generator, and is that of the place it stands in.

/** `null`, or `[value]`: what may be `undefined` and `null` where nothing can be left out. */
export function decodeBoxed(
  wire: unknown,
  path: Path,
  context: Context,
  decoder: Decoder<unknown>,
): never {
  if (wire === null || wire === undefined) return decoder(undefined, path, context) as never;
  if (!Array.isArray(wire) || wire.length !== 1) return mismatch(context, path, "box", wire);
  return decoder(wire[0], path, context) as never;
}

export function encodeBoxed(
  value: unknown,
  path: Path,
  context: Context,
  encoder: Encoder,
): string {
  return value === undefined ? "null" : `[${encoder(value, path, context)}]`;
}

/** What both sides take, one after the other. */
export function decodePipe(
  wire: unknown,
  path: Path,
  context: Context,
  from: Decoder<unknown>,
  to: Decoder<unknown>,
): never {
  const { failures } = context;
  const value = from(wire, path, context);
  return (context.failures > failures ? undefined : to(value, path, context)) as never;
}

/**
 * What both sides take. A client (`second` is there) has what goes in, and sends it as it is; a server has what came out, and
 * sends what goes in there.
 */
export function encodePipe(
  value: unknown,
  path: Path,
  context: Context,
  encoder: Encoder,
  first: Decoder<unknown>,
  second: Decoder<unknown> | null = null,
): string {
  const { failures } = context;
  const checked = first(value, path, context);
  if (context.failures > failures) return "";
  if (second === null) return encoder(checked, path, context);
  second(checked, path, context);
  return context.failures > failures ? "" : encoder(value, path, context);
}

/** Anything but `undefined`. */
export function decodePresent(
  wire: unknown,
  path: Path,
  context: Context,
  decoder: Decoder<unknown>,
  message?: string,
): never {
  const { failures } = context;
  const value = decoder(wire, path, context);
  if (value !== undefined || context.failures > failures) return value as never;
  return mismatch(context, path, "nonoptional", value, message);
}

export function encodePresent(
  value: unknown,
  path: Path,
  context: Context,
  encoder: Encoder,
  message?: string,
): string {
  if (value !== undefined) return encoder(value, path, context);
  const { failures } = context;
  const json = encoder(value, path, context);
  return context.failures > failures
    ? json
    : mismatch(context, path, "nonoptional", value, message);
}

/**
 * A value of which the receiver chooses the option: `json` is what one of them writes, but another may need what that leaves
 * out. So it is sent as it is, where JSON has all of it.
 */
export function encodeWhole(value: unknown, path: Path, context: Context, json: string): string {
  const trial = context.trial();
  const whole = encodeUnknown(value, path, trial);
  return trial.failures === 0 ? whole : json;
}

/** What the other side has a replacement for. `instead` is JSON that does not fit, for what does not. */
export function encodeCaught(
  value: unknown,
  path: Path,
  context: Context,
  encoder: Encoder,
  instead: string,
): string {
  const start = context.attachments?.length ?? 0;
  const trial = context.trial();
  const json = attempt(encoder, value, path, trial);
  if (trial.failures === 0) return json;
  context.attachments?.cut(start);
  return instead;
}
