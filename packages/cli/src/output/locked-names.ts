export const LOCK_FILE = "wsgen.lock.json";

/** The lock that was read or made last. */
let latest: { readonly text: string; readonly names: readonly string[] } = { text: "", names: [] };

/** The endpoints of a lock; none, if it cannot be read. A large one takes a while to parse, and is parsed once. */
export function namesInLock(text: string): readonly string[] {
  if (latest.text === text) return latest.names;
  try {
    const lock: unknown = JSON.parse(text);
    rememberNames(text, Object.keys((lock as { endpoints: object }).endpoints)); // whatever it is, it has keys or throws
    return latest.names;
  } catch {
    return [];
  }
}

/** Says what is in a lock that is about to be written. */
export function rememberNames(text: string, names: readonly string[]): void {
  latest = { text, names };
}
