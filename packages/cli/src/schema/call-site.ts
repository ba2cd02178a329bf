/** An error, whose text is made when it is read. Its third frame is the call. */
export interface CallSite {
  readonly stack?: string;
}

/** To be called by a function of this package, to know where that was called. A schema may have hundreds of them. */
export function callSite(): CallSite {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 3;
  const site = new Error("call site");
  Error.stackTraceLimit = stackTraceLimit;
  return site;
}
