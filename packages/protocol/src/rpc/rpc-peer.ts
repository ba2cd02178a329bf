import { ValidationError, WsgenError } from "../errors.js";
import { RpcErrorCode } from "../rpc-error.js";
import { IncomingAttachments } from "../validation/attachments.js";
import { isObject } from "../validation/checks.js";
import { decodeValue, type Decoder } from "../validation/codec.js";
import { failType } from "../validation/fail.js";
import { Batch, type BatchBudget } from "./batch.js";
import { type CallHandler, Callee } from "./callee.js";
import type { CallSetup } from "./call-setup.js";
import { Caller } from "./caller.js";
import {
  decodeEnvelope,
  decodeFrame,
  type Envelope,
  type InvalidFrame,
  type MessageFrame,
  type RequestFrame,
  type RequestId,
} from "./decode-frame.js";
import type { OutgoingTables } from "./direction-tables.js";
import type { ErrorNotice, FrameEncoder } from "./encode-frame.js";
import { type Frame, splitFrame } from "./frame.js";
import { Method } from "./methods.js";
import { utf8Length } from "./utf8-length.js";
import type { OutgoingCall, OutgoingOptions } from "./outgoing-call.js";
import type { PeerSetup } from "./peer-setup.js";

type Reply = (response: Frame) => void;

/** One side of an enveloped endpoint, whatever carries it: it is given `send`, and told what has arrived. */
export class RpcPeer {
  readonly #setup: PeerSetup;
  readonly #caller: Caller;
  readonly #callee: Callee;
  readonly #reply: Reply;
  readonly #batches: BatchBudget = { held: 0 };

  constructor(setup: PeerSetup) {
    this.#setup = setup;
    this.#reply = (response) => void setup.send(response, "reply");
    const calls = (kind: "request" | "reply"): CallSetup => ({
      get encoder() {
        return setup.encoder;
      },
      request: (frame) => setup.request(frame),
      send: (frame) => setup.send(frame, kind),
      room: () => setup.room(),
      reject: (problem) => this.#reject(problem),
      countInvalid: () => setup.countInvalid(),
      report: (error, method) => setup.report(error, method),
    });
    const findHandler = (method: string): CallHandler | undefined => setup.findHandler(method);
    const { maxCalls, maxStreams } = setup.limits;
    this.#caller = new Caller(setup.outgoing.calls, calls("request"));
    this.#callee = new Callee(
      { tables: setup.incoming.calls, findHandler, maxCalls, maxStreams },
      calls("reply"),
    );
  }

  /** Calls of either side that are not ended. */
  get pending(): number {
    return this.#caller.size + this.#callee.size;
  }

  /** Handlers of calls that have not settled. */
  get running(): number {
    return this.#callee.running;
  }

  /** Makes a call; whatever keeps it from being made is what it fails with. */
  call(method: string, input: unknown, options?: OutgoingOptions): OutgoingCall {
    return this.#caller.call(method, input, options);
  }

  /** A text frame has arrived; `bytes` is its size on the wire. Whatever is in it, nothing is thrown. */
  receive(text: string, bytes: number): void {
    const frame = decodeFrame(text, this.#setup.limits.maxDepth);
    if (frame.kind === "batch") this.#receiveBatch(frame.envelopes);
    else this.#receive(frame, bytes, () => this.#reply);
  }

  /** A binary frame has arrived: JSON with bytes behind it. The values in it refer to it, and do not copy it. */
  receiveBinary(frame: Uint8Array<ArrayBuffer>): void {
    const parts = this.#setup.isPlain() ? null : splitFrame(frame);
    if (parts === null) {
      return this.#refuse(invalidRequest("This binary frame is none."), this.#reply);
    }
    const attachments = new IncomingAttachments(parts.bytes);
    const envelope = decodeFrame(parts.json, this.#setup.limits.maxDepth, attachments);
    if (envelope.kind === "batch") this.#receiveBatch(envelope.envelopes);
    else this.#receive(envelope, frame.length, () => this.#reply);
  }

  /** Takes no new calls of the other side; resolves when no handler is running. */
  close(): Promise<void> {
    return this.#callee.close();
  }

  /**
   * The other side knows nothing of what was, and its calls are over. Those of ours that it may have had fail, unless they may be
   * made twice.
   * @param unwritten frames that it cannot have had
   * @returns the requests to be sent again
   */
  restart(unwritten: ReadonlySet<Frame>): Frame[] {
    this.#callee.end(new WsgenError("SESSION_LOST", "The caller's session was lost."));
    return this.#caller.restart(unwritten);
  }

  /** Fails the calls that are not ended; new ones can be made. */
  failCalls(error: Error): void {
    this.#caller.fail(error);
  }

  /** The other side is gone: fails and aborts every call. */
  end(error: Error): void {
    this.#caller.end(error);
    this.#callee.end(error);
  }

  #receiveBatch(envelopes: readonly unknown[]): void {
    const { maxCalls } = this.#setup.limits;
    const count = envelopes.length;
    const refusal = !this.#setup.isPlain()
      ? "Arrays are not sent between wsgen peers."
      : count === 0
        ? "A batch is not empty."
        : count > maxCalls && `A batch has at most ${maxCalls} elements.`;
    if (refusal !== false) return this.#refuse(invalidRequest(refusal), this.#reply);
    const batch = new Batch(this.#reply, this.#setup.encoder, this.#batches);
    for (const envelope of envelopes) {
      // Each element counts for what it would be as a frame of its own.
      const size = utf8Length(JSON.stringify(envelope));
      this.#receive(decodeEnvelope(envelope), size, (id) => batch.expect(id));
    }
    batch.complete();
  }

  /** `openReply` is called for what will get exactly one response. */
  #receive(frame: Envelope, bytes: number, openReply: (id: RequestId) => Reply): void {
    switch (frame.kind) {
      case "message":
        return this.#receiveMessage(frame, bytes);
      case "request":
        return this.#receiveRequest(frame, openReply);
      case "response":
        return this.#caller.receiveResponse(frame);
      case "invalid":
        return this.#refuse(frame, openReply(null));
    }
  }

  #receiveRequest(frame: RequestFrame, openReply: (id: RequestId) => Reply): void {
    const { encoder, incoming } = this.#setup;
    const { id, method } = frame;
    if (this.#callee.isServing(id)) {
      return this.#refuse(invalidRequest("A call with this id is running."), openReply(null));
    }
    if (!incoming.messages.has(method)) return this.#callee.serve(frame, openReply(id));
    this.#setup.countInvalid();
    const message = "Method not found: this is a message, not a call";
    openReply(id)(encoder.error(id, { code: RpcErrorCode.METHOD_NOT_FOUND, message }));
  }

  #receiveMessage(frame: MessageFrame, bytes: number): void {
    const { attachments, data, type } = frame;
    const decode = this.#setup.incoming.messages.get(type);
    if (decode !== undefined) return this.#deliver(frame, decode, bytes);
    if (type.startsWith("$/")) return this.#receiveControl(frame, bytes);
    if (this.#callee.knows(type)) {
      const request = { id: undefined, method: type, input: data, meta: undefined, attachments };
      return this.#callee.serve(request, this.#reply);
    }
    const message = "There is no such message.";
    this.#reject({ code: RpcErrorCode.METHOD_NOT_FOUND, message, method: type });
  }

  #deliver(
    { attachments, data, type }: MessageFrame,
    decode: Decoder<unknown>,
    bytes: number,
  ): void {
    let valid: unknown;
    try {
      valid = decodeValue(decode, data, type, attachments);
    } catch (error) {
      const isMisfit = error instanceof ValidationError;
      if (!isMisfit) this.#setup.report(error, type);
      const { message, path } = isMisfit ? error : { message: "The check failed.", path: type };
      return this.#reject({ code: RpcErrorCode.INVALID_PARAMS, message, method: type, path });
    }
    this.#setup.deliver({ type, data: valid }, bytes);
  }

  /** Names with `$/` belong to the protocol; one that is not known stays unanswered. */
  #receiveControl({ attachments, data, type }: MessageFrame, bytes: number): void {
    const params = isObject(data) ? data : {};
    const { id, item, items } = params;
    switch (type) {
      case Method.ERROR: {
        const { message } = params;
        const text = typeof message === "string" ? message.slice(0, 1_000) : "(no message)";
        return this.#setup.rejectedByPeer(text);
      }
      case Method.CANCEL:
        return this.#callee.cancel(id);
      case Method.NEXT:
        return this.#caller.find(id)?.receiveItem({ item, attachments, bytes });
      case Method.CREDIT:
        return this.#callee.receiveCredit(id, items, params["bytes"]);
      case Method.UPLOAD:
        return this.#callee.receiveUpload(id, { item, attachments, bytes });
      case Method.UPLOAD_END:
        return this.#callee.receiveUploadEnd(id);
      case Method.UPLOAD_CREDIT:
        return this.#caller.find(id)?.receiveCredit(items, params["bytes"]);
      default:
        return this.#setup.control(type, params);
    }
  }

  /** What could not even be read: a plain peer gets the response that JSON-RPC has for that. */
  #refuse({ code, id, message }: InvalidFrame, reply: Reply): void {
    if (id !== undefined) {
      this.#setup.countInvalid();
      return reply(this.#setup.encoder.error(id, { code, message }));
    }
    if (!this.#setup.isPlain()) return this.#reject({ code, message });
    this.#setup.countInvalid();
    reply(this.#setup.encoder.error(null, { code, message: PLAIN_MESSAGES.get(code) ?? message }));
  }

  #reject(notice: ErrorNotice): void {
    const { encoder } = this.#setup;
    this.#setup.countInvalid();
    if (!this.#setup.isPlain()) this.#setup.notify(encoder.notice(notice));
  }
}

/** As JSON-RPC 2.0 words them. */
const PLAIN_MESSAGES: ReadonlyMap<number, string> = new Map([
  [RpcErrorCode.PARSE_ERROR, "Parse error"],
  [RpcErrorCode.INVALID_REQUEST, "Invalid Request"],
]);

function invalidRequest(message: string): InvalidFrame {
  return { kind: "invalid", code: RpcErrorCode.INVALID_REQUEST, message };
}

/**
 * The frame of a message.
 * @throws {ValidationError} when there is no message of this type, or its data does not fit.
 */
export function encodeMessage(
  { messages }: OutgoingTables,
  encoder: FrameEncoder,
  type: string,
  data: unknown,
): Frame {
  const encode = messages.get(type) ?? failType(type, messages.keys());
  return encoder.message(type, encode, data);
}
