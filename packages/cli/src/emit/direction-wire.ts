import type { Call, Direction, Message, Type } from "../ir/ir.js";
import { endpointTypeNames, pascalCase } from "../ir/names.js";
import { list, MAX_WIDTH } from "./layout.js";
import { propertyKey, quote } from "./quote.js";
import type { ValidatorFile } from "./validator-file.js";

export type DirectionName = "clientToServer" | "serverToClient";

/** Declares the validator of a part of the direction; returns its name. */
type Check = (part: string, type: Type, returns: string) => string;

/** `{ messages, calls }`: the validators of one direction, as the two ends take them. */
export function directionWire(
  file: ValidatorFile,
  { messages, calls }: Direction,
  endpoint: string,
  direction: DirectionName,
): string {
  const types = endpointTypeNames(endpoint);
  const check: Check = (part, type, returns) =>
    file.validator(`check${pascalCase(endpoint)}-${direction}-${part}`, type, returns);
  const entries = [`messages: ${messageTable(check, messages, file.nameShape(types[direction]))}`];
  if (calls.length > 0) {
    const table = file.nameShape(types[`${direction}Calls`]);
    entries.push(`calls: ${callTable(check, calls, table)}`);
  }
  return braced(entries, 2, direction);
}

function messageTable(check: Check, messages: readonly Message[], table: string): string {
  const entries = messages.map(({ name, type }) =>
    entry(propertyKey(name), check(name, type, `${table}[${quote(name)}]`), 6),
  );
  return braced(entries, 4, "messages");
}

function callTable(check: Check, calls: readonly Call[], table: string): string {
  const entries = calls.map((call) => {
    const key = propertyKey(call.name);
    const parts = callEntries(check, call, `${table}[${quote(call.name)}]`);
    return `${key}: ${braced(parts, 6, key)}`;
  });
  return braced(entries, 4, "calls");
}

// What was not declared is left out, and so is the usual effect.
function callEntries(check: Check, call: Call, type: string): string[] {
  const { name, errors, effect } = call;
  const entries: string[] = [];
  for (const part of ["input", "items", "uploads", "output"] as const) {
    const value = call[part];
    if (value !== null)
      entries.push(entry(part, check(`${name}-${part}`, value, `${type}["${part}"]`), 8));
  }
  const codes = errors.map((error) => {
    const returns = `${type}["errors"][${quote(error.name)}]`;
    const checker = check(`${name}-error-${error.name}`, error.type, returns);
    return entry(propertyKey(error.name), checker, 10);
  });
  if (codes.length > 0) entries.push(`errors: ${braced(codes, 8, "errors")}`);
  if (effect !== "once") entries.push(`effect: ${quote(effect)}`);
  return entries;
}

/** `key: name,` where it is indented by `indent` columns, or on two lines. */
function entry(key: string, name: string, indent: number): string {
  const fits = indent + key.length + name.length + 3 <= MAX_WIDTH;
  return `${key}:${fits ? " " : "\n  "}${name}`;
}

/** An object behind `key: `, which is indented by `indent` columns and has a comma behind it. */
function braced(entries: readonly string[], indent: number, key: string): string {
  return entries.length === 0 ? "{}" : list(["{ ", " }"], entries, indent + key.length + 3);
}
