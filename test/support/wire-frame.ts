/** Frames of RFC 6455 written and read byte by byte, wrong ones included. */
export const Opcode = {
  CONTINUATION: 0x0,
  TEXT: 0x1,
  BINARY: 0x2,
  CLOSE: 0x8,
  PING: 0x9,
  PONG: 0xa,
} as const;

export interface FrameOptions {
  readonly fin?: boolean;
  readonly masked?: boolean;
  /** The three reserved bits, 0-7. */
  readonly rsv?: number;
  /** Writes this length instead of the true one, as 64 bits. */
  readonly claimedLength?: bigint;
}

export function encodeWireFrame(
  opcode: number,
  payload: string | Uint8Array = "",
  options: FrameOptions = {},
): Buffer {
  const { claimedLength, fin = true, masked = true, rsv = 0 } = options;
  const body = Buffer.from(payload);
  const first = (fin ? 0x80 : 0) | (rsv << 4) | opcode;
  const maskBit = masked ? 0x80 : 0;
  const head = Buffer.concat([
    Buffer.from([first]),
    encodeLength(body.length, maskBit, claimedLength),
  ]);
  if (!masked) return Buffer.concat([head, body]);
  const mask = Buffer.from([0x12, 0x34, 0x56, 0x78]);
  return Buffer.concat([head, mask, body.map((byte, index) => byte ^ (mask[index % 4] ?? 0))]);
}

export function encodeCloseFrame(code: number, reason = ""): Buffer {
  const payload = Buffer.alloc(2 + Buffer.byteLength(reason));
  payload.writeUInt16BE(code);
  payload.write(reason, 2);
  return encodeWireFrame(Opcode.CLOSE, payload);
}

function encodeLength(length: number, maskBit: number, claimed: bigint | undefined): Buffer {
  if (claimed === undefined && length < 126) return Buffer.from([maskBit | length]);
  if (claimed === undefined && length < 65_536) {
    return Buffer.from([maskBit | 126, length >> 8, length & 0xff]);
  }
  const long = Buffer.alloc(9);
  long[0] = maskBit | 127;
  long.writeBigUInt64BE(claimed ?? BigInt(length), 1);
  return long;
}

export interface WireFrame {
  readonly opcode: number;
  readonly fin: boolean;
  readonly payload: Buffer;
  /** Bytes of the whole frame. */
  readonly size: number;
}

/** The first whole frame of what a server sent (unmasked), or `null` while it is incomplete. */
export function decodeWireFrame(bytes: Buffer): WireFrame | null {
  if (bytes.length < 2) return null;
  const [first = 0, second = 0] = bytes;
  const short = second & 0x7f;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  if (bytes.length < 2 + lengthBytes) return null;
  const length =
    lengthBytes === 0
      ? short
      : lengthBytes === 2
        ? bytes.readUInt16BE(2)
        : Number(bytes.readBigUInt64BE(2));
  const size = 2 + lengthBytes + length;
  if (bytes.length < size) return null;
  const payload = bytes.subarray(2 + lengthBytes, size);
  return { opcode: first & 0x0f, fin: (first & 0x80) !== 0, payload, size };
}
