import {
  createEndpointServer,
  type Decoder,
  type DuplexHandler,
  type EndpointServer,
  isObject,
  type MessageEndpoint,
  type MessageSocket,
  type RawEndpoint,
  type RawSocket,
  type ServerOptions,
  type StreamCall,
  type StreamHandler,
  type UnaryCall,
  type UnaryHandler,
  type UploadCall,
  type UploadHandler,
  wrong,
} from "@wsgen/runtime/codegen";
import type { HandshakeRequest } from "@wsgen/runtime";
import { boolean, number, object, rawWire, shortText, text, wiresOf } from "./codecs.js";

// The contract of a small schema with calls of every kind, written as the generator would write it.

interface Message {
  say: { text: string };
}

interface ServerMessage {
  said: { text: string };
}

type Said = { type: "said"; data: ServerMessage["said"] };

export interface BoardCalls {
  add: {
    input: { a: number; b: number };
    output: number;
    errors: { TOO_LARGE: { limit: number } };
  };
  refresh: { input: void; output: void; errors: {} };
  lines: { input: { count: number }; items: string; output: number; errors: { EMPTY: string } };
  store: { input: { name: string }; uploads: string; output: { size: number }; errors: {} };
  shout: { input: void; items: string; uploads: string; output: void; errors: {} };
}

export interface BoardServerCalls {
  confirm: { input: { question: string }; output: boolean; errors: { BUSY: { until: number } } };
  ticks: { input: { to: number }; items: number; output: void; errors: {} };
  collect: { input: void; uploads: string; output: number; errors: {} };
}

export interface Context {
  readonly user?: string;
}

const { server: boardWire } = wiresOf<Message, ServerMessage, BoardCalls, BoardServerCalls>(
  {
    messages: { say: object({ text }) },
    calls: {
      add: {
        input: object({ a: number, b: number }),
        output: number,
        errors: { TOO_LARGE: object({ limit: number }) },
      },
      refresh: {},
      lines: {
        input: object({ count: number }),
        items: text,
        output: number,
        errors: { EMPTY: text },
      },
      store: { input: object({ name: text }), uploads: text, output: object({ size: number }) },
      shout: { items: text, uploads: text },
    },
  },
  {
    messages: { said: object({ text }) },
    calls: {
      confirm: {
        input: object({ question: text }),
        output: boolean,
        errors: { BUSY: object({ until: number }) },
      },
      ticks: { input: object({ to: number }), items: number },
      collect: { uploads: text, output: number },
    },
  },
);

const echoWire = rawWire("text", text);

export interface BoardSocket extends MessageSocket<
  { type: "say"; data: Message["say"] },
  ServerMessage,
  Said,
  Context,
  { board: string },
  { lang?: "en" | "zh" }
> {
  readonly calls: {
    confirm: UnaryCall<BoardServerCalls["confirm"]>;
    ticks: StreamCall<BoardServerCalls["ticks"]>;
    collect: UploadCall<BoardServerCalls["collect"]>;
  };
}

/** `Unary`: the socket of calls that may also come by HTTP. */
export interface BoardCallHandlers<Unary extends BoardSocket | null> {
  add: UnaryHandler<BoardCalls["add"], Unary>;
  refresh: UnaryHandler<BoardCalls["refresh"], Unary>;
  lines: StreamHandler<BoardCalls["lines"], BoardSocket>;
  store: UploadHandler<BoardCalls["store"], BoardSocket>;
  shout: DuplexHandler<BoardCalls["shout"], BoardSocket>;
}

export interface BoardHandler {
  http?: never;
  websocket?(socket: BoardSocket): void | Promise<void>;
  calls: BoardCallHandlers<BoardSocket>;
}

/** As `BoardHandler`, in mode accept. */
export interface ApiHandler {
  http(request: Request): Response | Promise<Response>;
  websocket?(socket: BoardSocket): void | Promise<void>;
  calls: BoardCallHandlers<BoardSocket | null>;
}

export interface EchoHandler {
  http?: never;
  websocket(socket: RawSocket<string, string, Context>): void | Promise<void>;
}

interface BoardHandlers {
  board: BoardHandler;
  api: ApiHandler;
  echo: EchoHandler;
}

export interface BoardServer extends EndpointServer {
  readonly board: MessageEndpoint<ServerMessage, Said>;
  readonly api: MessageEndpoint<ServerMessage, Said>;
  readonly echo: RawEndpoint<string>;
}

/** Handlers that do what the names say. */
const boardCalls: BoardCallHandlers<BoardSocket | null> = {
  add({ a, b }, call) {
    if (a + b > 100) throw call.error("TOO_LARGE", { limit: 100 });
    return a + b;
  },
  refresh() {},
  async *lines({ count }, call) {
    if (count === 0) throw call.error("EMPTY", "no lines");
    for (let line = 1; line <= count; line += 1) yield `line ${line}`;
    return count;
  },
  async store(_input, call) {
    let size = 0;
    for await (const part of call.uploads) size += part.length;
    return { size };
  },
  async *shout(_input, call) {
    for await (const word of call.uploads) yield word.toUpperCase();
  },
};

export interface BoardOptions extends ServerOptions {
  readonly authenticate?: (
    request: HandshakeRequest,
  ) => Context | Response | Promise<Context | Response>;
}

export interface GivenHandlers {
  readonly board?: Omit<BoardHandler, "calls">;
  readonly api?: Partial<Omit<ApiHandler, "calls">>;
  readonly echo?: EchoHandler;
  /** Of both enveloped endpoints. */
  readonly calls?: Partial<BoardCallHandlers<BoardSocket | null>>;
}

const { decode: params } = object<{ board: string }>({ board: shortText(10) });

const query: Decoder<{ lang?: "en" | "zh" }> = (value, path, context) => {
  const lang = isObject(value) ? value["lang"] : undefined;
  if (lang === undefined) return {};
  if (lang === "en" || lang === "zh") return { lang };
  return wrong(context, [path, "lang"], "invalid_value", 'expected one of "en"|"zh"');
};

const idle: EchoHandler = {
  async websocket(socket) {
    await socket.closed;
  },
};

/** What a generated `createServer` does: `board` takes WebSockets only, `api` HTTP too, `echo` is raw. */
export function createBoardServer(
  given: GivenHandlers = {},
  options: BoardOptions = {},
): BoardServer {
  const { authenticate = () => ({}), ...rest } = options;
  const calls = { ...boardCalls, ...given.calls };
  const shape = { wire: boardWire, params, query };
  return createEndpointServer<BoardHandlers, BoardServer>(
    {
      board: { mode: "require", path: "/boards/:board", ...shape },
      api: { mode: "accept", path: "/api/:board", ...shape },
      echo: { mode: "require", path: "/echo", wire: echoWire },
    },
    {
      board: { ...given.board, calls },
      api: { http: () => new Response("plain"), ...given.api, calls },
      echo: given.echo ?? idle,
    },
    authenticate,
    rest,
  );
}
