import type { HandshakeRequest } from "@wsgen/runtime";

/** What every handler sees as `socket.context`. `user` is the subject for limits and sessions. */
export interface Context {
  readonly user?: string;
}

/** Runs before every handshake: return the context, or a `Response` that refuses (for example with status 401). */
export function authenticate(
  _request: HandshakeRequest,
): Context | Response | Promise<Context | Response> {
  return {};
}
