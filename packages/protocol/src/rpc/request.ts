import { isObject } from "../validation/checks.js";
import { fail } from "../validation/fail.js";
import type { CallTables } from "./direction-tables.js";
import type { RequestMeta } from "./encode-frame.js";

const MAX_KEY_LENGTH = 200;

/** @throws {ValidationError} when the input is not what the call takes. */
export function sentInput({ input }: CallTables, value: unknown, method: string): unknown {
  if (input !== undefined) return input(value, method);
  return value === undefined ? undefined : fail(method, "no input", value);
}

/** As `sentInput`; but some JSON-RPC clients always send `params`, at least empty ones. */
export function receivedInput(tables: CallTables, value: unknown, method: string): unknown {
  if (tables.input !== undefined || !isEmpty(value)) return sentInput(tables, value, method);
  return undefined;
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
