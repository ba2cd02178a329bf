import { WsgenError } from "../errors.js";
import { RpcErrorCode } from "../rpc-error.js";

/**
 * What a call was answered with instead of its output. For an error that the schema declares, `code` is its name
 * and `data` is typed; `isError` of the call narrows to it. Otherwise `code` is one of `INTERNAL`, `METHOD_NOT_FOUND`,
 * `INVALID_PARAMS`, `INVALID_REQUEST`, `CANCELLED`, `TOO_MANY_CALLS`, `CLOSING`, or `REMOTE` for any other code of the peer's.
 */
export class CallError<Code extends string = string, Data = unknown> extends WsgenError {
  declare readonly code: Code;
  readonly data: Data;
  /** The call that was answered. */
  readonly method: string;
  /** The code on the wire: 1 for a declared error, else that of JSON-RPC. */
  readonly rpcCode: number;

  constructor(method: string, code: Code, answer: RpcErrorObject & { readonly data: Data }) {
    super(code, `${method}: ${answer.message}`);
    this.method = method;
    this.data = answer.data;
    this.rpcCode = answer.code;
  }
}

/** Made by `call.error(code, data)` for a handler to throw; the caller gets a `CallError`. */
export class DeclaredError extends WsgenError {
  readonly data: unknown;

  constructor(code: string, data: unknown) {
    super(code, `The call ends with its declared error ${code}.`);
    this.data = data;
  }
}

/** Whether `error` answers a call of `method` with the declared error `code`. */
export function isDeclaredError(error: unknown, method: string, code: string): boolean {
  return (
    error instanceof CallError &&
    error.rpcCode === RpcErrorCode.DECLARED &&
    error.method === method &&
    error.code === code
  );
}

/** The `error` member of a response. */
export interface RpcErrorObject {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/** The name under which a program meets an undeclared error. */
export function nameRpcError(code: number): string {
  return NAMES.get(code) ?? "REMOTE";
}

const NAMES: ReadonlyMap<number, string> = new Map([
  [RpcErrorCode.INVALID_REQUEST, "INVALID_REQUEST"],
  [RpcErrorCode.METHOD_NOT_FOUND, "METHOD_NOT_FOUND"],
  [RpcErrorCode.INVALID_PARAMS, "INVALID_PARAMS"],
  [RpcErrorCode.INTERNAL_ERROR, "INTERNAL"],
  [RpcErrorCode.CANCELLED, "CANCELLED"],
  [RpcErrorCode.TOO_MANY_CALLS, "TOO_MANY_CALLS"],
  [RpcErrorCode.CLOSING, "CLOSING"],
]);
