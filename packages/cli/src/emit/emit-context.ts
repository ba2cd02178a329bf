import { RUNTIME_TYPES } from "./runtime-symbols.js";
import { SourceFile } from "./source-file.js";

/** Emits the context file as it is first written; from then on it is the user's. */
export function emitContext(path: string): SourceFile {
  const file = new SourceFile(path, ["Context", "authenticate"]);
  const request = file.type(RUNTIME_TYPES, "HandshakeRequest");
  file.add(`/** What every handler sees as \`socket.context\`. \`user\` is the subject for limits and sessions. */
export interface Context {
  readonly user?: string;
}`);
  file.add(`/**
 * Runs before every handshake: return the context, or a \`Response\` that refuses
 * (for example with status 401).
 */
export function authenticate(
  _request: ${request},
): Context | Response | Promise<Context | Response> {
  return {};
}`);
  return file;
}
