import { WsgenError } from "../errors.js";
import { RpcErrorCode } from "../rpc-error.js";
import type { Encoder } from "../validation/codec.js";
import { DeclaredError, type RpcErrorObject } from "./call-error.js";
import type { CallSetup } from "./call-setup.js";
import { Credit } from "./credit.js";
import type { RequestId } from "./decode-frame.js";
import type { IncomingTable } from "./direction-tables.js";
import { type Frame, frameSize } from "./frame.js";
import { ItemSender, type ItemSource } from "./item-sender.js";
import { ItemStream } from "./item-stream.js";
import { Method } from "./methods.js";

export interface IncomingRequest {
  /** `undefined` for a notification: it is served, and never answered. */
  readonly id: RequestId | undefined;
  readonly method: string;
  readonly idempotencyKey: string | null;
}

/** One call of the peer's while it is served: what its handler gets, and what it is answered with. */
export class IncomingCall {
  readonly tables: IncomingTable;
  readonly #request: IncomingRequest;
  readonly #setup: CallSetup;
  readonly #reply: (response: Frame) => void;
  readonly #onEnd: () => void;
  readonly #uploads: ItemStream<unknown> | null;
  /** What the caller lets us send; there before the items are, since a grant may come with the request. */
  readonly #credit: Credit | null;
  #sender: ItemSender | null = null;
  #controller: AbortController | null = null;
  #aborted: { readonly reason: unknown } | null = null;
  #ended = false;

  constructor(
    request: IncomingRequest,
    tables: IncomingTable,
    setup: CallSetup,
    reply: (response: Frame) => void,
    onEnd: () => void,
  ) {
    this.tables = tables;
    this.#credit = tables.items === undefined ? null : new Credit();
    this.#request = request;
    this.#setup = setup;
    this.#reply = reply;
    this.#onEnd = onEnd;
    this.#uploads = tables.uploads === undefined ? null : this.#openUploads();
  }

  get method(): string {
    return this.#request.method;
  }

  get idempotencyKey(): string | null {
    return this.#request.idempotencyKey;
  }

  /** Aborts when the caller cancels the call or the socket ends; made when somebody asks for it. */
  get signal(): AbortSignal {
    if (this.#controller === null) {
      this.#controller = new AbortController();
      if (this.#aborted !== null) this.#controller.abort(this.#aborted.reason);
    }
    return this.#controller.signal;
  }

  /** @throws {WsgenError} for a call that takes none. */
  get uploads(): ItemStream<unknown> {
    if (this.#uploads !== null) return this.#uploads;
    throw new WsgenError("NO_UPLOADS", `${this.method} takes no uploads.`);
  }

  error(code: string, data: unknown): DeclaredError {
    return new DeclaredError(code, data);
  }

  /** Whether it is answered, or needs no answer any more. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Whether `error` is what a handler ordinarily throws once its call has been aborted. */
  isAbort(error: unknown): boolean {
    if (this.#aborted === null) return false;
    if (error === this.#aborted.reason) return true;
    return error instanceof Error && /^(?:AbortError|SocketClosedError)$/.test(error.name);
  }

  /**
   * Sends the items of a handler, as credit comes; the result is what their source returns.
   * @throws what the source throws, and a `ValidationError` for an item that does not fit.
   */
  async sendItems(source: ItemSource, onError: (error: unknown) => void): Promise<unknown> {
    const { items } = this.tables;
    if (this.#credit === null || items === undefined)
      throw new TypeError(`${this.method} has no items.`);
    const { room } = this.#setup;
    const send = (item: unknown): number => this.#send(items, item);
    this.#sender = new ItemSender(source, this.#credit, { room, send, onError });
    if (this.#ended) this.#sender.stop();
    return this.#sender.run();
  }

  /** Whether the caller's grant is one. */
  grant(items: unknown, bytes: unknown): boolean {
    return this.#credit !== null && this.#credit.grant(items, bytes);
  }

  #send(encode: Encoder, item: unknown): number {
    const { encoder, send } = this.#setup;
    // Only requests have items.
    const id = this.#request.id ?? null;
    const frame = encoder.item(Method.NEXT, id, encode, item, `${this.method}.item`);
    void send(frame);
    return frameSize(frame);
  }

  /** The response. @throws {ValidationError} when the output does not fit; then nothing has been sent. */
  answer(output: unknown): void {
    const name = `${this.method}.output`;
    this.#answer(({ encoder }, id) => encoder.result(id, this.tables.output, output, name));
  }

  /** The response that is an error which no contract declares. */
  refuse(error: RpcErrorObject): void {
    this.#answer(({ encoder }, id) => encoder.error(id, error));
  }

  /** The response that is a declared error. @throws {ValidationError} when its data does not fit; then nothing has been sent. */
  refuseDeclared(error: DeclaredError, encode: Encoder): void {
    const name = `${this.method}.errors.${error.code}`;
    this.#answer(({ encoder }, id) => encoder.declaredError(id, encode, error, name));
  }

  /** Ends the call before its handler has: with an answer, unless nobody is there to take it. */
  abort(reason: unknown, answer?: RpcErrorObject): void {
    if (this.#ended) return;
    this.#aborted = { reason };
    this.#uploads?.finish({ error: reason });
    if (answer === undefined) this.#end();
    else this.refuse(answer);
    this.#controller?.abort(reason);
  }

  cancel(): void {
    const reason = new WsgenError("CANCELLED", `The caller cancelled ${this.method}.`);
    this.abort(reason, { code: RpcErrorCode.CANCELLED, message: "Cancelled" });
  }

  #openUploads(): ItemStream<unknown> {
    const { encoder, send } = this.#setup;
    const { id } = this.#request;
    return new ItemStream<unknown>({
      grant: (items, bytes) =>
        void send(encoder.control(Method.UPLOAD_CREDIT, { id, items, bytes })),
      // The call goes on; what still comes is dropped.
      leave: () => undefined,
    });
  }

  #answer(write: (setup: CallSetup, id: RequestId) => Frame): void {
    const { id } = this.#request;
    // What nobody waits for has to fit all the same.
    const frame = write(this.#setup, id ?? null);
    this.#end();
    this.#uploads?.finish();
    if (id !== undefined) this.#reply(frame);
  }

  #end(): void {
    this.#ended = true;
    this.#onEnd();
    this.#sender?.stop();
  }
}
