import type { Frame } from "@wsgen/protocol";

/** What a WebSocket has to have: the part of the browser's interface that is used here. */
export interface WebSocketLike {
  binaryType: string;
  readonly bufferedAmount: number;
  readonly protocol: string;
  readonly readyState: number;
  addEventListener(type: "open" | "error", listener: () => void): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: "close", listener: (event: WebSocketCloseEvent) => void): void;
  send(data: Frame): void;
  close(code?: number, reason?: string): void;
  /** Stops reading. The browser's has none; that of `ws` does. */
  pause?(): void;
  resume?(): void;
  /** Cuts the connection without a word. */
  terminate?(): void;
}

interface WebSocketCloseEvent {
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;
}

export type WebSocketConstructor = new (url: string, protocols?: string[]) => WebSocketLike;

/**
 * The constructor to open sockets with.
 * @throws {TypeError} when none was given and there is no global one.
 */
export function findWebSocket(given: WebSocketConstructor | undefined): WebSocketConstructor {
  const found = given ?? (globalThis as { WebSocket?: WebSocketConstructor }).WebSocket;
  if (found !== undefined) return found;
  throw new TypeError('There is no global WebSocket; pass { WebSocket } from the package "ws".');
}
