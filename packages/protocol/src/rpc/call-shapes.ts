import type { CallError } from "./call-error.js";

/** A call as the schema declares it; `void` where nothing was declared, `{}` without errors. */
export interface UnaryShape {
  readonly input: unknown;
  readonly output: unknown;
  readonly errors: object;
}

/** A call that yields items before its response. */
export interface StreamShape extends UnaryShape {
  readonly items: unknown;
}

/** A call that takes items while it runs. */
export interface UploadShape extends UnaryShape {
  readonly uploads: unknown;
}

export interface DuplexShape extends StreamShape {
  readonly uploads: unknown;
}

export interface CallOptions {
  /** Milliseconds that the whole call may take, items included. Default: no limit but the end of the socket. */
  readonly timeout?: number | undefined;
  /** Aborting it cancels the call, on the other side too; the call rejects with `signal.reason`. */
  readonly signal?: AbortSignal | undefined;
  /** Reaches the handler as `call.idempotencyKey`. At most 200 characters. */
  readonly idempotencyKey?: string | undefined;
}

export interface UploadOptions<Upload> extends CallOptions {
  /** What to send while the call runs; pulled no faster than the other side takes it. */
  readonly uploads: AsyncIterable<Upload> | Iterable<Upload>;
}

/**
 * The items of a call as they arrive. No more than a window of them is asked for before they are taken; leaving the loop
 * cancels the call. Iterating throws what the call failed with, after the items that came before.
 */
export interface CallStream<Item, Output> extends AsyncIterableIterator<Item> {
  /** The response, which follows the items. Ignoring it is safe. */
  readonly result: Promise<Output>;
}

interface WithErrors<Call extends UnaryShape> {
  /** Whether a call was answered with this declared error; narrows `error.data`. */
  isError<Code extends keyof Call["errors"] & string>(
    error: unknown,
    code: Code,
  ): error is CallError<Code, Call["errors"][Code]>;
}

/**
 * Calls the other side.
 * @throws {CallError} what it answered instead. @throws {ValidationError} for an input or an answer that does not fit.
 * @throws {TimeoutError} after `timeout`. @throws `signal.reason` when aborted. @throws {SocketClosedError} when the socket ends.
 */
export interface UnaryCall<Call extends UnaryShape> extends WithErrors<Call> {
  (input: Call["input"], options?: CallOptions): Promise<Call["output"]>;
}

/** Calls the other side, which answers with items; errors as for `UnaryCall`, from the iteration and from `result`. */
export interface StreamCall<Call extends StreamShape> extends WithErrors<Call> {
  (input: Call["input"], options?: CallOptions): CallStream<Call["items"], Call["output"]>;
}

/** Calls the other side and sends it items; errors as for `UnaryCall`, from `result`, and what `uploads` throws. */
export interface UploadCall<Call extends UploadShape> extends WithErrors<Call> {
  (
    input: Call["input"],
    options: UploadOptions<Call["uploads"]>,
  ): { readonly result: Promise<Call["output"]> };
}

/** Calls the other side with items both ways. */
export interface DuplexCall<Call extends DuplexShape> extends WithErrors<Call> {
  (
    input: Call["input"],
    options: UploadOptions<Call["uploads"]>,
  ): CallStream<Call["items"], Call["output"]>;
}

/** What a handler gets beside the input. */
export interface HandlerCall<Call extends UnaryShape> {
  /** Aborts when the caller cancels the call or the socket ends. */
  readonly signal: AbortSignal;
  /** What the caller gave, to recognise a repeated call by; `null` without one. */
  readonly idempotencyKey: string | null;
  /** A declared error, to be thrown: `throw call.error("NOT_A_MEMBER", { room })`. */
  error<Code extends keyof Call["errors"] & string>(code: Code, data: Call["errors"][Code]): Error;
}

/** As `HandlerCall`, for a call with uploads. */
export interface UploadHandlerCall<Call extends UploadShape> extends HandlerCall<Call> {
  /** What the caller sends; it sends no more than a window ahead of what is taken. */
  readonly uploads: AsyncIterableIterator<Call["uploads"]>;
}
