/** What the page needs from a connection, whichever way it is made. */
export interface EchoLine {
  send(text: string): void;
  close(): void;
}

/** What a connection tells the page. */
export interface EchoEvents {
  opened(): void;
  received(text: string): void;
  closed(code: number, reason: string): void;
}
