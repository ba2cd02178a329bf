export interface Violation {
  /** Completes "the compiler refuses ...". */
  readonly name: string;
  readonly side: "server" | "client";
  /** The line that must not compile ends in a comment with the error's code, or those of several compilers. */
  readonly source: string;
}

/** What a compiler must refuse, and accept, over the generated code of one golden case. */
export interface Violations {
  /** The name of the golden case. */
  readonly fixture: string;
  /** What each side's files can use. */
  readonly preludes: Readonly<Record<Violation["side"], string>>;
  /** Correct use of what is refused otherwise. */
  readonly correct: Readonly<Record<Violation["side"], string>>;
  readonly violations: readonly Violation[];
}

const preludes: Violations["preludes"] = {
  server: [
    'import { createServer, type ChatHandler, type ChatSocket, type EchoHandler, type EchoSocket, type Handlers } from "../generated/server.js";',
    'import { chat } from "../handlers/chat.js";',
    'import { echo } from "../handlers/echo.js";',
    "export type Used = [ChatHandler, ChatSocket, EchoHandler, EchoSocket, Handlers, typeof createServer, typeof chat, typeof echo];",
  ].join("\n"),
  client: [
    'import { createClient, type ChatClient, type EchoClient } from "../generated/client.js";',
    'export const client = createClient("ws://localhost");',
    'export const room = client.chat({ params: { room: "general" } });',
    "export type Used = [ChatClient, EchoClient];",
  ].join("\n"),
};

const correct: Violations["correct"] = {
  server: `
export const server = createServer({ chat, echo });
export const accept: EchoHandler = {
  http: async (request) => new Response(request.url),
  async websocket(socket) {
    for await (const text of socket) await socket.send(text.toUpperCase());
  },
};
export const require: ChatHandler = {
  async websocket(socket) {
    const { room } = socket.request.params;
    const { lang = "en" } = socket.request.query;
    await socket.send("said", { from: socket.context.user ?? room, text: lang });
    const message = await socket.wait({ timeout: 100 });
    if (message?.type === "say") await socket.send({ type: "said", data: { from: room, text: message.data.text } });
  },
};`,
  client: `
export async function use(): Promise<void> {
  const other = client.chat({ params: { room: "x" }, query: { lang: "zh" } });
  const off: () => void = other.on("said", ({ from, text }) => \`\${from}: \${text}\`);
  await other.send("say", { text: "hi" });
  await other.send({ type: "typing", data: { on: true } });
  const echo = client.echo();
  await echo.send("hi");
  for await (const text of echo) text.toUpperCase();
  off();
}`,
};

const violations: readonly Violation[] = [
  {
    name: "an accept handler without http",
    side: "server",
    source: `
export const handler: EchoHandler = { // TS2741
  async websocket() {},
};`,
  },
  {
    name: "a require handler with http",
    side: "server",
    source: `
export const handler: ChatHandler = {
  http: () => new Response(""), // TS2322
  async websocket() {},
};`,
  },
  {
    name: "a handler without websocket where messages come in",
    side: "server",
    source: `
export const handler: EchoHandler = { // TS2741
  http: () => new Response(""),
};`,
  },
  {
    name: "an http handler that returns no Response",
    side: "server",
    source: `
export const handler: EchoHandler = {
  http: () => "text", // TS2322
  async websocket() {},
};`,
  },
  {
    name: "a case for a message that does not exist",
    side: "server",
    source: `
export async function handle(socket: ChatSocket): Promise<void> {
  for await (const { type } of socket) {
    switch (type) {
      case "shout": // TS2678
        break;
    }
  }
}`,
  },
  {
    name: "a switch that misses a message, through the stub's default",
    side: "server",
    source: `
export async function handle(socket: ChatSocket): Promise<void> {
  for await (const message of socket) {
    const { type } = message;
    switch (type) {
      case "say":
        break;
      default:
        void (type satisfies never); // TS1360
    }
  }
}`,
  },
  {
    name: "a wrong payload sent by the server",
    side: "server",
    source: `
export async function handle(socket: ChatSocket): Promise<void> {
  await socket.send("said", { from: "me", text: 1 }); // TS2322
}`,
  },
  {
    name: "a payload with a key that the contract does not have",
    side: "server",
    source: `
export async function handle(socket: ChatSocket): Promise<void> {
  await socket.send("said", { from: "me", text: "hi", at: 1 }); // TS2353
}`,
  },
  {
    name: "an unknown message sent by the server",
    side: "server",
    source: `
export async function handle(socket: ChatSocket): Promise<void> {
  await socket.send("shout", { text: "hi" }); // TS2345
}`,
  },
  {
    name: "a message of the other direction",
    side: "server",
    source: `
export async function handle(socket: ChatSocket): Promise<void> {
  await socket.send("say", { text: "hi" }); // TS2345
}`,
  },
  {
    name: "a message object whose data belongs to another type",
    side: "server",
    source: `
export async function handle(socket: ChatSocket): Promise<void> {
  await socket.send({ type: "said", data: { on: true } }); // TS2353
}`,
  },
  {
    name: "a raw send of a number",
    side: "server",
    source: `
export async function handle(socket: EchoSocket): Promise<void> {
  await socket.send(42); // TS2345
}`,
  },
  {
    name: "a handler that is missing",
    side: "server",
    source: `
export const server = createServer({ chat }); // TS2741 or TS2345`,
  },
  {
    name: "a handler for an endpoint that does not exist",
    side: "server",
    source: `
export const server = createServer({ chat, echo, news: chat }); // TS2353`,
  },
  {
    name: "the handler of another endpoint",
    side: "server",
    source: `
export const server = createServer({ chat: echo, echo }); // TS2322`,
  },
  {
    name: "a context of another shape",
    side: "server",
    source: `
export async function handle(socket: ChatSocket): Promise<void> {
  const id: number = socket.context.id; // TS2339
  await socket.close(id);
}`,
  },
  {
    name: "a path parameter that does not exist",
    side: "server",
    source: `
export function name(socket: ChatSocket): string {
  return socket.request.params.name; // TS2339
}`,
  },
  {
    name: "a field of the payload that does not exist",
    side: "server",
    source: `
export async function handle(socket: ChatSocket): Promise<void> {
  const message = await socket.wait();
  if (message?.type === "typing") await socket.send("said", { from: "", text: message.data.text }); // TS2339
}`,
  },
  {
    name: "missing params",
    side: "client",
    source: `
export const socket = client.chat({}); // TS2345`,
  },
  {
    name: "no options where params are required",
    side: "client",
    source: `
export const socket = client.chat(); // TS2554`,
  },
  {
    name: "a param of another type",
    side: "client",
    source: `
export const socket = client.chat({ params: { room: 7 } }); // TS2322`,
  },
  {
    name: "a param that the path does not have",
    side: "client",
    source: `
export const socket = client.chat({ params: { room: "x", user: "y" } }); // TS2353`,
  },
  {
    name: "params where the path has none",
    side: "client",
    source: `
export const socket = client.echo({ params: { room: "x" } }); // TS2353`,
  },
  {
    name: "a query value outside the contract",
    side: "client",
    source: `
export const socket = client.chat({ params: { room: "x" }, query: { lang: "fr" } }); // TS2322`,
  },
  {
    name: "an endpoint that does not exist",
    side: "client",
    source: `
export const socket = client.news(); // TS2339`,
  },
  {
    name: "a listener for an unknown message",
    side: "client",
    source: `
room.on("shout", () => {}); // TS2345`,
  },
  {
    name: "a listener that takes another payload",
    side: "client",
    source: `
room.on("said", (message: { on: boolean }) => message.on); // TS2345`,
  },
  {
    name: "an unknown message sent by the client",
    side: "client",
    source: `
await room.send("shout", { text: "hi" }); // TS2345`,
  },
  {
    name: "a wrong payload sent by the client",
    side: "client",
    source: `
await room.send("say", { text: 1 }); // TS2322`,
  },
  {
    name: "a payload with a missing key",
    side: "client",
    source: `
await room.send("typing", {}); // TS2741 or TS2345`,
  },
  {
    name: "a number sent over raw text",
    side: "client",
    source: `
await client.echo().send(42); // TS2345`,
  },
  {
    name: "a raw message read as something else",
    side: "client",
    source: `
export const text: number | null = client.echo().read(); // TS2322`,
  },
];

/** About messages; the schema is the one of the golden case "chat". */
export const messageViolations: Violations = { fixture: "chat", preludes, correct, violations };
