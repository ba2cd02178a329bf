import type { IncomingMessage } from "node:http";
import type { ResolvedOptions } from "../options.js";
import { textResponse } from "./write-response.js";

/** The refusal of a page from an origin that is not allowed; `null` when it is, or when no browser asks. */
export function refuseOrigin(
  message: IncomingMessage,
  origins: ResolvedOptions["origins"],
): Response | null {
  if (isOriginAllowed(message, origins)) return null;
  return textResponse(
    403,
    `Pages from ${message.headers.origin} may not connect. Add that origin to the server's "origins" option to allow it.`,
  );
}

function isOriginAllowed(message: IncomingMessage, origins: ResolvedOptions["origins"]): boolean {
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
