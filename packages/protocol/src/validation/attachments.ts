/** The bytes behind the JSON of a binary frame. The JSON has `[offset, length]` where a value has bytes. */
export interface Attachments {
  /** Puts bytes behind those that are there; returns what the JSON says about them. */
  add(bytes: Uint8Array): string;
  /** The bytes at that place; `null` when they are not all there. */
  read(offset: number, length: number): Uint8Array<ArrayBuffer> | null;
  /** How many bytes there are. */
  readonly length: number;
  /** Forgets what was put there since it was that long. */
  cut(length: number): void;
}

/** Bytes that are to be sent. */
export class OutgoingAttachments implements Attachments {
  #parts: { readonly offset: number; readonly bytes: Uint8Array }[] = [];
  length = 0;
  /** Whether the JSON refers to any, empty ones included. */
  used = false;

  add(bytes: Uint8Array): string {
    this.used = true;
    const offset = this.length;
    this.#parts.push({ offset, bytes });
    this.length += bytes.length;
    return `[${offset},${bytes.length}]`;
  }

  read(): null {
    return null;
  }

  cut(length: number): void {
    if (length === this.length) return;
    this.#parts = this.#parts.filter(({ offset }) => offset < length);
    this.length = length;
  }

  /** Copies all of them to `target`, from `start` on. */
  copyTo(target: Uint8Array, start: number): void {
    for (const { offset, bytes } of this.#parts) target.set(bytes, start + offset);
  }
}

/** Bytes that have arrived. */
export class IncomingAttachments implements Attachments {
  readonly #bytes: Uint8Array<ArrayBuffer>;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes;
  }

  get length(): number {
    return this.#bytes.length;
  }

  add(): string {
    return "null";
  }

  read(offset: number, length: number): Uint8Array<ArrayBuffer> | null {
    const { buffer, byteOffset } = this.#bytes;
    if (offset + length > this.#bytes.length) return null;
    return new Uint8Array(buffer, byteOffset + offset, length);
  }

  cut(): void {
    // Nothing was put there.
  }
}
