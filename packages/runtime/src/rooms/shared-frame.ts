import type { Frame } from "@wsgen/protocol";

/** One message, written once for each kind of peer that is among the members. */
export class SharedFrame {
  readonly #encode: (plain: boolean) => Frame;
  #wsgen: Frame | null = null;
  #plain: Frame | null = null;

  constructor(encode: (plain: boolean) => Frame) {
    this.#encode = encode;
  }

  data(plain: boolean): Frame {
    if (plain) return (this.#plain ??= this.#encode(true));
    return (this.#wsgen ??= this.#encode(false));
  }
}
