import { type Decoder, decodeValue, type Encoder, encodeValue } from "@wsgen/protocol";
import { z } from "zod";
import type { $ZodType } from "zod/v4/core";
import type { Change, Verdict } from "../../../packages/cli/src/compat/compare-contracts.js";
import type { Wires } from "../zod/generated.js";
import { type Outcome, ownOutcome, zodOutcome } from "../zod/outcome.js";

/** One version of a type: what was generated from it. */
export interface Version {
  readonly schema: $ZodType;
  readonly wires: Wires;
}

/** What became of the values of one sender. */
export interface Journey {
  /** How many were written that the other end of the same version takes. */
  readonly written: number;
  /** The JSON that the other version refuses. */
  readonly refused: readonly string[];
}

export type Sender = "client" | "server";

/** Old clients send to the new server, or the new server to old clients. */
export function travel(
  sender: Sender,
  before: Version,
  after: Version,
  values: readonly unknown[],
): Journey {
  if (sender === "client") {
    const { clientEncode, serverDecode } = before.wires;
    return journey(clientEncode, serverDecode, after.wires.serverDecode, values);
  }
  const { clientDecode, serverEncode } = after.wires;
  const reader = before.wires.clientDecode;
  if (clientDecode === null || serverEncode === null || reader === null)
    return { written: 0, refused: [] };
  const outputs = values.map((value) => {
    const parsed = zodOutcome(() => z.safeParse(after.schema, value));
    return parsed.kind === "accepted" ? parsed.value : value;
  });
  return journey(serverEncode, clientDecode, reader, outputs);
}

function journey(
  encode: Encoder,
  own: Decoder<unknown>,
  other: Decoder<unknown>,
  values: readonly unknown[],
): Journey {
  const texts = values.flatMap((value) => {
    const sent = ownOutcome(() => encodeValue(encode, value, "message"));
    return sent.kind === "accepted" ? [sent.value as string] : []; // what an encoder returns
  });
  const written = texts.filter((text) => outcomeOf(own, text) === "accepted");
  // What throws is code of the user's, or freezes bytes, as zod does.
  const refused = written.filter((text) => outcomeOf(other, text) === "refused");
  return { written: written.length, refused };
}

function outcomeOf(decode: Decoder<unknown>, text: string): Outcome["kind"] {
  return ownOutcome(() => decodeValue(decode, JSON.parse(text), "message")).kind;
}

const ORDER: readonly Verdict[] = ["breaking", "unknown", "warning", "compatible"];

/** The worst verdict on what one side sends. */
export function verdictOn(changes: readonly Change[], sender: Sender): Verdict {
  const found = changes.filter((change) => change.sender === sender).map(({ verdict }) => verdict);
  return ORDER.find((verdict) => found.includes(verdict)) ?? "compatible";
}
