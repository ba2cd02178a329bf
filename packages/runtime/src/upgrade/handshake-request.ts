import type { IncomingMessage } from "node:http";
import { ReadableStream } from "node:stream/web";
import { decodeTicket } from "@wsgen/protocol";

/** A request as the web knows it, with what a handshake adds. A body is streamed, and read only if somebody asks for it. */
export class HandshakeRequest extends Request {
  /** What the client's `auth` returned, from the subprotocol list; `null` without one. */
  readonly ticket: string | null;
  /** The address at the other end of the connection, or an empty string when it is gone. */
  readonly remoteAddress: string;

  constructor(message: IncomingMessage) {
    super(requestUrl(message), requestInit(message));
    this.ticket = decodeTicket(offeredSubprotocols(message));
    this.remoteAddress = message.socket.remoteAddress ?? "";
  }
}

/** @throws {TypeError} when target or `Host` do not make a URL. */
export function requestUrl(message: IncomingMessage): URL {
  const target = message.url ?? "/";
  const scheme = "encrypted" in message.socket ? "https" : "http";
  // Joined as text: `new URL("//x", base)` would take x for a host.
  const url = target.startsWith("/")
    ? new URL(`${scheme}://${hostOf(message)}${target}`)
    : new URL(target);
  // A Request refuses a URL with credentials.
  url.username = "";
  url.password = "";
  return url;
}

/** Node lets an upgrade pass without `Host`; and a `Host` of `x/echo?` would choose the path. */
function hostOf({ headers, httpVersion }: IncomingMessage): string {
  const host = headers.host ?? (httpVersion === "1.0" ? "localhost" : "");
  if (host === "" || /[/?#@\\]/.test(host)) throw new TypeError(`"${host}" is no host.`);
  return host;
}

function requestInit(message: IncomingMessage): RequestInit {
  const method = message.method ?? "GET";
  const init = { method, headers: toHeaders(message) };
  if (method === "GET" || method === "HEAD") return init;
  // Reads nothing until asked, unlike `Readable.toWeb`: Node discards an unread body after the answer, but a
  // begun one would block the connection. And two type definitions of the same web stream: node's and the global one.
  const body = ReadableStream.from(message) as unknown as NonNullable<RequestInit["body"]>;
  const streamed: RequestInit & { duplex: "half" } = { ...init, body, duplex: "half" };
  return streamed;
}

function toHeaders(message: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    for (const one of Array.isArray(value) ? value : [value ?? ""]) headers.append(name, one);
  }
  return headers;
}

/** The subprotocols that a client offers. */
export function offeredSubprotocols(message: IncomingMessage): string[] {
  const header = message.headers["sec-websocket-protocol"] ?? "";
  return header.split(",").map((name) => name.trim());
}
