import { Monitor } from "./monitor.js";
import { resolveOptions, type ServerOptions } from "./options.js";
import { EndpointServer } from "./server.js";
import type { SocketSetup } from "./socket/base-socket.js";
import { QueuedSocket } from "./socket/queued-socket.js";
import type { EndpointMode } from "./upgrade/endpoint-mode.js";
import type { Route } from "./upgrade/route.js";
import { serveSocket } from "./connection/serve-socket.js";
import { ViewRequest, type WebSocketRequest } from "./view-request.js";

type ViewResult = Response | void | Promise<Response | void>;

/** Answers a request. With a socket it may return when it is done; the socket is closed then. */
export type View = (request: ViewRequest) => ViewResult;

/** A view that takes WebSockets. */
export interface WebSocketView {
  readonly mode: EndpointMode;
  readonly view: View;
}

export interface MiddlewareOptions extends ServerOptions {
  /** Views by path; `:name` stands for one segment and arrives in `request.params`. */
  readonly routes: Readonly<Record<string, View | WebSocketView>>;
  /** Take a WebSocket also at views that are neither `accept` nor `require`. Default false: they refuse it with 400. */
  readonly acceptAll?: boolean | undefined;
  /** The answer to plain HTTP at a `requireWebSocket` view. Default 426. */
  readonly rejectStatus?: 400 | 426 | undefined;
  /** Subprotocols that may be agreed on, preferred ones first. Default: none. */
  readonly subprotocols?: readonly string[] | undefined;
}

/** Marks a view as taking both plain HTTP and WebSockets on its path. */
export function acceptWebSocket(view: View): WebSocketView {
  return { mode: "accept", view };
}

/** Marks a view as taking WebSockets only; plain HTTP is answered with 426, and the view never sees it. */
export function requireWebSocket(
  view: (request: WebSocketRequest) => void | Promise<void>,
): WebSocketView {
  return {
    mode: "require",
    view: (request) => (request.isWebSocket() ? view(request) : undefined),
  };
}

/**
 * Serves views on the queued-socket API, without any generated code.
 * @throws {TypeError} for a path that is not one or is there twice, and for an option that does not exist.
 */
export function webSocketMiddleware(options: MiddlewareOptions): EndpointServer {
  const { acceptAll, rejectStatus, routes, subprotocols, ...rest } = options;
  const resolved = resolveOptions(rest);
  const monitor = new Monitor(resolved.onError);
  return new EndpointServer(
    Object.entries(routes).map(([path, view]) =>
      viewRoute(typeof view === "function" ? { mode: null, view } : view, {
        monitor,
        options: resolved,
        path,
      }),
    ),
    {
      acceptAll: acceptAll ?? false,
      rejectStatus: rejectStatus ?? 426,
      subprotocols: subprotocols ?? [],
      options: resolved,
      monitor,
    },
  );
}

function viewRoute(
  { mode, view }: { readonly mode: EndpointMode | null; readonly view: View },
  setup: SocketSetup,
): Route {
  return {
    path: setup.path,
    mode,
    async admit(message, params) {
      return (transport) => {
        const socket = new QueuedSocket(transport, setup);
        return serveSocket(socket, setup, () => view(new ViewRequest(message, params, socket)));
      };
    },
    async http(message, params) {
      const answer = await view(new ViewRequest(message, params, null));
      if (answer instanceof Response) return answer;
      throw new TypeError(
        `The view of ${setup.path} returned no Response for a plain HTTP request.`,
      );
    },
  };
}
