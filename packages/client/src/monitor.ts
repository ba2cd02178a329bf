import type { ClientStats } from "./endpoint-client.js";
import type { ErrorSource, ResolvedOptions } from "./options.js";

/** Counts for one socket, and passes errors to `onError`, whose own errors end here. */
export class Monitor {
  readonly stats: { -readonly [Name in keyof ClientStats]: number } = {
    received: 0,
    invalid: 0,
    dropped: 0,
    rejectedByPeer: 0,
    ignoredSendFailures: 0,
  };
  readonly #onError: ResolvedOptions["onError"];
  readonly #path: string;

  constructor(onError: ResolvedOptions["onError"], path: string) {
    this.#onError = onError;
    this.#path = path;
  }

  report(error: unknown, kind: ErrorSource["kind"]): void {
    try {
      this.#onError(error, { kind, path: this.#path });
    } catch (failure) {
      console.error("[wsgen] onError threw:", failure);
    }
  }
}
