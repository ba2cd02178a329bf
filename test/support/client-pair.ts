import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import {
  type ClientOptions,
  Connector,
  type ConnectOptions,
  type MessageClient,
  type MessageWire,
  type RawClient,
  type RawWire,
} from "@wsgen/client/codegen";
import {
  chat,
  type ChatClientToServer,
  type ChatClientToServerMessage,
  type ChatServerToClient,
  type ChatServerToClientMessage,
  echo,
} from "./chat-wire.js";
import { type ScriptedPeer, ScriptedServer } from "./scripted-server.js";

export type ChatClient = MessageClient<
  ChatServerToClient,
  ChatServerToClientMessage,
  ChatClientToServer,
  ChatClientToServerMessage
>;

/** An error that reached `onError`, and where it came from. */
export interface Reported {
  readonly error: Error;
  readonly kind: string;
  readonly path: string;
}

export interface Pair<Client> {
  readonly client: Client;
  readonly peer: ScriptedPeer;
  readonly errors: Reported[];
}

/** A connector with `ws` that collects errors. */
export function connectorTo(
  url: string,
  options: ClientOptions = {},
): { connector: Connector; errors: Reported[] } {
  const errors: Reported[] = [];
  const connector = new Connector(url, {
    WebSocket,
    // What a test says of the connection is said of this one.
    reconnect: false,
    onError: (error, source) => errors.push({ error: error as Error, ...source }),
    ...options,
  });
  return { connector, errors };
}

/** A client of the chat endpoint that is closed when the test is over. */
export function openChat(
  connector: Connector,
  options: ConnectOptions & {
    room?: string;
    wire?: MessageWire<ChatServerToClient, ChatClientToServer>;
  } = {},
): ChatClient {
  const { room = "general", signal, wire = chat } = options;
  const client = connector.messages<ChatClient>("/rooms/:room", wire, {
    signal,
    params: { room },
  });
  onTestFinished(() => client.close());
  return client;
}

export function openRaw<In, Out>(connector: Connector, wire: RawWire<In>): RawClient<In, Out> {
  const client = connector.raw<In, Out>("/raw", wire);
  onTestFinished(() => client.close());
  return client;
}

/** Resolves when the socket is open. */
export function opened(client: Pick<ChatClient, "onStatus" | "status">): Promise<void> {
  if (client.status === "open") return Promise.resolve();
  return new Promise((resolve, reject) => {
    client.onStatus((status, why) => {
      if (status === "open") resolve();
      else reject(new Error(`${why?.code}: ${why?.reason}`));
    });
  });
}

/** An open chat client and the server's end of it. */
export async function chatPair(options: ClientOptions = {}): Promise<Pair<ChatClient>> {
  const server = await ScriptedServer.start();
  const { connector, errors } = connectorTo(server.url, options);
  const client = openChat(connector);
  const [peer] = await Promise.all([server.peer(), opened(client)]);
  return { client, errors, peer };
}

/** An open raw client and the server's end of it. */
export async function rawPair<In, Out>(
  wire: RawWire<In>,
  options: ClientOptions = {},
): Promise<Pair<RawClient<In, Out>>> {
  const server = await ScriptedServer.start();
  const { connector, errors } = connectorTo(server.url, options);
  const client = openRaw<In, Out>(connector, wire);
  const [peer] = await Promise.all([server.peer(), opened(client)]);
  return { client, errors, peer };
}

export function echoPair(options?: ClientOptions): Promise<Pair<RawClient<string, string>>> {
  return rawPair(echo, options);
}
