import type { IncomingMessage } from "node:http";
import type { ResolvedOptions } from "../options.js";
import type { EndpointMode } from "./endpoint-mode.js";
import { refuseOrigin } from "./origin.js";
import { textResponse } from "./write-response.js";

/** Base64 of 16 bytes (RFC 6455, section 4.1). */
const KEY = /^[+/0-9A-Za-z]{22}==$/;

export interface UpgradePolicy {
  readonly origins: ResolvedOptions["origins"];
  /** Take a WebSocket also where the route is neither `accept` nor `require`. */
  readonly acceptAll: boolean;
}

/** Whether the request asks for a WebSocket, well-formed or not. */
export function isWebSocketUpgrade(message: IncomingMessage): boolean {
  return message.headers.upgrade?.toLowerCase() === "websocket";
}

/** Whether bytes follow the head; on a connection that came as an upgrade nothing reads them as a body. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return (headers["content-length"] ?? "0") !== "0" || headers["transfer-encoding"] !== undefined;
}

/** The refusal that a handshake deserves by its form, its origin or its path; `null` when there is none. */
export function decideUpgrade(
  message: IncomingMessage,
  mode: EndpointMode | null,
  policy: UpgradePolicy,
): Response | null {
  const { headers } = message;
  if (message.method !== "GET") {
    return textResponse(405, "A WebSocket handshake is a GET request.", { allow: "GET" });
  }
  if (headers["sec-websocket-version"] !== "13") {
    return textResponse(426, "Only version 13 of the WebSocket protocol is spoken here.", {
      "sec-websocket-version": "13",
      upgrade: "websocket",
      connection: "Upgrade",
    });
  }
  if (!KEY.test(headers["sec-websocket-key"]?.trim() ?? "")) {
    return textResponse(400, "Sec-WebSocket-Key must be 16 bytes in base64.");
  }
  if (hasBody(message)) return textResponse(400, "A WebSocket handshake has no body.");
  const refusal = refuseOrigin(message, policy.origins);
  if (refusal !== null) return refusal;
  if (mode === null && !policy.acceptAll) {
    return textResponse(400, "This path does not speak WebSocket.");
  }
  return null;
}
