import { ValidationError, WsgenError } from "../errors.js";
import { RpcErrorCode } from "../rpc-error.js";
import { decodeValue } from "../validation/codec.js";
import { DeclaredError, type RpcErrorObject } from "./call-error.js";
import type { CallSetup } from "./call-setup.js";
import type { RequestFrame, RequestId } from "./decode-frame.js";
import type { IncomingTable } from "./direction-tables.js";
import { IncomingCall } from "./incoming-call.js";
import type { Frame } from "./frame.js";
import type { ItemSource } from "./item-sender.js";
import { Method } from "./methods.js";
import type { ArrivedItem } from "./outgoing-call.js";
import { readIdempotencyKey, receivedInput } from "./request.js";

/** What serves a call: gives the output, or the items whose return value is the output. */
export type CallHandler = (input: unknown, call: IncomingCall) => unknown;

export interface CalleeOptions {
  readonly tables: ReadonlyMap<string, IncomingTable>;
  readonly findHandler: (method: string) => CallHandler | undefined;
  /** Calls whose handlers may run at a time. */
  readonly maxCalls: number;
  /** Those among them that have items or uploads; 0 where a response is all that can be sent. */
  readonly maxStreams: number;
}

/** Without an id it is a notification: it is served, and never answered. */
type Request = Omit<RequestFrame, "kind" | "id"> & { readonly id: RequestId | undefined };

const INTERNAL = { code: RpcErrorCode.INTERNAL_ERROR, message: "Internal error" };
const NOT_FOUND = { code: RpcErrorCode.METHOD_NOT_FOUND, message: "Method not found" };
/** Refusals that say: this did not fit the contract. */
const MISFITS: ReadonlySet<number> = new Set([
  RpcErrorCode.METHOD_NOT_FOUND,
  RpcErrorCode.INVALID_PARAMS,
]);

/** The table of the peer's calls that are being served. */
export class Callee {
  readonly #options: CalleeOptions;
  readonly #setup: CallSetup;
  readonly #calls = new Map<RequestId, IncomingCall>();
  /** Those that came as notifications. */
  readonly #unanswered = new Set<IncomingCall>();
  /** Handlers that have not settled; one that ignores its signal outlives its call. */
  #running = 0;
  #runningStreams = 0;
  #closing: { readonly resolve: () => void } | null = null;

  constructor(options: CalleeOptions, setup: CallSetup) {
    this.#options = options;
    this.#setup = setup;
  }

  /** How many calls are not answered. */
  get size(): number {
    return this.#calls.size;
  }

  /** How many handlers have not settled. */
  get running(): number {
    return this.#running;
  }

  knows(method: string): boolean {
    return this.#options.tables.has(method);
  }

  /** Whether a call with this id is being served. */
  isServing(id: RequestId): boolean {
    return this.#calls.has(id);
  }

  /** Serves a request; `reply` gets its one response, at once or later, unless the connection ends before. */
  serve(request: Request, reply: (response: Frame) => void): void {
    const { id, method } = request;
    const tables = this.#options.tables.get(method);
    const handler = tables && this.#options.findHandler(method);
    if (tables === undefined || handler === undefined)
      return this.#refuse(request, NOT_FOUND, reply);
    const refusal = this.#refusal(id, isStream(tables));
    if (refusal !== null) return this.#refuse(request, refusal, reply);
    let input: unknown;
    try {
      input = receivedInput(tables.input, request);
    } catch (error) {
      return this.#refuse(request, this.#explain(error, method), reply);
    }
    const idempotencyKey = readIdempotencyKey(request.meta);
    const incoming = { id, method, idempotencyKey };
    const onEnd = (): unknown =>
      id === undefined ? this.#unanswered.delete(call) : this.#calls.delete(id);
    const call = new IncomingCall(incoming, tables, this.#setup, reply, onEnd);
    if (id === undefined) this.#unanswered.add(call);
    else this.#calls.set(id, call);
    this.#running += 1;
    if (isStream(tables)) this.#runningStreams += 1;
    this.#run(call, handler, input);
  }

  receiveUpload(id: unknown, { attachments, bytes, item }: ArrivedItem): void {
    const call = this.#find(id);
    if (call === null) return;
    const { method, tables } = call;
    if (tables.uploads === undefined) {
      const message = "This call takes no uploads.";
      return this.#setup.reject({ code: RpcErrorCode.INVALID_REQUEST, message, method });
    }
    try {
      const upload = decodeValue(tables.uploads, item, `${method}.upload`, attachments);
      if (call.uploads.push(upload, bytes)) return;
      const message = "This upload is beyond the credit.";
      const reason = new WsgenError("INVALID_REQUEST", message);
      call.abort(reason, { code: RpcErrorCode.INVALID_REQUEST, message });
    } catch (error) {
      call.abort(error, this.#explain(error, method));
    }
  }

  receiveUploadEnd(id: unknown): void {
    const call = this.#find(id);
    if (call?.tables.uploads !== undefined) call.uploads.finish();
  }

  receiveCredit(id: unknown, items: unknown, bytes: unknown): void {
    const call = this.#find(id);
    if (call === null || call.grant(items, bytes)) return;
    const message = "This is no credit.";
    this.#setup.reject({ code: RpcErrorCode.INVALID_PARAMS, message, method: Method.CREDIT });
  }

  cancel(id: unknown): void {
    this.#find(id)?.cancel();
  }

  /** Refuses new calls; resolves when no handler is running. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#closing = { resolve };
      if (this.#running === 0) resolve();
    });
  }

  /** Nobody is there any more: aborts what is running. */
  end(error: Error): void {
    for (const call of [...this.#calls.values(), ...this.#unanswered]) call.abort(error);
  }

  #find(id: unknown): IncomingCall | null {
    // Whatever is no id finds nothing.
    return this.#calls.get(id as RequestId) ?? null;
  }

  #refusal(id: RequestId | undefined, stream: boolean): RpcErrorObject | null {
    const { maxCalls, maxStreams } = this.#options;
    if (stream && (maxStreams === 0 || id === undefined)) return NOT_FOUND;
    if (this.#closing !== null) {
      return { code: RpcErrorCode.CLOSING, message: "No new calls are taken" };
    }
    if (this.#running >= maxCalls || (stream && this.#runningStreams >= maxStreams)) {
      return { code: RpcErrorCode.TOO_MANY_CALLS, message: "Too many calls" };
    }
    return null;
  }

  /** A request is answered; of a notification that does not fit, a wsgen peer is told. */
  #refuse({ id, method }: Request, error: RpcErrorObject, reply: (response: Frame) => void): void {
    const { countInvalid, encoder, reject } = this.#setup;
    const { code, message } = error;
    if (id === undefined) return reject({ code, message, method });
    if (MISFITS.has(code)) countInvalid();
    reply(encoder.error(id, error));
  }

  /** What is told of input that cannot be taken; a check that breaks is nobody's business but ours. */
  #explain(error: unknown, method: string): RpcErrorObject {
    if (error instanceof ValidationError) {
      return { code: RpcErrorCode.INVALID_PARAMS, message: error.message };
    }
    this.#setup.report(error, method);
    return INTERNAL;
  }

  #run(call: IncomingCall, handler: CallHandler, input: unknown): void {
    try {
      const outcome = handler(input, call);
      if (call.tables.items !== undefined) void this.#stream(call, outcome);
      else if (isPromiseLike(outcome)) {
        // Whatever it is, it settles once then.
        Promise.resolve(outcome).then(
          (output) => this.#succeeded(call, output),
          (error: unknown) => this.#failed(call, error),
        );
      } else this.#succeeded(call, outcome);
    } catch (error) {
      this.#failed(call, error);
    }
  }

  async #stream(call: IncomingCall, outcome: unknown): Promise<void> {
    try {
      const report = (error: unknown): void => this.#reportAborted(call, error);
      // Whether it can be iterated is found out there.
      const output = await call.sendItems((await outcome) as ItemSource, report);
      this.#succeeded(call, output);
    } catch (error) {
      this.#failed(call, error);
    }
  }

  #succeeded(call: IncomingCall, output: unknown): void {
    const room = this.#room(call);
    if (room !== null) return this.#retry(room, () => this.#succeeded(call, output));
    this.#settled(call);
    if (call.ended) return;
    try {
      call.answer(output);
    } catch (error) {
      this.#setup.report(error, call.method);
      call.refuse(INTERNAL);
    }
  }

  #failed(call: IncomingCall, error: unknown): void {
    const room = this.#room(call);
    if (room !== null) return this.#retry(room, () => this.#failed(call, error));
    this.#settled(call);
    if (call.ended) return this.#reportAborted(call, error);
    try {
      refuseDeclared(call, error);
    } catch (undeclared) {
      this.#setup.report(undeclared, call.method);
      call.refuse(INTERNAL);
    }
  }

  /** What an answer waits for. Until then its call counts as running, so that no more than `maxCalls` of them wait. */
  #room(call: IncomingCall): Promise<void> | null {
    return call.ended ? null : this.#setup.room();
  }

  /** When there may be room again, or the connection has ended, and every call with it. */
  #retry(room: Promise<void>, answer: () => void): void {
    room.then(answer, answer);
  }

  #settled({ tables }: IncomingCall): void {
    this.#running -= 1;
    if (isStream(tables)) this.#runningStreams -= 1;
    if (this.#running === 0) this.#closing?.resolve();
  }

  #reportAborted(call: IncomingCall, error: unknown): void {
    // A declared error is an answer that nobody waits for any more.
    if (error instanceof DeclaredError || call.isAbort(error)) return;
    this.#setup.report(error, call.method);
  }
}

/** @throws what is no declared error, or a `ValidationError` when its data does not fit. */
function refuseDeclared(call: IncomingCall, error: unknown): void {
  const encode = error instanceof DeclaredError ? call.tables.errors.get(error.code) : undefined;
  if (encode === undefined || !(error instanceof DeclaredError)) throw error;
  call.refuseDeclared(error, encode);
}

function isStream({ items, uploads }: IncomingTable): boolean {
  return items !== undefined || uploads !== undefined;
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  if (typeof value !== "object" || value === null || !("then" in value)) return false;
  return typeof value.then === "function";
}
