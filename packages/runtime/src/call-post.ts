import type { IncomingMessage } from "node:http";
import { within } from "./deadline.js";
import type { CallingSocket } from "./rpc/call-types.js";
import type { HttpCalls, HttpCallsSetup } from "./rpc/http-calls.js";
import { whenClosed } from "./rpc/when-closed.js";
import { HandshakeRequest } from "./upgrade/handshake-request.js";
import { refuseOrigin } from "./upgrade/origin.js";
import { readBody } from "./upgrade/read-body.js";
import { somethingWrong, textResponse } from "./upgrade/write-response.js";

export interface CallPostSetup extends HttpCallsSetup {
  readonly calls: HttpCalls;
  /** Who asks and for what, or the refusal. */
  readonly identify: (request: HandshakeRequest) => Promise<CallingSocket | Response>;
}

/** Whether it is JSON-RPC over HTTP. */
export function isCallPost({ headers, method }: IncomingMessage): boolean {
  const type = headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  return method === "POST" && type === "application/json";
}

/** Answers it: judged as a handshake would be, then its calls (PROTOCOL.md, "HTTP"). */
export async function answerCallPost(
  message: IncomingMessage,
  setup: CallPostSetup,
): Promise<Response> {
  const { calls, options } = setup;
  const refusal = refuseOrigin(message, options.origins);
  if (refusal !== null) return refusal;
  const request = new HandshakeRequest(message);
  const caller = await identify(request, setup);
  if (caller instanceof Response) return caller;
  const body = await readBody(request, message, options.maxMessageBytes);
  if (body instanceof Response) return body;
  if (calls.busy) return textResponse(503, "Too many calls.", { "retry-after": "1" });
  const served = calls.answer(body, caller);
  const forget = whenClosed(message.socket, () => served.abort());
  void served.settled.then(forget);
  const response = await served.response;
  // A connection for this one request ends with its answer; notifications go on.
  if (!isPersistent(message)) forget();
  return respond(response, message.headers.origin);
}

/** Whether the client may send another request on its connection (RFC 9112, section 9.3). */
function isPersistent({ headers, httpVersion }: IncomingMessage): boolean {
  return httpVersion === "1.1" && !/\bclose\b/i.test(headers.connection ?? "");
}

async function identify(
  request: HandshakeRequest,
  { identify: judge, monitor, options, path }: CallPostSetup,
): Promise<CallingSocket | Response> {
  try {
    return await within(options.handshakeTimeout, judge(request), tooSlow);
  } catch (error) {
    monitor.report(error, { kind: "authenticate", path });
    return somethingWrong();
  }
}

/** An origin that got as far as this may read the answer. */
function respond(body: string | null, origin: string | undefined): Response {
  const headers = new Headers({ vary: "origin" });
  if (origin !== undefined) headers.set("access-control-allow-origin", origin);
  if (body === null) return new Response(null, { status: 204, headers });
  headers.set("content-type", "application/json");
  headers.set("content-length", String(Buffer.byteLength(body)));
  return new Response(body, { headers });
}

function tooSlow(): Response {
  return textResponse(503, "The request took too long to judge.", { "retry-after": "5" });
}
