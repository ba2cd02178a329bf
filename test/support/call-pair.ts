import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import {
  type ClientOptions,
  Connector,
  type DuplexCall,
  type MessageClient,
  type StreamCall,
  type UnaryCall,
  type UnaryHandler,
  type UploadCall,
} from "@wsgen/client/codegen";
import type { Reported } from "./client-pair.js";
import { boolean, number, object, text, wiresOf } from "./codecs.js";
import { type ScriptedPeer, ScriptedServer } from "./scripted-server.js";

export interface ToServer {
  double: { input: number; output: number; errors: { ODD: { by: number } } };
  count: { input: number; items: number; output: string; errors: object };
  total: { input: void; uploads: number; output: number; errors: object };
  mirror: { input: void; uploads: number; items: number; output: void; errors: object };
  refresh: { input: void; output: void; errors: object };
}

export interface ToClient {
  confirm: { input: string; output: boolean; errors: { BUSY: number } };
}

/** A client as the generator would type it. */
export interface CallClient extends MessageClient<object, never, object, never> {
  readonly calls: {
    readonly double: UnaryCall<ToServer["double"]>;
    readonly count: StreamCall<ToServer["count"]>;
    readonly total: UploadCall<ToServer["total"]>;
    readonly mirror: DuplexCall<ToServer["mirror"]>;
    readonly refresh: UnaryCall<ToServer["refresh"]>;
  };
  handle(name: "confirm", handler: UnaryHandler<ToClient["confirm"]>): () => void;
}

const { client: callWire } = wiresOf<object, object, ToServer, ToClient>(
  {
    messages: {},
    calls: {
      double: { input: number, output: number, errors: { ODD: object({ by: number }) } },
      count: { input: number, items: number, output: text },
      total: { uploads: number, output: number },
      mirror: { uploads: number, items: number },
      refresh: {},
    },
  },
  {
    messages: {},
    calls: { confirm: { input: text, output: boolean, errors: { BUSY: number } } },
  },
);

/** A client with calls that is closed when the test is over, and the errors that reach its `onError`. */
export function callClient(
  url: string,
  options: ClientOptions & { signal?: AbortSignal } = {},
): { client: CallClient; errors: Reported[] } {
  const { signal, ...rest } = options;
  const errors: Reported[] = [];
  const connector = new Connector(url, {
    WebSocket,
    // What a test says of the connection is said of this one.
    reconnect: false,
    onError: (error, source) => errors.push({ error: error as Error, ...source }),
    ...rest,
  });
  const client = connector.messages<CallClient>("/calls", callWire, { signal });
  onTestFinished(() => client.close());
  return { client, errors };
}

/** A client with calls, and the server's end of it, which does what the test tells it. */
export async function callPair(
  options: ClientOptions = {},
): Promise<{ client: CallClient; errors: Reported[]; peer: ScriptedPeer }> {
  const server = await ScriptedServer.start();
  const pair = callClient(server.url, options);
  return { ...pair, peer: await server.peer() };
}
