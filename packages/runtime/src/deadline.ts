/** Settles like the promise, or with `fallback` after `milliseconds`; leaves no timer behind. */
export async function within<T>(
  milliseconds: number,
  promise: Promise<T>,
  fallback: () => T,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(fallback()), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
