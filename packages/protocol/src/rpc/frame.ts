import type { OutgoingAttachments } from "../validation/attachments.js";
import { utf8Length } from "./utf8-length.js";

/** What one WebSocket message holds: text, or the JSON of an object with bytes behind it. */
export type Frame = string | Uint8Array<ArrayBuffer>;

const LENGTH_BYTES = 4;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The size of a frame on the wire, in bytes. */
export function frameSize(frame: Frame): number {
  return typeof frame === "string" ? utf8Length(frame) : frame.length;
}

/** The length of the JSON as an unsigned 32-bit integer, the JSON, the bytes (PROTOCOL.md, "Binary frames"). */
export function joinFrame(json: string, attachments: OutgoingAttachments): Frame {
  const text = encoder.encode(json);
  const frame = new Uint8Array(LENGTH_BYTES + text.length + attachments.length);
  new DataView(frame.buffer).setUint32(0, text.length);
  frame.set(text, LENGTH_BYTES);
  attachments.copyTo(frame, LENGTH_BYTES + text.length);
  return frame;
}

export interface SplitFrame {
  readonly json: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The parts of a binary frame; `null` when it is none. */
export function splitFrame(frame: Uint8Array<ArrayBuffer>): SplitFrame | null {
  if (frame.length < LENGTH_BYTES) return null;
  const length = new DataView(frame.buffer, frame.byteOffset).getUint32(0);
  const end = LENGTH_BYTES + length;
  if (end > frame.length) return null;
  try {
    return { json: decoder.decode(frame.subarray(LENGTH_BYTES, end)), bytes: frame.subarray(end) };
  } catch {
    // No UTF-8.
    return null;
  }
}
