import type { Call, Direction, Type } from "../ir/ir.js";
import { pascalCase } from "../ir/names.js";
import type { CodecFile } from "./codec-file.js";
import { list, MAX_WIDTH } from "./layout.js";
import { propertyKey, quote } from "./quote.js";

/** Names the function for a part of a direction, which is written where there is none yet. */
type Codec = (flavor: "decode" | "encode", part: string, type: Type) => string;

/** `{ messages, calls }`: what one side receives (`decode`), or sends (`encode`), on an endpoint. */
export function directionWire(
  file: CodecFile,
  { calls, messages }: Direction,
  endpoint: string,
  member: "receives" | "sends",
): string {
  const first = member === "receives" ? "decode" : "encode";
  const codec: Codec = (flavor, part, type) =>
    file.payload(flavor, `${pascalCase(endpoint)}-${part}`, type);
  const table = messages.map(({ name, type }) =>
    entry(propertyKey(name), codec(first, name, type), 6),
  );
  const entries = [`messages: ${braced(table, 4, "messages")}`];
  if (calls.length > 0) {
    const rows = calls.map((call) => {
      const key = propertyKey(call.name);
      return `${key}: ${braced(callEntries(codec, call, first), 6, key)}`;
    });
    entries.push(`calls: ${braced(rows, 4, "calls")}`);
  }
  return braced(entries, 2, member);
}

// What was not declared is left out, and so is the usual effect.
function callEntries(codec: Codec, call: Call, asked: "decode" | "encode"): string[] {
  const { effect, errors, name } = call;
  const answered = asked === "decode" ? "encode" : "decode";
  const entries: string[] = [];
  for (const part of ["input", "items", "uploads", "output"] as const) {
    const type = call[part];
    const flavor = part === "input" || part === "uploads" ? asked : answered;
    if (type !== null) entries.push(entry(part, codec(flavor, `${name}-${part}`, type), 8));
  }
  const codes = errors.map((error) =>
    entry(propertyKey(error.name), codec(answered, `${name}-error-${error.name}`, error.type), 10),
  );
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
export function braced(entries: readonly string[], indent: number, key: string): string {
  return entries.length === 0 ? "{}" : list(["{ ", " }"], entries, indent + key.length + 3);
}
