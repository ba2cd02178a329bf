import { isObject } from "../validation/checks.js";
import { decodeValue, type Decoder } from "../validation/codec.js";
import { fail } from "../validation/fail.js";
import type { RequestFrame } from "./decode-frame.js";
import type { RequestMeta } from "./encode-frame.js";

type ReceivedRequest = Pick<RequestFrame, "attachments" | "input" | "method">;

const MAX_KEY_LENGTH = 200;

/**
 * What a handler gets. Some JSON-RPC clients always send `params`, at least empty ones.
 * @throws {ValidationError} when the input is not what the call takes.
 */
export function receivedInput(
  decode: Decoder<unknown> | undefined,
  { attachments, input, method }: ReceivedRequest,
): unknown {
  if (decode !== undefined) return decodeValue(decode, input, method, attachments);
  return input === undefined || isEmpty(input) ? undefined : fail(method, "no input", input);
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** @throws {ValidationError} for a key that cannot be one. */
export function requestMeta(idempotencyKey: string | undefined): RequestMeta | undefined {
  if (idempotencyKey === undefined) return undefined;
  if (isKey(idempotencyKey)) return { idempotencyKey };
  return fail("idempotencyKey", `1 to ${MAX_KEY_LENGTH} characters`, idempotencyKey);
}

/** The key in the `meta` of a request, when there is one that can be one. */
export function readIdempotencyKey(meta: unknown): string | null {
  const key = isObject(meta) ? meta["idempotencyKey"] : undefined;
  return isKey(key) ? key : null;
}

function isKey(key: unknown): key is string {
  return typeof key === "string" && key !== "" && key.length <= MAX_KEY_LENGTH;
}
