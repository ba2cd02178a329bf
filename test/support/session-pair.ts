import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import {
  type ClientOptions,
  Connector,
  type DuplexCall,
  type MessageClient,
  type StreamCall,
  type UnaryCall,
  type UnaryHandler as ClientHandler,
  type UploadCall,
} from "@wsgen/client/codegen";
import type { Gap, Skew, Status } from "@wsgen/client";
import type { HandshakeRequest } from "@wsgen/runtime";
import {
  createEndpointServer,
  type DuplexHandler,
  type EndpointServer,
  type MessageEndpoint,
  type MessageSocket,
  type ServerOptions,
  type StreamHandler,
  type UnaryHandler,
  type UploadHandler,
} from "@wsgen/runtime/codegen";
import { number, text, wiresOf } from "./codecs.js";
import { FaultProxy } from "./fault-proxy.js";
import { started } from "./started-server.js";

// A real server and a real client with a network between them that can be cut, and a schema with calls of every kind.

interface Calls {
  /** `once`, by default. */
  count: { input: number; output: number; errors: object };
  look: { input: number; output: number; errors: object };
  put: { input: number; output: number; errors: object };
  items: { input: number; items: number; output: text; errors: object };
  sum: { input: void; uploads: number; output: number; errors: object };
  mirror: { input: void; uploads: number; items: number; output: void; errors: object };
}
type text = string;

interface ClientCalls {
  confirm: { input: string; output: string; errors: object };
}

interface Messages {
  note: number;
}

type Note = { type: "note"; data: number };

export interface Socket extends MessageSocket<Note, Messages, Note, { user?: string }> {
  readonly calls: { readonly confirm: UnaryCall<ClientCalls["confirm"]> };
}

export interface CallHandlers {
  count: UnaryHandler<Calls["count"], Socket>;
  look: UnaryHandler<Calls["look"], Socket>;
  put: UnaryHandler<Calls["put"], Socket>;
  items: StreamHandler<Calls["items"], Socket>;
  sum: UploadHandler<Calls["sum"], Socket>;
  mirror: DuplexHandler<Calls["mirror"], Socket>;
}

interface Handler {
  websocket(socket: Socket): Promise<void>;
  calls: CallHandlers;
}

export interface Client extends MessageClient<Messages, Note, Messages, Note> {
  readonly calls: {
    readonly count: UnaryCall<Calls["count"]>;
    readonly look: UnaryCall<Calls["look"]>;
    readonly put: UnaryCall<Calls["put"]>;
    readonly items: StreamCall<Calls["items"]>;
    readonly sum: UploadCall<Calls["sum"]>;
    readonly mirror: DuplexCall<Calls["mirror"]>;
  };
  handle(name: "confirm", handler: ClientHandler<ClientCalls["confirm"]>): () => void;
}

const wires = wiresOf<Messages, Messages, Calls, ClientCalls>(
  {
    messages: { note: number },
    calls: {
      count: { input: number, output: number },
      look: { input: number, output: number, effect: "safe" },
      put: { input: number, output: number, effect: "idempotent" },
      items: { input: number, items: number, output: text },
      sum: { uploads: number, output: number },
      mirror: { uploads: number, items: number },
    },
  },
  { messages: { note: number }, calls: { confirm: { input: text, output: text } } },
);

export interface SessionServer extends EndpointServer {
  readonly x: MessageEndpoint<Messages, Note>;
}

/** Handlers that answer with what they are given. */
const plainCalls: CallHandlers = {
  count: (value) => value,
  look: (value) => value,
  put: (value) => value,
  async *items(count) {
    for (let item = 0; item < count; item += 1) yield item;
    return "done";
  },
  async sum(_, { uploads }) {
    let sum = 0;
    for await (const upload of uploads) sum += upload;
    return sum;
  },
  async *mirror(_, { uploads }) {
    yield* uploads;
  },
};

export interface SessionServerSetup {
  readonly options?: ServerOptions;
  readonly authenticate?: (request: HandshakeRequest) => { user?: string } | Response;
  readonly websocket?: (socket: Socket) => Promise<void>;
  readonly calls?: Partial<CallHandlers>;
  readonly contract?: {
    readonly hash: string;
    readonly past: Readonly<Record<string, "compatible" | "breaking">>;
  };
}

/** A server, and every socket that its handler was given. */
export interface SessionRig {
  readonly server: SessionServer;
  readonly port: number;
  readonly proxy: FaultProxy;
  readonly sockets: Socket[];
  /** What the handler has read, in order. */
  readonly notes: number[];
}

export async function sessionRig(setup: SessionServerSetup = {}): Promise<SessionRig> {
  const sockets: Socket[] = [];
  const notes: number[] = [];
  const readAll = async (socket: Socket): Promise<void> => {
    for await (const { data } of socket) notes.push(data);
  };
  const { server, port } = await startedSessions(setup, (socket) => {
    sockets.push(socket);
    return (setup.websocket ?? readAll)(socket);
  });
  return { server, port, proxy: await FaultProxy.start(port), sockets, notes };
}

async function startedSessions(
  { authenticate = () => ({}), calls, contract, options }: SessionServerSetup,
  websocket: Handler["websocket"],
): Promise<{ server: SessionServer; port: number }> {
  const server = createEndpointServer<{ x: Handler }, SessionServer>(
    { x: { mode: "require", path: "/x", wire: wires.server, ...(contract && { contract }) } },
    { x: { websocket, calls: { ...plainCalls, ...calls } } },
    authenticate,
    { onError: () => undefined, ...options },
  );
  const { port } = await started(server);
  return { server, port };
}

/** A client, and what it has told its application. */
export interface SessionClient {
  readonly client: Client;
  readonly statuses: Status[];
  readonly gaps: Gap[];
  readonly skews: Skew[];
  readonly notes: number[];
  readonly errors: unknown[];
}

export function sessionClient(
  url: string,
  options: ClientOptions & { contract?: string; listens?: boolean } = {},
): SessionClient {
  const { contract, listens = true, ...rest } = options;
  const errors: unknown[] = [];
  const client = new Connector(url, {
    WebSocket,
    onError: (error) => errors.push(error),
    reconnectDelay: 200,
    ...rest,
  }).messages<Client>("/x", wires.client, {}, contract);
  onTestFinished(() => client.close());
  const seen: Omit<SessionClient, "client"> = {
    statuses: [],
    gaps: [],
    skews: [],
    notes: [],
    errors,
  };
  client.onStatus((status) => seen.statuses.push(status));
  client.onGap((gap) => seen.gaps.push(gap));
  client.onSkew((skew) => seen.skews.push(skew));
  if (listens) client.on("note", (note) => seen.notes.push(note));
  return { client, ...seen };
}

/** Resolves when the client is at this point of its life. */
export function reached(
  client: Pick<Client, "onStatus" | "status">,
  status: Status,
): Promise<void> {
  if (client.status === status) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = client.onStatus((now) => {
      if (now !== status) return;
      stop();
      resolve();
    });
  });
}
