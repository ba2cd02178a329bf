import { type IncomingMessage, ServerResponse, STATUS_CODES } from "node:http";
import { Readable } from "node:stream";
import type { Duplex } from "node:stream";
import { finished, pipeline } from "node:stream/promises";

/** Milliseconds that a refused peer has to close its side. */
const LINGER = 1_000;

type WebStream = Parameters<typeof Readable.fromWeb>[0];

/** A complete plain-text answer. */
export function textResponse(
  status: number,
  text: string,
  headers: Record<string, string> = {},
): Response {
  const body = `${text}\n`;
  return new Response(body, {
    status,
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "content-length": String(Buffer.byteLength(body)),
      ...headers,
    },
  });
}

/** The answer to what is our fault; says nothing of it. */
export function somethingWrong(): Response {
  return textResponse(500, "Something went wrong here.");
}

/**
 * Writes a web response to Node's; resolves when it is out, or when the peer is gone.
 * @throws {TypeError} {RangeError} before anything is written, for a response that was used already or is `Response.error()`.
 */
export async function writeResponse(target: ServerResponse, response: Response): Promise<void> {
  const { headers } = response;
  const stream: unknown = response.body;
  // Two type definitions of the same web stream: node's and the global one.
  const body = stream === null ? null : Readable.fromWeb(stream as WebStream);
  for (const [name, value] of headers) {
    if (name !== "set-cookie") target.setHeader(name, value);
  }
  // Beside a Connection header that is not its own, Node neither announces the end nor ends.
  const connection = headers.get("connection");
  if (connection !== null && !target.shouldKeepAlive) {
    target.setHeader("connection", `${connection}, close`);
  }
  const cookies = headers.getSetCookie();
  if (cookies.length > 0) target.setHeader("set-cookie", cookies);
  target.writeHead(response.status, response.statusText || STATUS_CODES[response.status]);
  if (body === null || target.req.method === "HEAD") {
    body?.destroy();
    target.end();
    await finished(target).catch(() => undefined);
    return;
  }
  // A body that fails half-way destroys the connection, which is how HTTP says "incomplete".
  await pipeline(body, target).catch(() => target.destroy());
}

/** Node's response on a connection that came as an upgrade and gets an ordinary HTTP answer after all. */
export function responseOn(message: IncomingMessage, socket: Duplex): ServerResponse {
  const target = new ServerResponse(message);
  target.shouldKeepAlive = false;
  // An upgrade hands over the net.Socket itself; only its type says Duplex.
  target.assignSocket(socket as Parameters<ServerResponse["assignSocket"]>[0]);
  socket.on("drain", () => target.emit("drain"));
  target.once("finish", () => {
    socket.end();
    // What the peer still sends is read and dropped: unread, it would reset the connection under the answer.
    socket.resume();
    const cut = setTimeout(() => socket.destroy(), LINGER);
    socket.once("close", () => clearTimeout(cut));
  });
  return target;
}
