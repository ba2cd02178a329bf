import type { MessageWire, RawWire } from "@wsgen/protocol";
import { describe, expectTypeOf, test } from "vitest";
import { WebSocket as WsWebSocket } from "ws";
import {
  type ClientOptions,
  Connector,
  type ConnectOptions,
  type MessageClient,
  type RawClient,
} from "./codegen.js";

// As generated: interfaces, which have no index signature.
interface ToServer {
  say: { text: string };
  typing: { on: boolean };
}
interface FromServer {
  said: { from: string };
}
type ToServerMessage =
  | { type: "say"; data: ToServer["say"] }
  | { type: "typing"; data: ToServer["typing"] };
type FromServerMessage = { type: "said"; data: FromServer["said"] };
interface Params {
  room: string;
}
interface Query {
  lang?: "en" | "zh" | undefined;
}
type Chat = MessageClient<FromServer, FromServerMessage, ToServer, ToServerMessage>;
type Echo = RawClient<number, string>;

declare const chatWire: MessageWire<FromServer, ToServer>;
declare const echoWire: RawWire<number>;

interface Client {
  echo(options?: ConnectOptions): Echo;
  chat(options: ConnectOptions & { params: Params; query?: Query | undefined }): Chat;
}

function createClient(url: string | URL, options?: ClientOptions): Client {
  const connector = new Connector(url, options);
  return {
    echo: (connect) => connector.raw("/echo", echoWire, connect),
    chat: (connect) => connector.messages<Chat>("/rooms/:room", chatWire, connect),
  };
}

const client = createClient("ws://example.com");

describe("options", () => {
  test("take the WebSocket of ws and the browser's", () => {
    const call = expectTypeOf(createClient);
    call.toBeCallableWith("ws://example.com", { WebSocket: WsWebSocket });
    call.toBeCallableWith("ws://example.com", { WebSocket: globalThis.WebSocket });
    // @ts-expect-error no constructor of WebSockets
    createClient("ws://example.com", { WebSocket: Date });
  });

  test("take auth with or without a promise, and without a ticket", () => {
    const call = expectTypeOf(createClient);
    call.toBeCallableWith("ws://example.com", { auth: () => null });
    call.toBeCallableWith("ws://example.com", { auth: ({ reason }) => Promise.resolve(reason) });
    // @ts-expect-error a ticket is a string
    createClient("ws://example.com", { auth: () => 5 });
  });

  test("must be known", () => {
    // @ts-expect-error misspelt
    createClient("ws://example.com", { conectTimeout: 5 });
    // @ts-expect-error the endpoint has no params
    client.echo({ params: { room: "x" } });
    // @ts-expect-error params are required
    client.chat({});
    // @ts-expect-error another name
    client.chat({ params: { rom: "x" } });
    const params: Params = { room: "x" };
    expectTypeOf<Client["chat"]>().toBeCallableWith({
      params,
      query: { lang: "en" },
      signal: AbortSignal.timeout(5),
    });
  });
});

describe("an enveloped endpoint's client", () => {
  const chat = client.chat({ params: { room: "general" } });

  test("sends what the contract has", () => {
    expectTypeOf(chat.send("say", { text: "hi" })).toEqualTypeOf<Promise<void>>();
    void chat.send({ type: "typing", data: { on: true } });
    // @ts-expect-error no such message
    void chat.send("shout", { text: "hi" });
    // @ts-expect-error data of another message
    void chat.send("say", { on: true });
    // @ts-expect-error the server's message
    void chat.send("said", { from: "ann" });
    // @ts-expect-error data of another message
    void chat.send({ type: "say", data: { on: true } });
  });

  test("receives what the contract has", async () => {
    chat.on("said", (data) => expectTypeOf(data).toEqualTypeOf<{ from: string }>());
    chat.on("said", async () => {});
    // @ts-expect-error our own message
    chat.on("say", () => undefined);
    expectTypeOf(await chat.wait()).toEqualTypeOf<FromServerMessage | null>();
    expectTypeOf(chat.read()).toEqualTypeOf<FromServerMessage | null>();
    for await (const message of chat) expectTypeOf(message).toEqualTypeOf<FromServerMessage>();
  });
});

test("a raw endpoint's client has its two types", async () => {
  const echo = client.echo();
  void echo.send("text");
  // @ts-expect-error strings only
  void echo.send(5);
  echo.on("message", (message) => expectTypeOf(message).toEqualTypeOf<number>());
  // @ts-expect-error there is only "message"
  echo.on("messages", () => undefined);
  expectTypeOf(await echo.wait()).toEqualTypeOf<number | null>();
});

test("a client that only listens has nothing to send", () => {
  type Listening = MessageClient<FromServer, FromServerMessage, object, never>;
  expectTypeOf<Listening["send"]>().parameter(0).toEqualTypeOf<never>();
});
