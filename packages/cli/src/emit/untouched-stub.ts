import type { Call, Endpoint, Message, Type } from "../ir/ir.js";
import { emitStub, stubOf } from "./emit-stub.js";

/**
 * Whether a handler is as it was first written, so that nothing in it is the user's: emitting it for the names that
 * are in it gives the same text. The schema need not know the endpoint any more.
 * @param text with plain line ends
 */
export function isUntouchedStub(text: string, path: string, serverFile: string): boolean {
  const name = /^export const (\w+): /m.exec(text)?.[1];
  if (name === undefined) return false;
  return emitStub(stubOf(endpointIn(text, name)), path, serverFile).toString() === text;
}

/** What a schema would have to say for this stub. A wrong guess does no harm: the text would not be the same. */
function endpointIn(text: string, name: string): Endpoint {
  const messages = keysIn(text, /^ {8}case (.+):$/gm).map(messageOf);
  const sent = keysIn(text, /^ {4}\/\/ Send with socket\.send\((".*"|'.*'), \.\.\.\); /gm);
  const calls = [...text.matchAll(CALL)].map(([, star = "", key = ""]) => callOf(key, star));
  const whole = { name, path: "", params: null, query: null };
  const mode = text.includes("\n  http(_request) {") ? "accept" : "require";
  const raw = { encoding: "json", type: ANY } as const;
  const receives = text.includes("_message of socket) {\n      // Answer");
  if (receives || text.includes("// Send with socket.send(...);")) {
    const contract = receives
      ? ({ kind: "raw", clientToServer: raw, serverToClient: null } as const)
      : ({ kind: "raw", clientToServer: null, serverToClient: raw } as const);
    return { ...whole, mode, contract };
  }
  const clientToServer = { messages, calls };
  const serverToClient = { messages: sent.map(messageOf), calls: [] };
  return { ...whole, mode, contract: { kind: "messages", clientToServer, serverToClient } };
}

const ANY: Type = { kind: "unknown" };

const CALL = /^ {4}async (\*?)("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s("']+)\(/gm;

function messageOf(name: string): Message {
  return { name, type: ANY };
}

function callOf(key: string, star: string): Call {
  const items = star === "" ? null : ANY;
  const nothing = { input: null, uploads: null, output: null, errors: [] };
  return { ...nothing, name: unquoted(key), items, effect: "once" };
}

function keysIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, key = ""]) => unquoted(key));
}

/** The reverse of `quote`; what is no literal stays as it is. */
function unquoted(key: string): string {
  const double = key.startsWith("'")
    ? `"${key.slice(1, -1).replaceAll("\\'", "'").replaceAll('"', '\\"')}"`
    : key;
  try {
    return String(JSON.parse(double));
  } catch {
    return key;
  }
}
