import module from "node:module";
import { fileURLToPath } from "node:url";
import { MessageChannel, receiveMessageOnPort, type MessagePort } from "node:worker_threads";

interface Resolved {
  readonly url: string;
}

type Resolve = (specifier: string, context: unknown) => Resolved;

/** In Node from 22.15 on, which the types for Node 20 do not know. */
interface HookedModule {
  readonly registerHooks?: (hooks: {
    resolve(specifier: string, context: unknown, next: Resolve): Resolved;
  }) => void;
}

// In Node 20 hooks run in a thread of their own.
const THREAD = `let port;
export function initialize(given) { port = given; }
export async function resolve(specifier, context, next) {
  const resolved = await next(specifier, context);
  port.postMessage(resolved.url);
  return resolved;
}`;

/** Records what Node itself imports: JavaScript of the user's does not pass through jiti. */
export class ImportRecord {
  readonly #urls = new Set<string>();
  #thread: MessagePort | null = null;

  constructor() {
    const { registerHooks } = module as HookedModule; // see there
    if (registerHooks === undefined) this.#startThread();
    else
      registerHooks({
        resolve: (specifier, context, next) => {
          const resolved = next(specifier, context);
          this.#urls.add(resolved.url);
          return resolved;
        },
      });
  }

  /** The files that have been imported so far. */
  get files(): string[] {
    while (this.#thread !== null) {
      const received = receiveMessageOnPort(this.#thread);
      if (received === undefined) break;
      this.#urls.add(String(received.message));
    }
    return [...this.#urls]
      .filter((url) => url.startsWith("file:"))
      .map((url) => fileURLToPath(url));
  }

  #startThread(): void {
    const { port1, port2 } = new MessageChannel();
    this.#thread = port1;
    module.register(`data:text/javascript,${encodeURIComponent(THREAD)}`, {
      data: port2,
      transferList: [port2],
    });
  }
}
