import type { IncomingMessage } from "node:http";
import { type MessageWire, type RawWire, ValidationError, type Validator } from "@wsgen/protocol";
import type { EndpointRequest } from "./connection/endpoint-socket.js";
import { MessageEndpointSocket } from "./connection/message-endpoint-socket.js";
import { RawEndpointSocket } from "./connection/raw-endpoint-socket.js";
import { serveSocket } from "./connection/serve-socket.js";
import type { SocketSetup } from "./socket/base-socket.js";
import type { Transport } from "./socket/transport.js";
import type { EndpointMode } from "./upgrade/endpoint-mode.js";
import { HandshakeRequest } from "./upgrade/handshake-request.js";
import type { OpenConnection, PathParams, Route } from "./upgrade/route.js";
import { textResponse } from "./upgrade/write-response.js";

/** One endpoint as generated code describes it. */
export interface EndpointContract {
  readonly mode: EndpointMode;
  readonly path: string;
  readonly wire: RawWire<unknown, unknown> | MessageWire<object, object>;
  readonly params?: Validator<object>;
  readonly query?: Validator<object>;
}

/** What generated code lets through the compiler as a handler; `never` because only it knows the socket's type. */
export interface EndpointHandler {
  readonly http?: ((request: Request) => Response | Promise<Response>) | undefined;
  websocket?(socket: never): void | Promise<void>;
}

/** A user's `authenticate`. */
export type Authenticate = (
  request: HandshakeRequest,
) => object | Response | Promise<object | Response>;

interface Opened {
  readonly context: unknown;
  readonly request: EndpointRequest<unknown, unknown>;
}

/** Leads from a handshake to a handler: parameters, query, `authenticate`, then the socket that the wire asks for. */
export class EndpointRoute implements Route {
  readonly path: string;
  readonly mode: EndpointMode;
  readonly #contract: EndpointContract;
  readonly #handler: EndpointHandler;
  readonly #authenticate: Authenticate;
  readonly #setup: SocketSetup;
  readonly #createSocket: (transport: Transport, opened: Opened) => AnySocket;

  constructor(
    contract: EndpointContract,
    handler: EndpointHandler,
    authenticate: Authenticate,
    setup: SocketSetup,
  ) {
    this.path = contract.path;
    this.mode = contract.mode;
    this.#contract = contract;
    this.#handler = handler;
    this.#authenticate = authenticate;
    this.#setup = setup;
    this.#createSocket = socketFactory(contract.wire, setup);
  }

  async admit(message: IncomingMessage, params: PathParams): Promise<Response | OpenConnection> {
    const request = new HandshakeRequest(message);
    const located = this.#locate(request, params);
    if (located instanceof Response) return located;
    const context = await this.#authenticate(request);
    if (context instanceof Response) return context;
    return (transport) => {
      const socket = this.#createSocket(transport, { context, request: located });
      // The generated handler type and this socket come from the same schema.
      const run = () => this.#handler.websocket?.(socket as never);
      return serveSocket(socket, this.#setup, this.#handler.websocket ? run : () => socket.closed);
    };
  }

  async http(message: IncomingMessage): Promise<Response> {
    const answer = await this.#handler.http?.(new HandshakeRequest(message));
    if (answer instanceof Response) return answer;
    throw new TypeError(
      `The handler of ${this.path} returned no Response for a plain HTTP request.`,
    );
  }

  /** Parameters and query as the schema has them, or the refusal that says what is wrong with them. */
  #locate(
    request: HandshakeRequest,
    params: PathParams,
  ): EndpointRequest<unknown, unknown> | Response {
    const { headers, remoteAddress, url } = request;
    const { params: validateParams, query: validateQuery } = this.#contract;
    try {
      return {
        params: validateParams?.(params, "params") ?? {},
        query: validateQuery?.(readQuery(url), "query") ?? {},
        headers,
        url,
        remoteAddress,
      };
    } catch (error) {
      if (error instanceof ValidationError) return textResponse(400, error.message);
      throw error;
    }
  }
}

type AnySocket = RawEndpointSocket | MessageEndpointSocket;

function socketFactory(
  wire: EndpointContract["wire"],
  setup: SocketSetup,
): (transport: Transport, opened: Opened) => AnySocket {
  if (wire.kind === "raw") {
    return (transport, opened) => new RawEndpointSocket(transport, setup, wire, opened);
  }
  const tables = {
    clientToServer: new Map<string, Validator<unknown>>(Object.entries(wire.clientToServer)),
    serverToClient: new Map<string, Validator<unknown>>(Object.entries(wire.serverToClient)),
  };
  return (transport, opened) => new MessageEndpointSocket(transport, setup, tables, opened);
}

/** Query values by name; a name that is there more than once has them all. */
function readQuery(url: string): Record<string, string | string[]> {
  const { searchParams } = new URL(url);
  const names = new Set(searchParams.keys());
  return Object.fromEntries(
    [...names].map((name) => {
      const values = searchParams.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}
