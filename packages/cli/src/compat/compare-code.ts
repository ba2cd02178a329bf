import type { Type } from "../ir/ir.js";
import type { Walk } from "./walk.js";

/** A type of which code of the user's decides on the server, on one side or both. */
export function compareCode(walk: Walk, before: Type, after: Type, at: string): void {
  const [was, is] = [before.kind === "zod", after.kind === "zod"];
  walk.report(was ? (is ? "code-changed" : "code-removed") : "code-added", at);
  if (walk.sender === "client") return walk.compare(sentOf(before), sentOf(after), at);
  // The server writes what zod has encoded as a client would.
  const inner = is ? walk.writing("input") : walk;
  const written = walk.writesInput ? sentOf(after) : receivedOf(after);
  inner.compare(receivedOf(before), written, at);
}

function sentOf(type: Type): Type {
  return type.kind === "zod" ? type.sent : type;
}

function receivedOf(type: Type): Type {
  return type.kind === "zod" ? (type.received ?? type.sent) : type;
}
