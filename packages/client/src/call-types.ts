import type {
  DuplexShape,
  HandlerCall,
  StreamShape,
  UnaryShape,
  UploadHandlerCall,
  UploadShape,
} from "@wsgen/protocol";

/** Answers a call of the server; a declared error is thrown: `throw call.error("BUSY", { until })`. */
export type UnaryHandler<Call extends UnaryShape> = (
  input: Call["input"],
  call: HandlerCall<Call>,
) => Call["output"] | Promise<Call["output"]>;

/** Answers a call with items: an async generator, whose return value is the output. */
export type StreamHandler<Call extends StreamShape> = (
  input: Call["input"],
  call: HandlerCall<Call>,
) => AsyncIterable<Call["items"], Call["output"]>;

/** Answers a call that sends items, in `call.uploads`. */
export type UploadHandler<Call extends UploadShape> = (
  input: Call["input"],
  call: UploadHandlerCall<Call>,
) => Call["output"] | Promise<Call["output"]>;

/** Answers a call with items in both directions. */
export type DuplexHandler<Call extends DuplexShape> = (
  input: Call["input"],
  call: UploadHandlerCall<Call>,
) => AsyncIterable<Call["items"], Call["output"]>;
