/** Every close code that wsgen sends or reports (RFC 6455, section 7.4; 4000-4999 are ours). */
export const CloseCode = {
  /** Done: the handler returned, or somebody called `close()`. */
  NORMAL: 1000,
  /** The server shuts down, or the page goes away. */
  GOING_AWAY: 1001,
  /** Broken WebSocket framing. */
  PROTOCOL_ERROR: 1002,
  /** Reported, never sent: the peer's close frame had no code. */
  NO_STATUS: 1005,
  /** Reported, never sent: the connection was lost without a close frame. */
  ABNORMAL: 1006,
  /** A frame on a raw endpoint that does not fit the contract. */
  INVALID_DATA: 1007,
  /** A frame larger than the receiver takes. */
  TOO_BIG: 1009,
  /** The handler threw. */
  INTERNAL_ERROR: 1011,
  /** The peer reads too slowly for what is sent to it. */
  OVERLOADED: 1013,
  /** As 1007, from a client: a browser may send only 1000 and 3000-4999. */
  CLIENT_INVALID_DATA: 4007,
  /** As 1013, from a client whose queue overflowed. */
  CLIENT_OVERLOADED: 4013,
  /** The other side broke a rule of its session. */
  SESSION_VIOLATION: 4400,
  /** The credentials have expired. */
  EXPIRED: 4401,
  /** Another connection has taken over the session. */
  TAKEN_OVER: 4409,
  /** The contracts are incompatible. */
  INCOMPATIBLE: 4426,
} as const;

/** How a socket ended. */
export interface CloseInfo {
  /** The code received, or 1005 without one, or 1006 when the connection was lost. */
  readonly code: number;
  readonly reason: string;
  /** Whether both sides said goodbye. */
  readonly wasClean: boolean;
  /** Who spoke of closing first. */
  readonly initiator: "local" | "remote";
}

/** Whether an endpoint may put this code into a close frame. */
export function isSendableCloseCode(code: number): boolean {
  if (!Number.isInteger(code)) return false;
  if (code >= 3000 && code <= 4999) return true;
  return code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code);
}

const MAX_REASON_BYTES = 123;

/** Cuts a close reason to the 123 bytes that fit a close frame, never inside a character. */
export function cutCloseReason(reason: string): string {
  const bytes = new TextEncoder().encode(reason);
  if (bytes.length <= MAX_REASON_BYTES) return reason;
  let end = MAX_REASON_BYTES;
  // A continuation byte (10xxxxxx) at the cut means that a character began before it.
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return new TextDecoder().decode(bytes.subarray(0, end));
}
