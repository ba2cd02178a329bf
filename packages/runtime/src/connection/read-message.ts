export interface AnyMessage {
  readonly type: string;
  readonly data: unknown;
}

/** The message that `send(type, data)` or `send({ type, data })` was given; plain JavaScript may pass anything. */
export function readMessage(message: string | AnyMessage, data: unknown): AnyMessage {
  return typeof message === "object" && message !== null ? message : { type: message, data };
}
