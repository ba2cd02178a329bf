import type {
  DuplexShape,
  HandlerCall,
  StreamShape,
  UnaryShape,
  UploadHandlerCall,
  UploadShape,
} from "@wsgen/protocol";

/** What a handler knows of the socket that a call came over. */
export interface CallingSocket {
  readonly context: unknown;
  readonly request: unknown;
}

/** What every call of a server's handler has beside its input. */
export interface ServerCallContext<Socket extends CallingSocket | null> {
  /** The socket of the caller; `null` when the call came by HTTP. */
  readonly socket: Socket;
  /** What `authenticate` returned. */
  readonly context: NonNullable<Socket>["context"];
  readonly request: NonNullable<Socket>["request"];
}

/** What the handler of a call gets beside the input. */
export interface ServerCall<Call extends UnaryShape, Socket extends CallingSocket | null>
  extends HandlerCall<Call>, ServerCallContext<Socket> {}

/** As `ServerCall`, for a call with uploads. */
export interface ServerUploadCall<Call extends UploadShape, Socket extends CallingSocket | null>
  extends UploadHandlerCall<Call>, ServerCallContext<Socket> {}

/** Answers a call; a declared error is thrown: `throw call.error("NOT_A_MEMBER", { room })`. */
export type UnaryHandler<Call extends UnaryShape, Socket extends CallingSocket | null> = (
  input: Call["input"],
  call: ServerCall<Call, Socket>,
) => Call["output"] | Promise<Call["output"]>;

/** Answers a call with items: an async generator, whose return value is the output. */
export type StreamHandler<Call extends StreamShape, Socket extends CallingSocket | null> = (
  input: Call["input"],
  call: ServerCall<Call, Socket>,
) => AsyncIterable<Call["items"], Call["output"]>;

/** Answers a call that sends items, in `call.uploads`. */
export type UploadHandler<Call extends UploadShape, Socket extends CallingSocket | null> = (
  input: Call["input"],
  call: ServerUploadCall<Call, Socket>,
) => Call["output"] | Promise<Call["output"]>;

/** Answers a call with items in both directions. */
export type DuplexHandler<Call extends DuplexShape, Socket extends CallingSocket | null> = (
  input: Call["input"],
  call: ServerUploadCall<Call, Socket>,
) => AsyncIterable<Call["items"], Call["output"]>;
