import type { Violations } from "./violations.js";

/** About calls; the schema is the one of the golden case "calls". */
export const callViolations: Violations = {
  fixture: "calls",
  preludes: {
    server: [
      'import { createServer, type BoardHandler, type BoardSocket, type MathHandler, type PromptSocket, type Server } from "../generated/server.js";',
      'import { board } from "../handlers/board.js";',
      'import { math } from "../handlers/math.js";',
      'import { prompt } from "../handlers/prompt.js";',
      'import { unary } from "../handlers/unary.js";',
      "export const server: Server = createServer({ board, math, prompt, unary });",
      'export type Calls = BoardHandler["calls"];',
      "export type Used = [BoardSocket, MathHandler, PromptSocket];",
    ].join("\n"),
    client: [
      'import { createClient, type BoardClient } from "../generated/client.js";',
      'export const client = createClient("ws://localhost");',
      'export const board: BoardClient = client.board({ params: { board: "main" } });',
    ].join("\n"),
  },
  correct: {
    server: `
export const history: Calls["history"] = async ({ limit }, call) => {
  const { board: name } = call.socket.request.params;
  if (call.context.user === undefined) throw call.error("NOT_A_MEMBER", { board: name });
  if (call.signal.aborted) throw call.error("BUSY", limit);
  return [{ from: call.idempotencyKey ?? "", text: name }];
};
export const count: Calls["count"] = () => 3;
export const refresh: Calls["refresh"] = async () => {};
export const rename: Calls["rename"] = ({ name }) => void name;
export const presence: Calls["presence"] = async function* () {
  yield ["a"];
};
export const search: Calls["search"] = async function* (text, { error }) {
  if (text === "") throw error("TOO_SHORT", null);
  yield { from: "a", text };
  return { complete: true };
};
export const upload: Calls["upload"] = async ({ name }, { uploads }) => {
  let size = name.length;
  for await (const chunk of uploads) size += chunk.length;
  return { size };
};
export const translate: Calls["translate"] = async function* (language, { uploads }) {
  for await (const chunk of uploads) yield language + chunk;
  return 1;
};
export const accept: MathHandler = {
  http: () => new Response(),
  calls: {
    add: ({ a, b }, { socket }) => (socket === null ? a + b : a),
    async *primes(_input, { socket }) {
      yield socket.countMessages();
    },
    sum: async () => 1,
  },
};
export async function use(socket: BoardSocket): Promise<void> {
  await socket.join("all");
  await socket.room("all").send("said", { from: "", text: "" }, { except: socket });
  await server.board.room("all").send({ type: "cursor", data: { user: "a", x: 1 } });
  try {
    const yes: boolean = await socket.calls.confirm({ question: "?" }, { timeout: 100 });
    const lines: string[] = await socket.calls.history();
    for await (const tick of socket.calls.watch({ every: 1 })) tick.toFixed();
    const played: number = await socket.calls.play({ title: String(yes) }, { uploads: lines }).result;
    for await (const chunk of socket.calls.relay(undefined, { uploads: ["a"] })) chunk.repeat(played);
  } catch (error) {
    if (socket.calls.confirm.isError(error, "AWAY")) error.data.since.toFixed();
  }
}`,
    client: `
export async function use(): Promise<void> {
  await board.calls.refresh();
  await board.calls.refresh(undefined, { idempotencyKey: "a" });
  const signal = new AbortController().signal;
  const [line] = await board.calls.history({ limit: 1 }, { timeout: 1000, signal });
  const stream = board.calls.search(line?.text ?? "");
  for await (const { text } of stream) text.trim();
  const complete: boolean = (await stream.result).complete;
  const { size } = await board.calls.upload({ name: "a" }, { uploads: ["a", "b"] }).result;
  for await (const part of board.calls.translate("en", { uploads: [String(size)] })) part.trim();
  const sum: number = await client.math().calls.add({ a: 1, b: complete ? 1 : 2 });
  const off: () => void = board.handle("confirm", async ({ question }, call) => {
    if (question === "") throw call.error("AWAY", { since: sum });
    return true;
  });
  board.handle("history", () => ["a"]);
  board.handle("watch", async function* ({ every }) {
    yield every;
  });
  board.handle("play", async ({ title }, { uploads }) => {
    let size = 0;
    for await (const chunk of uploads) size += chunk.length;
    return title.length + size;
  });
  board.handle("relay", async function* (_input, { uploads }) {
    for await (const chunk of uploads) yield chunk;
  });
  off();
}
export async function narrow(error: unknown): Promise<void> {
  if (board.calls.history.isError(error, "NOT_A_MEMBER")) error.data.board.trim();
  if (board.calls.history.isError(error, "BUSY")) error.data.toFixed();
  if (board.calls.upload.isError(error, "too-large")) error.code satisfies "too-large";
}`,
  },
  violations: [
    {
      name: "a handler without calls",
      side: "server",
      source: `
export const handler: MathHandler = { // TS2741
  http: () => new Response(),
};`,
    },
    {
      name: "a handler that lacks a call",
      side: "server",
      source: `
export const handler: MathHandler = {
  http: () => new Response(),
  calls: { // TS2741
    add: () => 1,
    sum: () => 1,
  },
};`,
    },
    {
      name: "a handler of a call that does not exist",
      side: "server",
      source: `
export const handler: MathHandler = {
  http: () => new Response(),
  calls: {
    ...math.calls,
    subtract: () => 1, // TS2353
  },
};`,
    },
    {
      name: "a call that gives another output",
      side: "server",
      source: `
export const count: Calls["count"] = async () => "three"; // TS2322`,
    },
    {
      name: "a call that gives no output",
      side: "server",
      source: `
export const count: Calls["count"] = async () => {}; // TS2322`,
    },
    {
      name: "an input that the call does not have",
      side: "server",
      source: `
export const rename: Calls["rename"] = ({ title }) => void title; // TS2339`,
    },
    {
      name: "an error that the call does not declare",
      side: "server",
      source: `
export const history: Calls["history"] = (_input, call) => {
  throw call.error("GONE", { board: "" }); // TS2345
};`,
    },
    {
      name: "an error with other data",
      side: "server",
      source: `
export const history: Calls["history"] = (_input, call) => {
  throw call.error("NOT_A_MEMBER", { room: "" }); // TS2353
};`,
    },
    {
      name: "the data of another error",
      side: "server",
      source: `
export const history: Calls["history"] = (_input, call) => {
  throw call.error("BUSY", { board: "" }); // TS2345
};`,
    },
    {
      name: "an error of a call that declares none",
      side: "server",
      source: `
export const refresh: Calls["refresh"] = (_input, call) => {
  throw call.error("BUSY", 1); // TS2345
};`,
    },
    {
      name: "another item",
      side: "server",
      source: `
export const presence: Calls["presence"] = async function* () { // TS2322
  yield "a";
};`,
    },
    {
      name: "another output after the items",
      side: "server",
      source: `
export const search: Calls["search"] = async function* () { // TS2322
  return { complete: 1 };
};`,
    },
    {
      name: "a call with items that is no generator",
      side: "server",
      source: `
export const presence: Calls["presence"] = async () => ["a"]; // TS2322 or TS2739 or TS2740 or TS2741`,
    },
    {
      name: "a generator for a call without items",
      side: "server",
      source: `
export const count: Calls["count"] = async function* () { // TS2322
  yield 1;
};`,
    },
    {
      name: "uploads of a call that has none",
      side: "server",
      source: `
export const count: Calls["count"] = (_input, call) => call.uploads; // TS2339`,
    },
    {
      name: "an upload taken for something else",
      side: "server",
      source: `
export const upload: Calls["upload"] = async (_input, { uploads }) => {
  let size = 0;
  for await (const chunk of uploads) size += chunk; // TS2322
  return { size };
};`,
    },
    {
      name: "the socket of a call that may have come by HTTP",
      side: "server",
      source: `
export const add: MathHandler["calls"]["add"] = (_input, { socket }) => socket.countMessages(); // TS18047`,
    },
    {
      name: "a call to the client that does not exist",
      side: "server",
      source: `
export const result = (socket: BoardSocket): unknown => socket.calls.confirmed({ question: "" }); // TS2339 or TS2551`,
    },
    {
      name: "a call that only the client makes",
      side: "server",
      source: `
export const result = (socket: BoardSocket): unknown => socket.calls.search("a"); // TS2339`,
    },
    {
      name: "calls to a client that answers none",
      side: "server",
      source: `
export const result = (socket: MathHandler extends { websocket?(socket: infer Socket): unknown } ? Socket : never): unknown =>
  socket.calls; // TS2339`,
    },
    {
      name: "another input for the client",
      side: "server",
      source: `
export const result = (socket: PromptSocket): unknown => socket.calls.ask(1); // TS2345`,
    },
    {
      name: "a member for an endpoint that the server sends nothing on",
      side: "server",
      source: `
export const room = server.math; // TS2339`,
    },
    {
      name: "a message to a room that the contract does not have",
      side: "server",
      source: `
await server.board.room("all").send("say", { from: "", text: "" }); // TS2769`,
    },
    {
      name: "another payload to a room",
      side: "server",
      source: `
await server.board.room("all").send("said", { from: "", text: 1 }); // TS2769`,
    },
    {
      name: "a call that does not exist",
      side: "client",
      source: `
await board.calls.historie({ limit: 1 }); // TS2339 or TS2551`,
    },
    {
      name: "a call that only the server makes",
      side: "client",
      source: `
await board.calls.confirm({ question: "" }); // TS2339`,
    },
    {
      name: "another input",
      side: "client",
      source: `
await board.calls.history({ limit: "1" }); // TS2322`,
    },
    {
      name: "an input with a key too many",
      side: "client",
      source: `
await board.calls.history({ limit: 1, before: 2 }); // TS2353`,
    },
    {
      name: "no input where there is one",
      side: "client",
      source: `
await board.calls.history(); // TS2554`,
    },
    {
      name: "an input where there is none",
      side: "client",
      source: `
await board.calls.count({ limit: 1 }); // TS2345 or TS2353`,
    },
    {
      name: "an output taken for something else",
      side: "client",
      source: `
export const lines: string[] = await board.calls.history({ limit: 1 }); // TS2322`,
    },
    {
      name: "an item taken for something else",
      side: "client",
      source: `
for await (const line of board.calls.search("a")) line.title; // TS2339`,
    },
    {
      name: "the items of a call that has none",
      side: "client",
      source: `
for await (const line of board.calls.history({ limit: 1 })) String(line); // TS2504`,
    },
    {
      name: "an upload of another type",
      side: "client",
      source: `
await board.calls.upload({ name: "a" }, { uploads: [1] }).result; // TS2322`,
    },
    {
      name: "no uploads where they are due",
      side: "client",
      source: `
await board.calls.upload({ name: "a" }).result; // TS2554`,
    },
    {
      name: "uploads where there are none",
      side: "client",
      source: `
await board.calls.history({ limit: 1 }, { uploads: ["a"] }); // TS2353`,
    },
    {
      name: "isError with a code that is not declared",
      side: "client",
      source: `
export const gone = board.calls.history.isError(null, "GONE"); // TS2345`,
    },
    {
      name: "the data of another error after isError",
      side: "client",
      source: `
export function read(error: unknown): void {
  if (board.calls.history.isError(error, "NOT_A_MEMBER")) error.data.room; // TS2339
}`,
    },
    {
      name: "a handler of a call that does not exist",
      side: "client",
      source: `
board.handle("confrm", async () => true); // TS2769`,
    },
    {
      name: "a handler of a call that does not exist, where there is one call",
      side: "client",
      source: `
client.prompt().handle("asked", async () => "a"); // TS2345`,
    },
    {
      name: "a handler that gives another output",
      side: "client",
      source: `
client.prompt().handle("ask", async () => 1); // TS2322`,
    },
    {
      name: "a handler that gives other items",
      side: "client",
      source: `
board.handle("watch", async function* () { yield "a"; }); // TS2769`,
    },
    {
      name: "a handler of the client that throws an error which is not declared",
      side: "client",
      source: `
board.handle("confirm", (_input, call) => {
  throw call.error("GONE", {}); // TS2345
});`,
    },
    {
      name: "a handler where the server calls nothing",
      side: "client",
      source: `
client.math().handle("ask", () => "a"); // TS2339`,
    },
    {
      name: "calls where the server answers none",
      side: "client",
      source: `
export const calls = client.prompt().calls; // TS2339`,
    },
  ],
};
