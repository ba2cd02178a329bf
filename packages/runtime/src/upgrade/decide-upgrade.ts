import type { IncomingMessage } from "node:http";
import type { ResolvedOptions } from "../options.js";
import type { EndpointMode } from "./endpoint-mode.js";
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
  if (!isOriginAllowed(message, policy.origins)) {
    return textResponse(
      403,
      `Pages from ${headers.origin} may not connect. Add that origin to the server's "origins" option to allow it.`,
    );
  }
  if (mode === null && !policy.acceptAll) {
    return textResponse(400, "This path does not speak WebSocket.");
  }
  return null;
}

function isOriginAllowed(message: IncomingMessage, origins: UpgradePolicy["origins"]): boolean {
  const { host, origin } = message.headers;
  if (origins === "*" || origin === undefined) return true;
  if (origins !== null) return origins.includes(origin);
  // The scheme is left out: behind a proxy that ends TLS the server sees http where the page has https.
  return URL.canParse(origin) && new URL(origin).host === hostUnder(origin, host);
}

/** The host as a URL of the origin's scheme has it: without the default port, in lower case. */
function hostUnder(origin: string, host: string | undefined): string | null {
  const url = `${new URL(origin).protocol}//${host}`;
  return URL.canParse(url) ? new URL(url).host : null;
}
