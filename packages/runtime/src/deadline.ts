const LONGEST_TIMER = 2 ** 31 - 1;

/** Settles like the promise, or with `fallback` after `milliseconds`; leaves no timer behind. */
export async function within<T>(
  milliseconds: number,
  promise: Promise<T>,
  fallback: () => T,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(fallback()), Math.min(milliseconds, LONGEST_TIMER));
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
