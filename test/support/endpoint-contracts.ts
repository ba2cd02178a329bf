import {
  codePointLength,
  createEndpointServer,
  type EndpointServer,
  fail,
  isObject,
  type MessageSocket,
  type MessageWire,
  numberFromText,
  type RawSocket,
  type RawWire,
  type ServerOptions,
} from "@wsgen/runtime/codegen";
import type { HandshakeRequest } from "@wsgen/runtime";

// The contracts of a small schema, written as the generator would write them.

interface Message {
  from: string;
  text: string;
}

interface ChatClientToServer {
  say: { text: string };
  count: number;
  ping: undefined;
  list: (string | null)[];
  constructor: { own: true };
}

interface ChatServerToClient {
  said: Message;
  total: number;
  items: string[];
  pong: undefined;
}

type MessageOf<Map> = { [Type in keyof Map]: { type: Type; data: Map[Type] } }[keyof Map];

type ChatMessage = MessageOf<ChatClientToServer>;

interface Context {
  readonly user?: string;
}

function text(value: unknown, path: string): string {
  return typeof value === "string" ? value : fail(path, "string", value);
}

function number(value: unknown, path: string): number {
  return typeof value === "number" && Number.isFinite(value) ? value : fail(path, "number", value);
}

function nothing(value: unknown, path: string): undefined {
  return value === undefined ? undefined : fail(path, "nothing", value);
}

function listOf<T>(
  item: (value: unknown, path: string) => T,
): (value: unknown, path: string) => T[] {
  return (value, path) => {
    if (!Array.isArray(value)) return fail(path, "array", value);
    return value.map((one: unknown, index) => item(one, `${path}.${index}`));
  };
}

function textOrNull(value: unknown, path: string): string | null {
  return value === null ? null : text(value, path);
}

function say(value: unknown, path: string): { text: string } {
  if (!isObject(value)) return fail(path, "object", value);
  const said = text(value["text"], `${path}.text`);
  if (codePointLength(said) > 500) fail(`${path}.text`, "at most 500 characters", said);
  return { text: said };
}

function constructorMessage(value: unknown, path: string): { own: true } {
  if (!isObject(value)) return fail(path, "object", value);
  return value["own"] === true ? { own: true } : fail(`${path}.own`, "true", value["own"]);
}

function said(value: unknown, path: string): Message {
  if (!isObject(value)) return fail(path, "object", value);
  return { from: text(value["from"], `${path}.from`), text: text(value["text"], `${path}.text`) };
}

const chatWire: MessageWire<ChatClientToServer, ChatServerToClient> = {
  kind: "messages",
  clientToServer: {
    messages: {
      say,
      count: number,
      ping: nothing,
      list: listOf(textOrNull),
      constructor: constructorMessage,
    },
  },
  serverToClient: { messages: { said, total: number, items: listOf(text), pong: nothing } },
};

function chatParams(value: unknown, path: string): { room: string } {
  if (!isObject(value)) return fail(path, "object", value);
  const room = text(value["room"], `${path}.room`);
  if (codePointLength(room) > 10) fail(`${path}.room`, "at most 10 characters", room);
  return { room };
}

function chatQuery(value: unknown, path: string): { lang?: "en" | "zh"; page?: number } {
  if (!isObject(value)) return fail(path, "object", value);
  const { lang, page } = value;
  if (lang !== undefined && lang !== "en" && lang !== "zh")
    fail(`${path}.lang`, '"en" | "zh"', lang);
  return {
    ...(lang === "en" || lang === "zh" ? { lang } : {}),
    ...(page === undefined ? {} : { page: number(numberFromText(page), `${path}.page`) }),
  };
}

const echoWire: RawWire<string, string> = {
  kind: "raw",
  clientToServer: { encoding: "text", validate: text },
  serverToClient: { encoding: "text", validate: text },
};

export const listWire: RawWire<(string | null)[] | null, number | null> = {
  kind: "raw",
  clientToServer: {
    encoding: "json",
    validate: (value, path) => (value === null ? null : listOf(textOrNull)(value, path)),
  },
  serverToClient: {
    encoding: "json",
    validate: (value, path) => (value === null ? null : number(value, path)),
  },
};

export type ChatSocket = MessageSocket<
  ChatMessage,
  ChatServerToClient,
  MessageOf<ChatServerToClient>,
  Context,
  { room: string },
  { lang?: "en" | "zh"; page?: number }
>;
export type EchoSocket = RawSocket<string, string, Context>;
export type ListSocket = RawSocket<(string | null)[] | null, number | null, Context>;
export type NewsSocket = RawSocket<never, string, Context>;

export interface Handlers {
  echo: {
    http(request: Request): Response | Promise<Response>;
    websocket(socket: EchoSocket): void | Promise<void>;
  };
  list: { http?: never; websocket(socket: ListSocket): void | Promise<void> };
  /** Nothing travels from client to server. */
  news: { http?: never; websocket?(socket: NewsSocket): void | Promise<void> };
  chat: { http?: never; websocket(socket: ChatSocket): void | Promise<void> };
}

/** Handlers that echo, for what a test does not bring itself. */
export const echoing: Handlers = {
  echo: {
    http: () => new Response("plain"),
    async websocket(socket) {
      for await (const message of socket) await socket.send(message);
    },
  },
  list: {
    async websocket(socket) {
      for await (const message of socket)
        await socket.send(message === null ? null : message.length);
    },
  },
  news: {},
  chat: {
    async websocket(socket) {
      for await (const message of socket) {
        if (message.type === "say")
          await socket.send("said", { from: "server", text: message.data.text });
        else if (message.type === "count")
          await socket.send({ type: "total", data: message.data + 1 });
        else if (message.type === "list") await socket.send("items", message.data.map(String));
        else await socket.send("pong", undefined);
      }
    },
  },
};

export type Authenticate = (
  request: HandshakeRequest,
) => Context | Response | Promise<Context | Response>;

/** What a generated `createServer` does. */
export function createServer(
  handlers: Partial<Handlers>,
  options: ServerOptions & { authenticate?: Authenticate } = {},
): EndpointServer {
  const { authenticate = () => ({}), ...rest } = options;
  return createEndpointServer<Handlers>(
    {
      echo: { mode: "accept", path: "/echo", wire: echoWire },
      list: { mode: "require", path: "/list", wire: listWire },
      news: { mode: "require", path: "/news", wire: { ...echoWire, clientToServer: null } },
      chat: {
        mode: "require",
        path: "/rooms/:room",
        wire: chatWire,
        params: chatParams,
        query: chatQuery,
      },
    },
    { ...echoing, ...handlers },
    authenticate,
    rest,
  );
}
