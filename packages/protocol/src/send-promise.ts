/**
 * A promise that nobody has to await: its failure never becomes an unhandled rejection.
 * `observed` tells whether somebody looked at the outcome.
 */
class WatchedPromise<T> extends Promise<T> {
  observed = false;

  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  // oxlint-disable-next-line unicorn/no-thenable -- this is a promise; looking at it is what it counts
  override then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.observed = true;
    return super.then(onFulfilled, onRejected);
  }
}

/**
 * Makes the promise of a `send` or a call safe to ignore. If it fails and nobody has looked at it
 * by the next macrotask, `onIgnored` gets the error; if somebody has, they get it and it alone.
 */
export function settled<T>(promise: Promise<T>, onIgnored: (error: unknown) => void): Promise<T> {
  const sent = new WatchedPromise<T>((resolve, reject) => {
    promise.then(resolve, (error: unknown) => {
      reject(error);
      setTimeout(() => {
        if (!sent.observed) onIgnored(error);
      }, 0);
    });
  });
  // Marks the rejection as handled without counting as somebody who looked.
  void Promise.prototype.then.call(sent, undefined, () => undefined);
  return sent;
}
