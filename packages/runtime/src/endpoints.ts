import { SUBPROTOCOL } from "@wsgen/protocol";
import {
  type Authenticate,
  type EndpointContract,
  type EndpointHandler,
  EndpointRoute,
} from "./endpoint-route.js";
import { Monitor } from "./monitor.js";
import { resolveOptions, type ServerOptions } from "./options.js";
import { EndpointServer } from "./server.js";

/**
 * Serves the endpoints of a schema; generated `createServer` functions call it.
 * @throws {TypeError} when a handler is missing, or an option does not exist.
 */
export function createEndpointServer<Handlers extends object>(
  endpoints: { readonly [Name in keyof Handlers]: EndpointContract },
  handlers: { readonly [Name in keyof Handlers]: EndpointHandler },
  authenticate: Authenticate,
  options?: ServerOptions,
): EndpointServer {
  const resolved = resolveOptions(options);
  const monitor = new Monitor(resolved.onError);
  const handlerByName = new Map<string, EndpointHandler>(Object.entries(handlers));
  const routes = Object.entries<EndpointContract>(endpoints).map(([name, contract]) => {
    const handler = handlerByName.get(name);
    if (handler === undefined)
      throw new TypeError(
        `The endpoint "${name}" has no handler: pass it to createServer({ ${name}, ... }).`,
      );
    const setup = { options: resolved, monitor, path: contract.path };
    return new EndpointRoute(contract, handler, authenticate, setup);
  });
  return new EndpointServer(routes, {
    acceptAll: false,
    rejectStatus: 426,
    subprotocols: [SUBPROTOCOL],
    options: resolved,
    monitor,
  });
}
