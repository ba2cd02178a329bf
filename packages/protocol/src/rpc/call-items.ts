import type { CallStream } from "./call-shapes.js";
import { ItemStream, type ItemStreamHooks } from "./item-stream.js";

/** The items of a call that this side has made, and the response after them. */
export class CallItems extends ItemStream<unknown> implements CallStream<unknown, unknown> {
  readonly result: Promise<unknown>;

  constructor(result: Promise<unknown>, hooks: ItemStreamHooks) {
    super(hooks);
    this.result = result;
    // Iterating throws the same error: whoever looks only there has seen it.
    result.catch(() => undefined);
  }
}
