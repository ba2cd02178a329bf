import { RpcErrorCode } from "../rpc-error.js";
import { isObject } from "../validation/checks.js";
import { decodeValue } from "../validation/codec.js";
import { CallError, nameRpcError } from "./call-error.js";
import type { ResponseFrame } from "./decode-frame.js";
import type { OutgoingTable } from "./direction-tables.js";

/**
 * What a call fails with that was answered with this `error` member, whatever is in it.
 * @throws {ValidationError} when the data of a declared error does not fit.
 */
export function responseError(
  method: string,
  tables: OutgoingTable,
  { attachments, error }: ResponseFrame,
): CallError {
  const { code, data, message } = isObject(error) ? error : {};
  const text = typeof message === "string" ? message.slice(0, 1_000) : "(no message)";
  const rpcCode = typeof code === "number" ? code : RpcErrorCode.INTERNAL_ERROR;
  const answer = { code: rpcCode, message: text, data };
  if (rpcCode !== RpcErrorCode.DECLARED) {
    return new CallError(method, nameRpcError(rpcCode), answer);
  }
  const declared = isObject(data) ? data : {};
  const name = typeof declared["error"] === "string" ? declared["error"] : "";
  const decode = tables.errors.get(name);
  // One that the contract of this side does not know stays undeclared.
  if (decode === undefined) return new CallError(method, "REMOTE", answer);
  const valid = decodeValue(decode, declared["data"], `${method}.errors.${name}`, attachments);
  return new CallError(method, name, { ...answer, data: valid });
}
