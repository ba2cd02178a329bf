/** An error, whose text is made when it is read. Its third frame is the call. */
export interface CallSite {
  readonly stack?: string;
}

/** To be called by a function of this package, to know where that was called. A schema may have hundreds of them. */
export function callSite(): CallSite {
  const limited = Error as { stackTraceLimit?: number }; // where V8 runs it
  const before = limited.stackTraceLimit;
  limited.stackTraceLimit = 3;
  const site = new Error("call site");
  if (before === undefined) delete limited.stackTraceLimit;
  else limited.stackTraceLimit = before;
  return site;
}
