import type { IncomingMessage } from "node:http";
import { within } from "../deadline.js";
import type { Monitor } from "../monitor.js";
import type { ErrorSource, ResolvedOptions } from "../options.js";
import { decideUpgrade } from "./decide-upgrade.js";
import { EndpointRouter, type Match } from "./endpoint-router.js";
import { requestUrl } from "./handshake-request.js";
import type { OpenConnection, Route } from "./route.js";
import { somethingWrong, textResponse } from "./write-response.js";

export interface GatewayPolicy {
  readonly options: ResolvedOptions;
  /** Take a WebSocket also where the route is neither `accept` nor `require`. */
  readonly acceptAll: boolean;
  /** The answer to plain HTTP in mode `require`. */
  readonly rejectStatus: 400 | 426;
}

/** Finds the route of a request and has it answered; what goes wrong on the way becomes an HTTP answer too. */
export class Gateway {
  readonly #policy: GatewayPolicy;
  readonly #monitor: Monitor;
  readonly #router = new EndpointRouter<Route>();

  constructor(routes: readonly Route[], policy: GatewayPolicy, monitor: Monitor) {
    this.#policy = policy;
    this.#monitor = monitor;
    for (const route of routes) this.#router.add(route.path, route);
  }

  /** Whether the path is one of ours. */
  owns(message: IncomingMessage): boolean {
    const match = this.#find(message);
    return match !== null && !(match instanceof Response);
  }

  /** The answer to plain HTTP. */
  async answer(message: IncomingMessage): Promise<Response> {
    const match = this.#find(message);
    if (match === null) return notFound();
    if (match instanceof Response) return match;
    const { params, target: route } = match;
    if (route.mode === "require") return this.#upgradeRequired();
    // The web's Request cannot hold these methods.
    if (/^(?:TRACE|TRACK|CONNECT)$/i.test(message.method ?? "")) {
      return textResponse(405, "This method is not served.");
    }
    try {
      return await route.http(message, params);
    } catch (error) {
      return this.#failed(error, { kind: "http", path: route.path });
    }
  }

  /** The answer to a WebSocket handshake: a refusal, or what to do with the open transport. */
  async admit(message: IncomingMessage): Promise<Response | OpenConnection> {
    const match = this.#find(message);
    if (match === null) return notFound();
    if (match instanceof Response) return match;
    const { params, target: route } = match;
    const { acceptAll, options } = this.#policy;
    const refusal = decideUpgrade(message, route.mode, { acceptAll, origins: options.origins });
    if (refusal !== null) return refusal;
    try {
      return await within(options.handshakeTimeout, route.admit(message, params), tooSlow);
    } catch (error) {
      return this.#failed(error, { kind: "authenticate", path: route.path });
    }
  }

  #find(message: IncomingMessage): Match<Route> | Response | null {
    try {
      return this.#router.match(requestUrl(message).pathname);
    } catch {
      return textResponse(400, "The request target or the Host header is not valid.");
    }
  }

  #upgradeRequired(): Response {
    const text = "This path speaks WebSocket only.";
    if (this.#policy.rejectStatus === 400) return textResponse(400, text);
    return textResponse(426, text, { upgrade: "websocket", connection: "Upgrade" });
  }

  #failed(error: unknown, source: ErrorSource): Response {
    this.#monitor.report(error, source);
    return somethingWrong();
  }
}

function notFound(): Response {
  return textResponse(404, "Nothing is here.");
}

function tooSlow(): Response {
  return textResponse(503, "The handshake took too long to judge.", { "retry-after": "5" });
}
