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

/** A value does not fit the contract. Names the place and what was expected, never the value. Code `INVALID`. */
export class ValidationError extends WsgenError {
  /** Where, from the message type inwards: `say.text`, `said.items.3.name`. */
  readonly path: string;
  /** What the contract has there: `string`, `at most 500 characters`. */
  readonly expected: string;

  constructor(path: string, expected: string, found: string) {
    super("INVALID", `${path}: expected ${expected}, got ${found}`);
    this.path = path;
    this.expected = expected;
  }
}
