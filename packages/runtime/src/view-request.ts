import type { IncomingMessage } from "node:http";
import type { QueuedSocket } from "./socket/queued-socket.js";
import { HandshakeRequest } from "./upgrade/handshake-request.js";
import type { PathParams } from "./upgrade/route.js";

/** What a view is given: a web `Request`, the `:params` of its path, and its socket if it has one. */
export class ViewRequest extends HandshakeRequest {
  readonly params: PathParams;
  /** `null` when this is plain HTTP. */
  readonly websocket: QueuedSocket | null;

  constructor(message: IncomingMessage, params: PathParams, websocket: QueuedSocket | null) {
    super(message);
    this.params = params;
    this.websocket = websocket;
  }

  /** Whether this is a WebSocket; then `websocket` is there. */
  isWebSocket(): this is WebSocketRequest {
    return this.websocket !== null;
  }
}

/** A request whose handshake is done. */
export interface WebSocketRequest extends ViewRequest {
  readonly websocket: QueuedSocket;
}
