import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import {
  Connector,
  type DuplexCall,
  type MessageClient,
  type StreamCall,
  type UnaryCall,
  type UnaryHandler,
  type UploadCall,
} from "@wsgen/client/codegen";
import {
  createEndpointServer,
  type DuplexHandler,
  type MessageSocket,
  type StreamHandler,
  type UnaryCall as ClientCall,
  type UnaryHandler as ServerHandler,
  type UploadHandler,
} from "@wsgen/runtime/codegen";
import { deferred } from "../support/deferred.js";
import { ScriptedServer } from "../support/scripted-server.js";
import { started } from "../support/started-server.js";
import { WsPeer } from "../support/ws-peer.js";
import {
  type ClientToServerCalls as Calls,
  type ServerToClientCalls,
  wires,
} from "./transcript-contract.js";
import { loadTranscripts, protocolFolder, type Step, type Transcript } from "./transcripts.js";

interface Said {
  from: string;
  text: string;
}

interface Socket extends MessageSocket<
  { type: "say"; data: { text: string } },
  { said: Said },
  { type: "said"; data: Said },
  object
> {
  readonly calls: { readonly confirm: ClientCall<ServerToClientCalls["confirm"]> };
}

interface Handler {
  websocket(socket: Socket): Promise<void>;
  calls: {
    history: ServerHandler<Calls["history"], Socket>;
    count: StreamHandler<Calls["count"], Socket>;
    sleep: ServerHandler<Calls["sleep"], Socket>;
    upload: UploadHandler<Calls["upload"], Socket>;
    shout: DuplexHandler<Calls["shout"], Socket>;
    clear: ServerHandler<Calls["clear"], Socket>;
  };
}

const handler: Handler = {
  async websocket(socket) {
    for await (const { data } of socket) await socket.send("said", { from: "server", ...data });
  },
  calls: {
    async history({ limit }, call) {
      if (limit === 0) throw call.error("NOT_A_MEMBER", { room: "general" });
      if (limit === 13) throw new Error("no caller sees this");
      return [
        { from: "ann", text: "hi" },
        { from: "bob", text: "ho" },
      ].slice(0, limit);
    },
    async *count({ to }) {
      for (let number = 1; number <= to; number += 1) yield number;
      return to;
    },
    sleep: (_input, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason as Error));
      }),
    async upload(_input, { uploads }) {
      let size = 0;
      for await (const part of uploads) size += part.length;
      return { size };
    },
    async *shout(_input, { uploads }) {
      for await (const word of uploads) yield word.toUpperCase();
    },
    async clear(_input, { socket }) {
      return socket.calls.confirm({ question: "Sure?" }).catch(() => false);
    },
  },
};

interface Chat extends MessageClient<
  { said: Said },
  { type: "said"; data: Said },
  { say: { text: string } },
  { type: "say"; data: { text: string } }
> {
  readonly calls: {
    readonly history: UnaryCall<Calls["history"]>;
    readonly count: StreamCall<Calls["count"]>;
    readonly sleep: UnaryCall<Calls["sleep"]>;
    readonly upload: UploadCall<Calls["upload"]>;
    readonly shout: DuplexCall<Calls["shout"]>;
    readonly clear: UnaryCall<Calls["clear"]>;
  };
  handle(name: "confirm", answer: UnaryHandler<ServerToClientCalls["confirm"]>): () => void;
}

const transcripts = loadTranscripts();

function framesOf(side: Step["from"], steps: readonly Step[]): unknown[] {
  return steps.filter(({ from }) => from === side).map(({ frame }) => frame);
}

test("there are transcripts, and PROTOCOL.md shows every one of them as it is replayed", () => {
  const document = readFileSync(join(protocolFolder, "PROTOCOL.md"), "utf8");
  const shown = [...document.matchAll(/^### (.*)\n\n```text\n([^]*?)\n```$/gm)];
  expect(shown.map(([, title, text]) => ({ title, text }))).toEqual(
    transcripts.map(({ text, title }) => ({ title, text })),
  );
  expect(transcripts.length).toBeGreaterThan(10);
});

test.each(transcripts)("the runtime answers as in: $title", async ({ peer: kind, steps }) => {
  const { server, url } = await started(
    createEndpointServer<{ chat: Handler }>(
      { chat: { mode: "require", path: "/chat", wire: wires.server } },
      { chat: handler },
      () => ({}),
      { onError: () => undefined },
    ),
  );
  const peer = await WsPeer.open(
    `${url}/chat`,
    kind === "wsgen" ? { subprotocols: ["wsgen.v1"] } : {},
  );
  const heard: unknown[] = [];
  for (const { frame, from } of steps) {
    if (from === "client") peer.send(JSON.stringify(frame));
    else heard.push(await peer.nextJson());
  }
  expect(heard).toEqual(framesOf("server", steps));
  // Nothing comes after the last frame of the transcript but the answer to this.
  peer.send(JSON.stringify({ id: "last", method: "history", params: { limit: 0 } }));
  expect(await peer.nextJson()).toMatchObject({ id: "last" });
  expect(server.stats().connections).toBe(1);
});

/** What a program does for a client to send the frames of a transcript, and what it then sees. */
const programs: Readonly<Record<string, (chat: Chat) => Promise<void>>> = {
  async message(chat) {
    await chat.send("say", { text: "hi" });
    expect(await chat.wait()).toEqual({ type: "said", data: { from: "server", text: "hi" } });
  },
  async call(chat) {
    expect(await chat.calls.history({ limit: 2 })).toEqual([
      { from: "ann", text: "hi" },
      { from: "bob", text: "ho" },
    ]);
  },
  async "declared-error"(chat) {
    const error: unknown = await chat.calls
      .history({ limit: 0 })
      .catch((reason: unknown) => reason);
    if (!chat.calls.history.isError(error, "NOT_A_MEMBER")) throw error;
    expect(error.data.room).toBe("general");
  },
  async failure(chat) {
    await expect(chat.calls.history({ limit: 13 })).rejects.toMatchObject({ code: "INTERNAL" });
  },
  async items(chat) {
    expect(await collect(chat, 3)).toEqual([1, 2, 3, 3]);
  },
  async credit(chat) {
    expect(await collect(chat, 40)).toHaveLength(41);
  },
  async cancel(chat) {
    const aborter = new AbortController();
    const sleeping = chat.calls.sleep(undefined, { signal: aborter.signal });
    aborter.abort(new Error("enough"));
    await expect(sleeping).rejects.toThrow("enough");
  },
  async leave(chat) {
    const items = chat.calls.count({ to: 1_000_000 });
    expect(await items.next()).toEqual({ done: false, value: 1 });
    await items.return?.();
    await expect(items.result).rejects.toMatchObject({ code: "CANCELLED" });
  },
  async uploads(chat) {
    const { result } = chat.calls.upload({ name: "a.txt" }, { uploads: ["ab", "cde"] });
    expect(await result).toEqual({ size: 5 });
  },
  async "both-ways"(chat) {
    const answered = deferred<void>();
    async function* words(): AsyncGenerator<string> {
      yield "hi";
      await answered.promise;
    }
    const heard: string[] = [];
    for await (const word of chat.calls.shout(undefined, { uploads: words() })) {
      heard.push(word);
      answered.resolve(undefined);
    }
    expect(heard).toEqual(["HI"]);
  },
  async "server-calls"(chat) {
    chat.handle("confirm", ({ question }) => question === "Sure?");
    expect(await chat.calls.clear()).toBe(true);
  },
  async "nobody-answers"(chat) {
    expect(await chat.calls.clear()).toBe(false);
  },
};

async function collect(chat: Chat, to: number): Promise<number[]> {
  const items: number[] = [];
  const stream = chat.calls.count({ to });
  for await (const item of stream) items.push(item);
  return [...items, await stream.result];
}

/** The client speaks neither as a plain peer, nor what does not fit, nor of sessions yet. */
const others = new Set(["no-session", "misfits", "plain", "batch"]);

describe("the client", () => {
  const replayed = transcripts.filter(({ name }) => !others.has(name));

  test("has a program for each transcript that a client of ours can be in", () => {
    expect(Object.keys(programs)).toEqual(replayed.map(({ name }) => name));
  });

  test.each(replayed)("sends and sees as in: $title", async ({ name, steps }: Transcript) => {
    const server = await ScriptedServer.start();
    const chat = new Connector(server.url, { WebSocket, reconnect: false }).messages<Chat>(
      "/chat",
      wires.client,
    );
    const peer = await server.peer();
    const program = programs[name]?.(chat);
    const heard: unknown[] = [];
    for (const { frame, from } of steps) {
      if (from === "server") peer.send(JSON.stringify(frame));
      else heard.push(await peer.nextJson());
    }
    expect(heard).toEqual(framesOf("client", steps));
    await program;
    await chat.close();
  });
});
