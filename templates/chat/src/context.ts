import type { HandshakeRequest } from "@wsgen/runtime";

/** What every handler sees as `socket.context`. `user` is the subject for limits and sessions. */
export interface Context {
  readonly user: string;
}

/** Runs before every handshake: return the context, or a `Response` that refuses (for example with status 401). */
export function authenticate(request: HandshakeRequest): Context | Response {
  // The ticket is what the page's `auth` returned: here just a name, and we take the visitor's word for it.
  // In earnest it is a token, and this is where you check it.
  const user = request.ticket?.trim() ?? "";
  if (user === "" || user.length > 24) return new Response("Who are you?", { status: 401 });
  return { user };
}
