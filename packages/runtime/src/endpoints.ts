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
import { Sessions } from "./session/sessions.js";

/**
 * Serves the endpoints of a schema; generated `createServer` functions call it.
 * @throws {TypeError} when a handler is missing, or an option does not exist.
 */
export function createEndpointServer<
  Handlers extends object,
  Server extends EndpointServer = EndpointServer,
>(
  endpoints: { readonly [Name in keyof Handlers]: EndpointContract },
  handlers: { readonly [Name in keyof Handlers]: EndpointHandler },
  authenticate: Authenticate,
  options?: ServerOptions,
): Server {
  const resolved = resolveOptions(options);
  const monitor = new Monitor(resolved.onError);
  const sessions = resolved.sessionTtl === 0 ? null : new Sessions(resolved, monitor);
  const handlerByName = new Map<string, EndpointHandler>(Object.entries(handlers));
  const senders: Record<string, object> = {};
  const routes = Object.entries<EndpointContract>(endpoints).map(([name, contract]) => {
    const handler = handlerByName.get(name);
    if (handler === undefined)
      throw new TypeError(
        `The endpoint "${name}" has no handler: pass it to createServer({ ${name}, ... }).`,
      );
    const setup = { options: resolved, monitor, path: contract.path };
    const route = new EndpointRoute(contract, handler, authenticate, setup, sessions);
    senders[name] = route.sender;
    return route;
  });
  const server = new EndpointServer(routes, {
    acceptAll: false,
    rejectStatus: 426,
    subprotocols: [SUBPROTOCOL],
    options: resolved,
    monitor,
  });
  // The generated type has a member for each endpoint that sends something.
  return Object.assign(server, senders) as EndpointServer as Server;
}
