/** Error codes on the wire: those of JSON-RPC 2.0, section 5.1, and ours (PROTOCOL.md, "Errors"). */
export const RpcErrorCode = {
  /** A declared error; its name and data are in `data`. */
  DECLARED: 1,
  PARSE_ERROR: -32700,
  INVALID_REQUEST: -32600,
  METHOD_NOT_FOUND: -32601,
  INVALID_PARAMS: -32602,
  INTERNAL_ERROR: -32603,
  /** The caller cancelled the call. */
  CANCELLED: -32800,
  /** More calls are running than the callee takes. */
  TOO_MANY_CALLS: -32000,
  /** The callee's handler has returned: it takes no new calls. */
  CLOSING: -32001,
} as const;
