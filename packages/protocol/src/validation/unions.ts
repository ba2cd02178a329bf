import type { Decoder, Encoder } from "./codec.js";
import type { Context, Path } from "./context.js";
import { wrong } from "./issues.js";

type Option<T> = (value: unknown, path: Path, context: Context) => T;

/** What an option makes of a value. What it throws after it has refused the value is a consequence of that. */
export function attempt<T>(option: Option<T>, value: unknown, path: Path, trial: Context): T {
  try {
    return option(value, path, trial);
  } catch (error) {
    if (trial.failures === 0) throw error;
    return undefined as T;
  }
}

const NO_MATCH = "Invalid input";

/** The first option that takes the value. Where none does, one that has the right type tells what is wrong. */
export function firstMatch<T>(
  value: unknown,
  path: Path,
  context: Context,
  options: readonly Option<T>[],
  message: string = NO_MATCH,
): T {
  const start = context.attachments?.length ?? 0;
  const close: { readonly trial: Context; readonly result: T }[] = [];
  for (const option of options) {
    const trial = context.trial();
    const result = attempt(option, value, path, trial);
    if (trial.failures === 0) return result;
    if (trial.mismatches === 0) close.push({ trial, result });
    context.attachments?.cut(start);
  }
  const [only] = close;
  if (only === undefined || close.length > 1) return wrong(context, path, "invalid_union", message);
  context.adopt(only.trial);
  return only.result;
}

/** The only option that takes the value. */
export function onlyMatch<T>(
  value: unknown,
  path: Path,
  context: Context,
  options: readonly Option<T>[],
  message?: string,
): T {
  const start = context.attachments?.length ?? 0;
  const matches: Option<T>[] = [];
  for (const option of options) {
    const trial = context.trial();
    attempt(option, value, path, trial);
    if (trial.failures === 0) matches.push(option);
    context.attachments?.cut(start);
  }
  const [only] = matches;
  if (only !== undefined && matches.length === 1) return only(value, path, context);
  const text = matches.length > 1 ? `${NO_MATCH}: more than one option matched` : NO_MATCH;
  return wrong(context, path, "invalid_union", message ?? text);
}

/** `[index of the option, value]`: options that cannot be told apart otherwise. */
export function decodeTagged(
  wire: unknown,
  path: Path,
  context: Context,
  options: readonly Decoder<unknown>[],
): never {
  // What is left out has no index.
  if (wire === undefined) return firstMatch(wire, path, context, options) as never;
  const [index, value] = Array.isArray(wire) && wire.length === 2 ? (wire as unknown[]) : [];
  const option = typeof index === "number" ? options[index] : undefined;
  if (option === undefined) return wrong(context, path, "invalid_union", NO_MATCH);
  return option(value, path, context) as never; // the generator knows it
}

/** The options, each writing its index before what it writes. */
export function tagged(options: readonly Encoder[]): Encoder[] {
  return options.map(
    (option, index) => (value, path, context) => `[${index},${option(value, path, context)}]`,
  );
}

/** The value, or `instead` where it does not fit. */
export function decodeOr(
  wire: unknown,
  path: Path,
  context: Context,
  decoder: Decoder<unknown>,
  instead: () => unknown,
): never {
  const trial = context.trial();
  const value = attempt(decoder, wire, path, trial);
  return (trial.failures === 0 ? value : instead()) as never; // the generator knows it
}
