import type { Call } from "../ir/ir.js";
import { callDocs, callKind } from "./call-type.js";
import { docComment, hang, list, typeArguments } from "./layout.js";
import { propertyKey, quote } from "./quote.js";
import { width } from "./marks.js";
import type { Origin } from "./origin.js";
import type { CLIENT, RUNTIME } from "./runtime-symbols.js";
import type { SourceFile } from "./source-file.js";
import { docsText } from "./type-text.js";

const HANDLE_DOCS =
  "Answers the server's calls of this name from now on; returns what ends that.\n" +
  "A call that finds no handler fails at once: add it in the turn in which the socket is made.";

export interface CallsOptions {
  /** The entry that the types of calls come from. */
  readonly module: typeof CLIENT | typeof RUNTIME;
  /** What the table of the calls is called here. */
  readonly table: string;
  /** Where a call is declared, if that is to be told. */
  readonly origin?: (call: string) => Origin | null;
}

/** The member `calls` of a socket, by which the other side is called. */
export function callsMember(
  file: SourceFile,
  calls: readonly Call[],
  { module, origin, table }: CallsOptions,
  docs: string,
): string {
  const typeOf = (call: Call, used: number): string => {
    const name = file.type(module, `${callKind(call)}Call`);
    return `${name}${typeArguments([member(table, call)], used + name.length)}`;
  };
  const body = membersText(calls, typeOf, ({ name }) =>
    file.name(propertyKey(name), origin?.(name) ?? null),
  );
  return `${docComment([docs])}readonly calls: ${body};`;
}

/** The member `calls` of a handler, which answers the other side. */
export function handlersMember(
  file: SourceFile,
  calls: readonly Call[],
  { module, table }: CallsOptions,
  socketOf: (call: Call) => string,
): string {
  const body = membersText(calls, (call, used) => {
    const name = file.type(module, `${callKind(call)}Handler`);
    const args = [member(table, call), socketOf(call)];
    return `${name}${typeArguments(args, used + name.length)}`;
  });
  return `${docComment(["What a client may call."])}calls: ${body};`;
}

/** The overloads of a client's `handle`, one for each call of the server. */
export function handleOverloads(
  file: SourceFile,
  calls: readonly Call[],
  { module, origin, table }: CallsOptions,
): string[] {
  return calls.map((call) => {
    const handler = file.type(module, `${callKind(call)}Handler`);
    const parameters = [`name: ${quote(call.name)}`, `handler: ${handler}<${member(table, call)}>`];
    const docs = docsText({
      description: HANDLE_DOCS,
      ...(callDocs(call)?.deprecated === true && { deprecated: true }),
    });
    const name = file.name("handle", origin?.(call.name) ?? null);
    return `${docs}${name}${list(["(", ")"], parameters, 2 + 6 + 13)}: () => void;`;
  });
}

function membersText(
  calls: readonly Call[],
  typeOf: (call: Call, used: number) => string,
  keyOf = ({ name }: Call): string => propertyKey(name),
): string {
  const lines = calls.map((call) => {
    const key = `${keyOf(call)}: `;
    // Two levels deep, with a semicolon behind it.
    const text = `${docsText(callDocs(call))}${key}${typeOf(call, width(key) + 5)};`;
    return `  ${hang(text, 1)}`;
  });
  return `{\n${lines.join("\n")}\n}`;
}

function member(table: string, { name }: Call): string {
  return `${table}[${quote(name)}]`;
}
