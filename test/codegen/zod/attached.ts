import {
  type Decoder,
  decodeValue,
  type Encoder,
  encodeValue,
  IncomingAttachments,
  OutgoingAttachments,
} from "@wsgen/protocol";
import { z } from "zod";
import { disagreement } from "./disagreement.js";
import { ownOutcome, zodOutcome } from "./outcome.js";
import { travelled } from "./travelled.js";
import { isPlain } from "./values/merge-deep.js";
import type { Subject } from "./ways.js";

/** A client sends bytes in a binary frame: the JSON has only their places. */
export function attachedToServer({ name, schema, wires }: Subject, value: unknown): string | null {
  const zod = zodOutcome(() => z.safeParse(schema, value));
  if (zod.kind !== "accepted") return null;
  const own = ownOutcome(() => travel(wires.clientEncode, wires.serverDecode, value));
  const expected = { kind: "accepted" as const, value: travelled(zod.value) };
  const found = { name, schema, way: "client to server, attached", value, zod: expected, own };
  return disagreement(found, { issue: true, message: false });
}

function travel(encoder: Encoder, decoder: Decoder<unknown>, value: unknown): unknown {
  const sent = new OutgoingAttachments();
  const text = encodeValue(encoder, value, "message", sent);
  const frame = new Uint8Array(sent.length);
  sent.copyTo(frame, 0);
  const received = new IncomingAttachments(frame);
  return travelled(decodeValue(decoder, JSON.parse(text), "message", received));
}

export function hasBytes(value: unknown): boolean {
  if (value instanceof Uint8Array) return true;
  if (Array.isArray(value) || value instanceof Set) return [...value].some(hasBytes);
  if (value instanceof Map) return [...value].flat().some(hasBytes);
  return isPlain(value) && Object.values(value).some(hasBytes);
}
