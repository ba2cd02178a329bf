import { type BoardOptions, createBoardServer, type GivenHandlers } from "./board-contract.js";
import { started, type StartedServer } from "./started-server.js";

export const JSON_TYPE = { "content-type": "application/json" };

export const ADD = { jsonrpc: "2.0", id: 1, method: "add", params: { a: 1, b: 2 } };

/** A started server of boards with these calls. */
export function servedCalls(
  calls: GivenHandlers["calls"] = {},
  options: BoardOptions = {},
): Promise<StartedServer> {
  return started(createBoardServer({ calls }, options));
}

/** Posts a JSON-RPC body to `api`; a string as it is. */
export function post(
  { url }: { readonly url: string },
  body: unknown,
  { path = "/api/b", headers = {} }: { path?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return fetch(url + path, { method: "POST", headers: { ...JSON_TYPE, ...headers }, body: text });
}
