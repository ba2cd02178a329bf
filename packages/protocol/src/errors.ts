import type { Issue } from "./validation/context.js";

/** Base of every error that wsgen throws or rejects with; `code` is stable, the message is for people. */
export class WsgenError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** A `timeout` in milliseconds ran out; nothing was lost, the queue is as it was. Code `TIMEOUT`. */
export class TimeoutError extends WsgenError {
  constructor(message: string) {
    super("TIMEOUT", message);
  }
}

/** The socket is closed, so this can no longer be done. Code `SOCKET_CLOSED`. */
export class SocketClosedError extends WsgenError {
  /** RFC 6455 close code; 1006 when the connection was lost without one. */
  readonly closeCode: number;
  readonly reason: string;

  constructor(closeCode: number, reason: string) {
    super(
      "SOCKET_CLOSED",
      `The socket is closed (${closeCode}${reason === "" ? "" : `: ${reason}`}).`,
    );
    this.closeCode = closeCode;
    this.reason = reason;
  }
}

/**
 * The connection was lost for so long that the session ended, and nobody knows whether the call was run. Calls whose effect is
 * `safe` or `idempotent` are sent again instead. Code `OUTCOME_UNKNOWN`.
 */
export class OutcomeUnknownError extends WsgenError {
  /** The call. */
  readonly method: string;

  constructor(method: string) {
    super("OUTCOME_UNKNOWN", `The session of ${method} was lost: it may have been run, or not.`);
    this.method = method;
  }
}

/** The connection was lost for so long that the session ended, and the items of a call with it. Code `STREAM_LOST`. */
export class StreamLostError extends WsgenError {
  /** The call. */
  readonly method: string;
  /** How many items had arrived; the next would have had this position, counted from 0. */
  readonly received: number;

  constructor(method: string, received: number) {
    super("STREAM_LOST", `The session of ${method} was lost after ${received} items.`);
    this.method = method;
    this.received = received;
  }
}

/** A value does not fit the contract. Names the place and what was expected, never the value. Code `INVALID`. */
export class ValidationError extends WsgenError {
  /** What is wrong, the first 20; at least one. */
  readonly issues: readonly Issue[];
  /** Where the first is, from the message type inwards: `say.text`, `said.items.3.name`. */
  readonly path: string;

  /** @param name of what was checked, which the paths of the issues begin at: `say` */
  constructor(name: string, issues: readonly Issue[]) {
    const [first = { path: [], message: "Invalid input" }] = issues;
    const path = [name, ...first.path].map(String).join(".");
    const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
    super("INVALID", `${path}: ${first.message}${more}`);
    this.issues = issues;
    this.path = path;
  }
}
