import type { HandlerStub } from "../emit/handler-stub.js";
import type { Lock } from "../lock/lock.js";

/**
 * Whether a handler may lack something: the schema has gained it since the lock was written, or the text never says
 * its name. Only a parser can tell for sure, which takes longer than the rest of a run.
 */
export function mayLack(text: string, handler: HandlerStub, lock: Lock): boolean {
  const before = membersInLock(lock, handler.endpoint);
  return keysOf(handler).some((key) => !before.has(key) || !saysName(text, key));
}

function keysOf({ members }: HandlerStub): string[] {
  return members.flatMap(({ key, members: inner }) => [key, ...inner.map((member) => member.key)]);
}

function saysName(text: string, name: string): boolean {
  const start = text.indexOf(name);
  for (let at = start; at >= 0; at = text.indexOf(name, at + 1)) {
    const around = `${text[at - 1] ?? " "}${text[at + name.length] ?? " "}`;
    if (!/[\w$]/.test(around)) return true;
  }
  return false;
}

/** What the handler had to have when the lock was written; nothing, if there was no such endpoint. */
function membersInLock(lock: Lock, endpoint: string): ReadonlySet<string> {
  const entry = lock.endpoints.get(endpoint);
  if (entry === undefined) return new Set();
  const { clientToServer, mode } = (entry.contract ?? {}) as LockedEndpoint; // looked into with care
  const list: unknown = clientToServer?.calls;
  const calls = Array.isArray(list) ? list.map((call: { name?: string } | null) => call?.name) : [];
  const http = mode === "accept" ? ["http"] : [];
  const table = calls.length > 0 ? ["calls"] : [];
  // An endpoint that gains its first message gains `websocket`; then the text says so or not.
  const names = calls.filter((name) => name !== undefined);
  return new Set([...http, ...table, ...names, "websocket"]);
}

/** The part of a contract that is read here; in a file that people edit it may be anything. */
interface LockedEndpoint {
  readonly mode?: unknown;
  readonly clientToServer?: { readonly calls?: unknown } | null;
}
