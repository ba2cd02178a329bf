/** The WebSocket subprotocol that two wsgen peers agree on. */
export const SUBPROTOCOL = "wsgen.v1";

/** In a client's subprotocol list beside `SUBPROTOCOL`, never agreed on: its first frame asks for a session. */
export const SESSION_OFFER = "wsgen.session";

const TICKET_PREFIX = "wsgen.t.";

/** Puts a ticket into the form that may stand in a subprotocol list: `wsgen.t.` and base64url of its UTF-8. */
export function encodeTicket(ticket: string): string {
  const binary = Array.from(new TextEncoder().encode(ticket), (byte) => String.fromCharCode(byte));
  const base64 = btoa(binary.join(""));
  return TICKET_PREFIX + base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The ticket among the subprotocols that a client offers, or `null` when there is none that can be read. */
export function decodeTicket(protocols: readonly string[]): string | null {
  const offered = protocols.find((protocol) => protocol.startsWith(TICKET_PREFIX));
  if (offered === undefined) return null;
  const base64 = offered.slice(TICKET_PREFIX.length).replaceAll("-", "+").replaceAll("_", "/");
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
