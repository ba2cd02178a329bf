import { onTestFinished } from "vitest";
import {
  type Address,
  type EndpointServer,
  type MiddlewareOptions,
  type ServerOptions,
  webSocketMiddleware,
} from "@wsgen/runtime";

export type OnError = NonNullable<ServerOptions["onError"]>;

export interface StartedServer extends Address {
  readonly server: EndpointServer;
}

/** Listens on a free port of 127.0.0.1 until the test is over. */
export async function started(server: EndpointServer): Promise<StartedServer> {
  onTestFinished(() => server.close({ drain: 0 }));
  return { server, ...(await server.listen(0, "127.0.0.1")) };
}

/** A server of views; errors that reach `onError` fail nothing by themselves. */
export function startedViews(
  routes: MiddlewareOptions["routes"],
  options: Omit<MiddlewareOptions, "routes"> = {},
): Promise<StartedServer> {
  return started(webSocketMiddleware({ routes, ...options }));
}
