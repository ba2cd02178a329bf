/** One message, written once for each kind of peer that is among the members. */
export class SharedFrame {
  readonly #encode: (plain: boolean) => string;
  #wsgen: string | null = null;
  #plain: string | null = null;

  constructor(encode: (plain: boolean) => string) {
    this.#encode = encode;
  }

  text(plain: boolean): string {
    if (plain) return (this.#plain ??= this.#encode(true));
    return (this.#wsgen ??= this.#encode(false));
  }
}
