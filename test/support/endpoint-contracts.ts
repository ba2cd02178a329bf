import {
  createEndpointServer,
  type Decoder,
  decodeNumber,
  type EndpointServer,
  isObject,
  type MessageSocket,
  mismatch,
  numberFromText,
  type RawSocket,
  type RawWire,
  type ServerOptions,
  wrong,
} from "@wsgen/runtime/codegen";
import type { HandshakeRequest } from "@wsgen/runtime";
import {
  list,
  literal,
  nothing,
  nullable,
  number,
  object,
  rawWire,
  shortText,
  text,
  wiresOf,
} from "./codecs.js";

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

const { server: chatWire } = wiresOf<ChatClientToServer, ChatServerToClient>(
  {
    messages: {
      say: object({ text: shortText(500) }),
      count: number,
      ping: nothing,
      list: list(nullable(text)),
      constructor: object({ own: literal(true) }),
    },
  },
  {
    messages: {
      said: object({ from: text, text }),
      total: number,
      items: list(text),
      pong: nothing,
    },
  },
);

const { decode: chatParams } = object<{ room: string }>({ room: shortText(10) });

const chatQuery: Decoder<{ lang?: "en" | "zh"; page?: number }> = (value, path, context) => {
  if (!isObject(value)) return mismatch(context, path, "object", value);
  const { lang, page } = value;
  if (lang !== undefined && lang !== "en" && lang !== "zh") {
    wrong(context, [path, "lang"], "invalid_value", 'Invalid option: expected one of "en"|"zh"');
  }
  return {
    ...(lang === "en" || lang === "zh" ? { lang } : {}),
    ...(page === undefined
      ? {}
      : { page: decodeNumber(numberFromText(page), [path, "page"], context) }),
  };
};

const echoWire = rawWire("text", text);

export const listWire: RawWire<(string | null)[] | null> = {
  kind: "raw",
  receives: { encoding: "json", decode: nullable(list(nullable(text))).decode },
  sends: { encoding: "json", encode: nullable(number).encode },
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
      news: { mode: "require", path: "/news", wire: { ...echoWire, receives: null } },
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
