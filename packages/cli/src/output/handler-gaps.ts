import type { HandlerStub } from "../emit/handler-stub.js";

/**
 * Whether a handler may lack something: the schema has gained it since the lock was written, or the text never says
 * its name. Only a parser can tell for sure, which takes longer than the rest of a run.
 */
export function mayLack(text: string, handler: HandlerStub, locked: LockedMembers): boolean {
  const before = locked.of(handler.name);
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

/** What handlers had to have when the lock was written; nothing, if it cannot be read. */
export class LockedMembers {
  readonly #lock: string | null;
  #endpoints: Lock["endpoints"] | null = null;

  constructor(lock: string | null) {
    this.#lock = lock;
  }

  of(endpoint: string): ReadonlySet<string> {
    try {
      this.#endpoints ??= parseLock(this.#lock).endpoints;
      const { clientToServer, mode } = this.#endpoints[endpoint]?.contract ?? {};
      const calls = clientToServer?.calls?.map(({ name }) => name) ?? [];
      const http = mode === "accept" ? ["http"] : [];
      const table = calls.length > 0 ? ["calls"] : [];
      // An endpoint that gains its first message gains `websocket`; then the text says so or not.
      return new Set([...http, ...table, ...calls, ...(mode === undefined ? [] : ["websocket"])]);
    } catch {
      return new Set();
    }
  }
}

function parseLock(text: string | null): Lock {
  try {
    const lock = JSON.parse(text ?? "") as Lock | null; // whatever it is, reading it gives members or throws
    return { endpoints: lock?.endpoints ?? {} };
  } catch {
    return { endpoints: {} };
  }
}

/** The part of `wsgen.lock.json` that is read here; all of it may be missing in a file that people edit. */
interface Lock {
  readonly endpoints: Readonly<
    Record<
      string,
      {
        readonly contract?: {
          readonly mode?: string;
          readonly clientToServer?: {
            readonly calls?: readonly { readonly name: string }[];
          } | null;
        };
      }
    >
  >;
}
