import { OutcomeUnknownError, StreamLostError, TimeoutError, ValidationError } from "../errors.js";
import { RpcErrorCode } from "../rpc-error.js";
import type { Attachments } from "../validation/attachments.js";
import { decodeValue, type Encoder } from "../validation/codec.js";
import { fail } from "../validation/fail.js";
import { CallError, nameRpcError } from "./call-error.js";
import { CallItems } from "./call-items.js";
import type { CallOptions } from "./call-shapes.js";
import type { CallSetup } from "./call-setup.js";
import { Credit } from "./credit.js";
import type { ResponseFrame } from "./decode-frame.js";
import type { OutgoingTable } from "./direction-tables.js";
import { type Frame, frameSize } from "./frame.js";
import { ItemSender, type ItemSource } from "./item-sender.js";
import { Method } from "./methods.js";
import { requestMeta } from "./request.js";
import { responseError } from "./response-error.js";

export interface OutgoingOptions extends CallOptions {
  readonly uploads?: ItemSource | undefined;
}

/** One item or upload as it came. */
export interface ArrivedItem {
  readonly item: unknown;
  /** What the bytes in it are read from. */
  readonly attachments: Attachments | null;
  /** The size of its frame. */
  readonly bytes: number;
}

const LONGEST_TIMER = 2 ** 31 - 1;

/** One call that this side makes, from its request to whatever ends it. */
export class OutgoingCall {
  /** Settles exactly once. */
  readonly result: Promise<unknown>;
  /** The items of the callee, when the call has any. */
  readonly items: CallItems | null;
  readonly #id: number;
  readonly #method: string;
  readonly #tables: OutgoingTable;
  readonly #setup: CallSetup;
  readonly #onEnd: () => void;
  #resolve!: (output: unknown) => void;
  #reject!: (error: unknown) => void;
  #uploads: ItemSender | null = null;
  /** What the callee lets us send. */
  #credit: Credit | null = null;
  /** Ends the watch over timeout and signal. */
  #unwatch: () => void = () => undefined;
  #request: Frame | null = null;
  #received = 0;
  #ended = false;

  constructor(
    id: number,
    method: string,
    tables: OutgoingTable,
    setup: CallSetup,
    onEnd: () => void,
  ) {
    this.#id = id;
    this.#method = method;
    this.#tables = tables;
    this.#setup = setup;
    this.#onEnd = onEnd;
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.items = tables.items === undefined ? null : this.#openItems();
  }

  /** Sends the request, then the uploads; what keeps it from being sent is what the call fails with. */
  start(input: unknown, options: OutgoingOptions): void {
    try {
      options.signal?.throwIfAborted();
      const encode = this.#tables.input;
      if (encode === undefined && input !== undefined) fail(this.#method, "no input", input);
      const meta = requestMeta(options.idempotencyKey);
      const request = this.#setup.encoder.request(this.#id, this.#method, encode, input, meta);
      this.#watch(options);
      this.#request = request;
      this.#setup.request(request)?.catch((error: unknown) => this.fail(error));
    } catch (error) {
      return this.fail(error);
    }
    const { uploads } = this.#tables;
    if (uploads !== undefined) this.#startUploads(uploads, options.uploads ?? []);
  }

  /** The other side has forgotten the call, if it ever had it; the result is a request to be sent again. */
  restart(unwritten: ReadonlySet<Frame>): Frame | null {
    if (this.#request === null || unwritten.has(this.#request)) return null;
    const { effect, items, uploads } = this.#tables;
    if (items !== undefined) this.fail(new StreamLostError(this.#method, this.#received));
    // Uploads that were sent cannot be asked for again.
    else if (effect === "once" || uploads !== undefined) {
      this.fail(new OutcomeUnknownError(this.#method));
    } else return this.#request;
    return null;
  }

  receiveItem({ attachments, bytes, item }: ArrivedItem): void {
    const decode = this.#tables.items;
    if (decode === undefined || this.items === null) {
      const message = "There are no items in this call.";
      const { reject } = this.#setup;
      return reject({ code: RpcErrorCode.INVALID_REQUEST, message, method: this.#method });
    }
    try {
      const valid = decodeValue(decode, item, this.#path("item"), attachments);
      this.#received += 1;
      if (!this.items.push(valid, bytes)) this.#misbehaved("This item is beyond the credit.");
    } catch (error) {
      this.#invalid(error);
      this.cancel(error);
    }
  }

  receiveCredit(items: unknown, bytes: unknown): void {
    if (this.#credit?.grant(items, bytes) === true) return;
    this.#setup.reject({
      code: RpcErrorCode.INVALID_PARAMS,
      message: "This is no credit.",
      method: Method.UPLOAD_CREDIT,
    });
  }

  receiveResponse(response: ResponseFrame): void {
    const { attachments, error, result } = response;
    const { output } = this.#tables;
    try {
      if (error !== undefined && error !== null) {
        return this.fail(responseError(this.#method, this.#tables, response));
      }
      const name = this.#path("output");
      const valid = output && decodeValue(output, result, name, attachments);
      this.#end();
      this.items?.finish();
      this.#resolve(valid);
    } catch (invalid) {
      this.#invalid(invalid);
      this.fail(invalid);
    }
  }

  /** Ends the call on this side; the other side has ended it, or cannot be told. */
  fail(error: unknown): void {
    if (this.#ended) return;
    this.#end();
    this.items?.finish({ error });
    this.#reject(error);
  }

  /** Ends the call on this side, and tells the other. */
  cancel(reason: unknown): void {
    if (this.#ended) return;
    this.fail(reason);
    void this.#setup.send(this.#setup.encoder.control(Method.CANCEL, { id: this.#id }));
  }

  #openItems(): CallItems {
    const { encoder, send } = this.#setup;
    return new CallItems(this.result, {
      grant: (items, bytes) =>
        void send(encoder.control(Method.CREDIT, { id: this.#id, items, bytes })),
      leave: () => this.cancel(this.#localError(RpcErrorCode.CANCELLED, "its items are not read")),
    });
  }

  #watch({ signal, timeout }: OutgoingOptions): void {
    if (timeout !== undefined && !(timeout >= 0)) {
      throw new RangeError(`timeout is milliseconds from 0 upwards, not ${timeout}`);
    }
    const abort = (): void => this.cancel(signal?.reason);
    const expire = (): void =>
      this.cancel(new TimeoutError(`${this.#method} was not answered within ${timeout} ms.`));
    const timer =
      timeout === undefined || timeout > LONGEST_TIMER ? undefined : setTimeout(expire, timeout);
    signal?.addEventListener("abort", abort);
    this.#unwatch = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    };
  }

  #startUploads(encode: Encoder, source: ItemSource): void {
    const report = (error: unknown): void => this.#setup.report(error, this.#method);
    try {
      const credit = new Credit();
      this.#credit = credit;
      const { room } = this.#setup;
      const send = (item: unknown): number => this.#upload(encode, item);
      this.#uploads = new ItemSender(source, credit, { room, send, onError: report });
      void this.#runUploads(this.#uploads);
    } catch (error) {
      this.cancel(error);
    }
  }

  #upload(encode: Encoder, item: unknown): number {
    const { encoder, send } = this.#setup;
    const frame = encoder.item(Method.UPLOAD, this.#id, encode, item, this.#path("upload"));
    void send(frame);
    return frameSize(frame);
  }

  async #runUploads(uploads: ItemSender): Promise<void> {
    try {
      await uploads.run();
      if (!this.#ended) {
        void this.#setup.send(this.#setup.encoder.control(Method.UPLOAD_END, { id: this.#id }));
      }
    } catch (error) {
      this.cancel(error);
    }
  }

  #end(): void {
    this.#ended = true;
    this.#unwatch();
    this.#uploads?.stop();
    this.#onEnd();
  }

  #misbehaved(message: string): void {
    this.#setup.reject({ code: RpcErrorCode.INVALID_REQUEST, message, method: this.#method });
    this.cancel(this.#localError(RpcErrorCode.INVALID_REQUEST, message));
  }

  /** What the other side sent does not fit: it is told. */
  #invalid(error: unknown): void {
    const { message, path } =
      error instanceof ValidationError ? error : { message: "The check failed.", path: "" };
    if (!(error instanceof ValidationError)) this.#setup.report(error, this.#method);
    this.#setup.reject({ code: RpcErrorCode.INVALID_PARAMS, message, method: this.#method, path });
  }

  #localError(code: number, message: string): CallError {
    return new CallError(this.#method, nameRpcError(code), { code, message, data: undefined });
  }

  #path(role: string): string {
    return `${this.#method}.${role}`;
  }
}
