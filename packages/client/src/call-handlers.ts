import type { CallHandler } from "@wsgen/protocol";

/** What answers the server's calls at this moment. */
export class CallHandlers {
  readonly #handlers = new Map<string, CallHandler>();

  find(method: string): CallHandler | undefined {
    return this.#handlers.get(method);
  }

  /** From now on this handler answers, instead of the one before it; the result takes just this one away. */
  set(method: string, handler: CallHandler): () => void {
    this.#handlers.set(method, handler);
    return () => {
      if (this.#handlers.get(method) === handler) this.#handlers.delete(method);
    };
  }
}
