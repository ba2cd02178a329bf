/** The methods of the protocol itself (PROTOCOL.md); names of messages and calls never start with `$`. */
export const Method = {
  /** A message that did not fit the contract. */
  ERROR: "$/error",
  /** The caller wants no answer any more. */
  CANCEL: "$/cancelRequest",
  /** An item of a call, from the callee. */
  NEXT: "$/next",
  /** How many more `$/next` the caller takes. */
  CREDIT: "$/credit",
  /** An item of a call, from the caller. */
  UPLOAD: "$/upload",
  UPLOAD_END: "$/uploadEnd",
  /** How many more `$/upload` the callee takes. */
  UPLOAD_CREDIT: "$/uploadCredit",
  /** Begins a session, or resumes one. */
  SESSION: "$/session",
  /** How many numbered frames have arrived. */
  ACK: "$/ack",
  /** A sign of life. */
  PING: "$/ping",
  /** The server will close soon, and another connection is to be had later. */
  BYE: "$/bye",
  /** Stands for numbers whose frames nobody asks for. */
  SKIP: "$/skip",
  /** Stands for numbers whose frames are lost. */
  GAP: "$/gap",
} as const;
