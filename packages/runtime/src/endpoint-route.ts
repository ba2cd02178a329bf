import type { IncomingMessage } from "node:http";
import {
  type ContractVerdict,
  type Decoder,
  decodeValue,
  type MessageWire,
  type RawWire,
  SESSION_OFFER,
  ValidationError,
} from "@wsgen/protocol";
import { answerCallPost, isCallPost } from "./call-post.js";
import type { EndpointRequest } from "./connection/endpoint-socket.js";
import { MessageEndpoint } from "./connection/message-endpoint.js";
import { RawEndpoint } from "./connection/raw-endpoint.js";
import { serveSocket } from "./connection/serve-socket.js";
import type { Opened } from "./connection/served-socket.js";
import { within } from "./deadline.js";
import type { Handlers } from "./rpc/call-handlers.js";
import { FinishingCalls } from "./rpc/finishing-calls.js";
import type { SocketSetup } from "./socket/base-socket.js";
import type { Transport } from "./socket/transport.js";
import type { EndpointMode } from "./upgrade/endpoint-mode.js";
import { subjectOf } from "./session/subject.js";
import type { Sessions, Visitor } from "./session/sessions.js";
import { HandshakeRequest, offeredSubprotocols } from "./upgrade/handshake-request.js";
import type { Connection, OpenConnection, PathParams, Route } from "./upgrade/route.js";
import { textResponse } from "./upgrade/write-response.js";

/** One endpoint as generated code describes it. */
export interface EndpointContract {
  readonly mode: EndpointMode;
  readonly path: string;
  readonly wire: RawWire<unknown> | MessageWire<object, object>;
  readonly params?: Decoder<object>;
  readonly query?: Decoder<object>;
  /** Where the schema has releases: the contract's fingerprint, and how those of releases go with it. */
  readonly contract?: {
    readonly hash: string;
    readonly past: Readonly<Record<string, "compatible" | "breaking" | "unknown">>;
  };
}

/** What generated code lets through the compiler as a handler; `never` because only it knows socket, input and call. */
export interface EndpointHandler {
  readonly http?: ((request: Request) => Response | Promise<Response>) | undefined;
  websocket?(socket: never): void | Promise<void>;
  readonly calls?: object;
}

/** A user's `authenticate`. */
export type Authenticate = (
  request: HandshakeRequest,
) => object | Response | Promise<object | Response>;

/** Leads from a request to a handler: parameters, query, `authenticate`, then a socket, a call over HTTP, or `http`. */
export class EndpointRoute implements Route {
  readonly path: string;
  readonly mode: EndpointMode;
  readonly #contract: EndpointContract;
  readonly #handler: EndpointHandler;
  readonly #authenticate: Authenticate;
  readonly #setup: SocketSetup;
  readonly #sessions: Sessions | null;
  readonly #endpoint: RawEndpoint | MessageEndpoint;

  /** @throws {TypeError} when the handler of a call is missing. */
  constructor(
    contract: EndpointContract,
    handler: EndpointHandler,
    authenticate: Authenticate,
    setup: SocketSetup,
    sessions: Sessions | null,
  ) {
    this.path = contract.path;
    this.mode = contract.mode;
    this.#contract = contract;
    this.#handler = handler;
    this.#authenticate = authenticate;
    this.#setup = setup;
    this.#sessions = sessions;
    const { wire } = contract;
    this.#endpoint =
      wire.kind === "raw"
        ? new RawEndpoint(wire, setup)
        : new MessageEndpoint(wire, handler.calls as Handlers | undefined, setup);
  }

  /** What `server.<endpoint>` is. */
  get sender(): object {
    return this.#endpoint.sender;
  }

  async admit(message: IncomingMessage, params: PathParams): Promise<Response | OpenConnection> {
    const opened = await this.#identify(new HandshakeRequest(message), params);
    if (opened instanceof Response) return opened;
    const sessions = offeredSubprotocols(message).includes(SESSION_OFFER) ? this.#sessions : null;
    // Frames of raw endpoints hold just a value: there is nothing to number them by.
    if (sessions === null || this.#contract.wire.kind === "raw") {
      return (transport) => this.#serve(transport, opened);
    }
    return (transport) => sessions.greet(transport, this.#visitor(opened));
  }

  async http(message: IncomingMessage, params: PathParams): Promise<Response> {
    const calls = "httpCalls" in this.#endpoint ? this.#endpoint.httpCalls : null;
    if (calls !== null && isCallPost(message)) {
      return answerCallPost(message, {
        ...this.#setup,
        calls,
        identify: (request) => this.#identify(request, params),
      });
    }
    const answer = await this.#handler.http?.(new HandshakeRequest(message));
    if (answer instanceof Response) return answer;
    throw new TypeError(
      `The handler of ${this.path} returned no Response for a plain HTTP request.`,
    );
  }

  #serve(transport: Transport, opened: Opened): Connection {
    const socket = this.#endpoint.open(transport, opened);
    const handler = this.#handler;
    // The generated handler type and this socket come from the same schema.
    const run = (): unknown =>
      handler.websocket === undefined ? socket.closed : handler.websocket(socket as never);
    if (!("finishCalls" in socket)) return serveSocket(socket, this.#setup, run);
    const calls = new FinishingCalls(socket);
    const { finishTimeout } = this.#setup.options;
    const finish = (): Promise<void> => within(finishTimeout, calls.finish(), () => undefined);
    const connection = serveSocket(socket, this.#setup, run, finish);
    return { ...connection, close: (code, reason) => calls.close(code, reason) };
  }

  #visitor(opened: Opened): Visitor {
    return {
      subject: JSON.stringify([opened.request.url, subjectOf(opened.context)]),
      judge: (hash) => this.#judge(hash),
      begin: (transport, skew) => this.#serve(transport, { ...opened, skew }),
    };
  }

  #judge(hash: string | undefined): ContractVerdict {
    const { contract } = this.#contract;
    if (contract === undefined || hash === undefined) return "unknown";
    if (hash === contract.hash) return "same";
    const verdict = Object.hasOwn(contract.past, hash) ? contract.past[hash] : undefined;
    return verdict === "breaking" ? "incompatible" : (verdict ?? "unknown");
  }

  /** Who asks and for what, or the refusal. */
  async #identify(request: HandshakeRequest, params: PathParams): Promise<Opened | Response> {
    const located = this.#locate(request, params);
    if (located instanceof Response) return located;
    const context = await this.#authenticate(request);
    return context instanceof Response ? context : { context, request: located, skew: null };
  }

  /** Parameters and query as the schema has them, or the refusal that says what is wrong with them. */
  #locate(
    request: HandshakeRequest,
    params: PathParams,
  ): EndpointRequest<unknown, unknown> | Response {
    const { headers, remoteAddress, url } = request;
    const { params: decodeParams, query: decodeQuery } = this.#contract;
    try {
      return {
        params: decodeParams === undefined ? {} : decodeValue(decodeParams, params, "params"),
        query: decodeQuery === undefined ? {} : decodeValue(decodeQuery, readQuery(url), "query"),
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
