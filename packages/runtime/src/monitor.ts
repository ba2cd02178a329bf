import type { ErrorSource, ResolvedOptions } from "./options.js";

/** What a server has seen since it was created. */
export interface ServerStats {
  /** Sockets open now; a session is one, over however many connections. */
  readonly connections: number;
  /** Those among them whose client has lost its connection, and may come back. */
  readonly away: number;
  /** Messages that did not fit the contract and were not delivered. */
  readonly invalidMessages: number;
  /** `send` promises, and calls to clients, that failed while nobody awaited them. */
  readonly ignoredSendFailures: number;
  /** Handshakes answered with an HTTP refusal. */
  readonly refusedHandshakes: number;
}

/** Counts, and passes errors to `onError`, whose own errors end here. */
export class Monitor {
  readonly counters: { -readonly [Name in keyof ServerStats]: number } = {
    connections: 0,
    away: 0,
    invalidMessages: 0,
    ignoredSendFailures: 0,
    refusedHandshakes: 0,
  };
  readonly #onError: ResolvedOptions["onError"];

  constructor(onError: ResolvedOptions["onError"]) {
    this.#onError = onError;
  }

  report(error: unknown, source: ErrorSource): void {
    try {
      // An async function passes for one that returns nothing.
      const outcome: unknown = this.#onError(error, source);
      Promise.resolve(outcome).catch(reportFailure);
    } catch (failure) {
      reportFailure(failure);
    }
  }

  ignoredSend(error: unknown, path: string): void {
    this.counters.ignoredSendFailures += 1;
    this.report(error, { kind: "send", path });
  }
}

function reportFailure(failure: unknown): void {
  console.error("[wsgen] onError threw:", failure);
}
