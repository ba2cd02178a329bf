/** Makes a secret of at least 128 bits, as text. */
export type CreateKey = () => string;

/**
 * The secret that a session is resumed with. Each resumption makes a new one; the one before stays valid until the client shows
 * that it has got the new one, because the answer with it may be lost.
 */
export class SessionKey {
  readonly #create: CreateKey;
  #current: string;
  #previous: string | null = null;

  constructor(create: CreateKey) {
    this.#create = create;
    this.#current = create();
  }

  get current(): string {
    return this.#current;
  }

  /** Whether the session may be resumed with this; if so, it has a new key. */
  use(key: string): boolean {
    const isCurrent = isSame(key, this.#current);
    const isPrevious = this.#previous !== null && isSame(key, this.#previous);
    if (!isCurrent && !isPrevious) return false;
    this.#previous = key;
    this.#current = this.#create();
    return true;
  }

  /** The client has got the current key. */
  confirm(): void {
    this.#previous = null;
  }
}

/** Takes as long whatever differs. */
function isSame(given: string, key: string): boolean {
  let difference = given.length ^ key.length;
  for (let at = 0; at < key.length; at += 1) {
    difference |= given.charCodeAt(at % Math.max(1, given.length)) ^ key.charCodeAt(at);
  }
  return difference === 0;
}
