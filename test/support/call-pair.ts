import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import {
  type ClientOptions,
  Connector,
  type DuplexCall,
  type MessageClient,
  type MessageWire,
  type StreamCall,
  type UnaryCall,
  type UnaryHandler,
  type UploadCall,
} from "@wsgen/client/codegen";
import { fail, type Validator } from "@wsgen/protocol";
import type { Reported } from "./client-pair.js";
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

const number: Validator<number> = (value, path) =>
  typeof value === "number" ? value : fail(path, "a number", value);
const string: Validator<string> = (value, path) =>
  typeof value === "string" ? value : fail(path, "a string", value);
const boolean: Validator<boolean> = (value, path) =>
  typeof value === "boolean" ? value : fail(path, "a boolean", value);

function odd(value: unknown, path: string): { by: number } {
  if (typeof value !== "object" || value === null || !("by" in value)) {
    return fail(path, "an object", value);
  }
  return { by: number(value.by, `${path}.by`) };
}

const callWire: MessageWire<object, object, ToServer, ToClient> = {
  kind: "messages",
  clientToServer: {
    messages: {},
    calls: {
      double: { input: number, output: number, errors: { ODD: odd } },
      count: { input: number, items: number, output: string },
      total: { uploads: number, output: number },
      mirror: { uploads: number, items: number },
      refresh: {},
    },
  },
  serverToClient: {
    messages: {},
    calls: { confirm: { input: string, output: boolean, errors: { BUSY: number } } },
  },
};

/** A client with calls that is closed when the test is over, and the errors that reach its `onError`. */
export function callClient(
  url: string,
  options: ClientOptions & { signal?: AbortSignal } = {},
): { client: CallClient; errors: Reported[] } {
  const { signal, ...rest } = options;
  const errors: Reported[] = [];
  const connector = new Connector(url, {
    WebSocket,
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
