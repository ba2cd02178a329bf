import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { hasBody } from "./decide-upgrade.js";
import { responseOn, textResponse, writeResponse } from "./write-response.js";

/**
 * Makes an upgrade to something unknown the ordinary request that it is without one (RFC 9110, section 7.8):
 * curl offers h2c. `serve` answers it on a response over its connection.
 */
export function ignoreUpgrade(
  message: IncomingMessage,
  socket: Duplex,
  serve: (response: ServerResponse) => void,
): void {
  socket.on("error", () => socket.destroy());
  const response = responseOn(message, socket);
  if (!hasBody(message)) return serve(response);
  // After an upgrade Node parses no more: whoever read the body would wait for ever.
  const text = "A request with a body cannot ask for this upgrade; send it without.";
  void writeResponse(response, textResponse(400, text));
}
