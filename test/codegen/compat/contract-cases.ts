import { endpoint, message, type CallDefinition, type MessagesDirection } from "wsgen/schema";
import { z } from "zod";
import type { RuleId } from "../../../packages/cli/src/compat/rules.js";
import type { Endpoints } from "./judged.js";

/** As for types; what is said first by clients, then what is said first by the server. */
export type DirectionCase = readonly [
  rule: RuleId,
  verdicts: string,
  before: MessagesDirection,
  after: MessagesDirection,
  neighbour: MessagesDirection,
];

const text = z.string();
const cursor = z.object({ user: text, x: z.int(), y: z.int() });
const messages = (types: Readonly<Record<string, unknown>>): MessagesDirection => ({
  messages: types as NonNullable<MessagesDirection["messages"]>, // a type or a message
});
const call = (definition: CallDefinition): MessagesDirection => ({ calls: { say: definition } });
const unary: CallDefinition = { input: text, output: text };

export const directionCases: readonly DirectionCase[] = [
  [
    "message-added",
    "CW",
    messages({ a: text }),
    messages({ a: text, b: text }),
    messages({ a: z.int() }),
  ],
  [
    "message-removed",
    "BW",
    messages({ a: text, b: text }),
    messages({ a: text }),
    messages({ a: text, b: z.int() }),
  ],
  [
    "delivery-changed",
    "CW",
    messages({ a: cursor }),
    messages({ a: message(cursor, { delivery: "volatile" }) }),
    messages({ a: message(cursor, { delivery: "reliable" }) }),
  ],
  [
    "delivery-key-changed",
    "CW",
    messages({ a: message(cursor, { delivery: "latest", key: "x" }) }),
    messages({ a: message(cursor, { delivery: "latest", key: "y" }) }),
    messages({ a: message(cursor, { delivery: "volatile" }) }),
  ],
  ["call-added", "CW", call(unary), { calls: { say: unary, ask: unary } }, call({ output: text })],
  [
    "call-removed",
    "BC",
    { calls: { say: unary, ask: unary } },
    call(unary),
    { calls: { say: unary, ask: {} } },
  ],
  ["input-added", "BB", call({}), call({ input: text }), call({ input: text.optional() })],
  ["input-added-optional", "CB", call({}), call({ input: text.optional() }), call({ input: text })],
  ["input-removed", "BB", call({ input: text }), call({}), call({ input: text.max(1) })],
  [
    "input-removed-optional",
    "BC",
    call({ input: text.optional() }),
    call({}),
    call({ input: text }),
  ],
  ["output-added", "BC", call({}), call({ output: text }), call({ input: text })],
  ["output-removed", "CB", call({ output: text }), call({}), call({ output: z.int() })],
  ["items-added", "BB", call({}), call({ items: text }), call({ uploads: text })],
  ["items-removed", "BB", call({ items: text }), call({}), call({ items: z.int() })],
  ["uploads-added", "BB", call({}), call({ uploads: text }), call({ items: text })],
  ["uploads-removed", "BB", call({ uploads: text }), call({}), call({ uploads: z.int() })],
  [
    "error-added",
    "CW",
    call({ errors: { FULL: text } }),
    call({ errors: { FULL: text, GONE: text } }),
    call({ errors: { FULL: z.int() } }),
  ],
  [
    "error-removed",
    "WC",
    call({ errors: { FULL: text, GONE: text } }),
    call({ errors: { FULL: text } }),
    call({ errors: { FULL: text, GONE: z.int() } }),
  ],
];

/** What happens once, whoever sends: the letter is its verdict. */
export type EndpointCase = readonly [
  rule: RuleId,
  at: string,
  verdict: string,
  before: Endpoints,
  after: Endpoints,
  neighbour: Endpoints,
];

type Definition = Parameters<typeof endpoint>[0];

const base = {
  mode: "require",
  path: "/chat",
  clientToServer: { messages: { say: text } },
} as const;
const chat = (changes: Partial<Definition> = {}): Endpoints => ({
  chat: endpoint({ ...base, ...changes }),
});
const room = (name: string, type: z.ZodType): Endpoints =>
  chat({ path: `/rooms/:${name}`, params: z.object({ [name]: type }) });
const query = (shape: Readonly<Record<string, z.ZodType>>): Endpoints =>
  chat({ query: z.object(shape) });
const raw = (clientToServer?: z.ZodType, serverToClient?: z.ZodType): Endpoints => ({
  chat: endpoint({
    mode: "require",
    path: "/chat",
    ...(clientToServer && { clientToServer }),
    ...(serverToClient && { serverToClient }),
  }),
});
const calls = (
  direction: "clientToServer" | "serverToClient",
  effect: "once" | "safe",
): Endpoints => chat({ [direction]: { messages: {}, calls: { say: { ...unary, effect } } } });

export const endpointCases: readonly EndpointCase[] = [
  [
    "endpoint-added",
    "news",
    "C",
    chat(),
    { ...chat(), news: endpoint({ ...base, path: "/news" }) },
    chat({ mode: "accept" }),
  ],
  [
    "endpoint-removed",
    "news",
    "B",
    { ...chat(), news: endpoint({ ...base, path: "/news" }) },
    chat(),
    { ...chat(), news: endpoint({ ...base, path: "/new" }) },
  ],
  ["endpoint-renamed", "chat", "C", chat(), { talk: endpoint(base) }, chat({ mode: "accept" })],
  ["path-changed", "chat.path", "B", chat(), chat({ path: "/talk" }), { talk: endpoint(base) }],
  [
    "path-parameter-renamed",
    "chat.path",
    "C",
    room("room", text),
    room("name", text),
    room("room", text.max(9)),
  ],
  [
    "path-overlapped",
    "lobby.path",
    "U",
    room("room", text),
    { ...room("room", text), lobby: endpoint({ ...base, path: "/rooms/lobby" }) },
    { ...room("room", text), lobby: endpoint({ ...base, path: "/lobby/all" }) },
  ],
  [
    "mode-required",
    "chat.mode",
    "B",
    chat({ mode: "accept" }),
    chat(),
    chat({ mode: "accept", path: "/talk" }),
  ],
  ["mode-accepted", "chat.mode", "C", chat(), chat({ mode: "accept" }), chat({ path: "/talk" })],
  [
    "contract-kind-changed",
    "chat",
    "B",
    chat(),
    raw(text),
    chat({ clientToServer: { messages: { say: z.int() } } }),
  ],
  [
    "effect-repeat-harmful",
    "chat.clientToServer.calls.say.effect",
    "B",
    calls("clientToServer", "safe"),
    calls("clientToServer", "once"),
    calls("clientToServer", "safe"),
  ],
  [
    "effect-repeat-harmful",
    "chat.serverToClient.calls.say.effect",
    "B",
    calls("serverToClient", "once"),
    calls("serverToClient", "safe"),
    calls("serverToClient", "once"),
  ],
  [
    "effect-changed",
    "chat.clientToServer.calls.say.effect",
    "C",
    calls("clientToServer", "once"),
    calls("clientToServer", "safe"),
    calls("clientToServer", "once"),
  ],
  [
    "raw-direction-added",
    "chat.clientToServer",
    "C",
    raw(undefined, text),
    raw(text, text),
    raw(undefined, text.max(1)),
  ],
  ["raw-direction-added", "chat.serverToClient", "B", raw(text), raw(text, text), raw(text.max(1))],
  [
    "raw-direction-removed",
    "chat.clientToServer",
    "B",
    raw(text, text),
    raw(undefined, text),
    raw(text.max(1), text),
  ],
  [
    "raw-direction-removed",
    "chat.serverToClient",
    "W",
    raw(text, text),
    raw(text),
    raw(text.max(1), text),
  ],
  ["raw-encoding-changed", "chat.clientToServer", "B", raw(text), raw(z.int()), raw(text.max(1))],
  [
    "query-value-to-list",
    "chat.query.tag",
    "C",
    query({ tag: text }),
    query({ tag: z.array(text) }),
    query({ tag: text.optional() }),
  ],
  [
    "url-text-widened",
    "chat.query.count",
    "C",
    query({ count: z.int() }),
    query({ count: text }),
    query({ count: z.number() }),
  ],
];
