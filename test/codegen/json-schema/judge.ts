import { type Decoder, decodeValue, type Encoder, encodeValue } from "@wsgen/protocol";
import { z } from "zod";
import type { Entry } from "../zod/corpus/index.js";
import type { Wires } from "../zod/generated.js";
import { ownOutcome, zodOutcome } from "../zod/outcome.js";
import { arbitraryNear, arbitraryNearJson, sample, throughJson } from "../zod/values/sample.js";
import { isException } from "./exceptions.js";

/** What the exported schema says of one direction. */
export interface Described {
  readonly fits: (wire: unknown) => boolean;
  readonly isExact: boolean;
}

export interface Descriptions {
  readonly clientToServer: Described;
  /** `null`: no server can send it. */
  readonly serverToClient: Described | null;
}

export interface Judgement {
  /** How many values were judged. */
  readonly values: number;
  readonly problems: readonly string[];
}

/** One way, from who writes to who reads. */
interface Way extends Described {
  readonly title: string;
  readonly encoder: Encoder;
  readonly decoder: Decoder<unknown>;
  /** Gives the values to write. */
  readonly valueOf: (value: unknown) => unknown;
  /** Whether the receiver may take what is never written: what a client may leave out, a server does not. */
  readonly mayTake: (wire: unknown) => boolean;
}

/**
 * Judges values near a type in both directions, `count` of them as they are written, and as much JSON near those: the exported
 * schema has to say what the receiver says, or, where a comment in it tells of more checks, to take at least as much.
 */
export function judge(
  entry: Entry,
  wires: Wires,
  described: Descriptions,
  count: number,
): Judgement {
  const near = sample(arbitraryNear(entry.schema), count);
  const ways = waysOf(entry, wires, described);
  const written = ways.map((way) => near.flatMap((value) => writtenBy(way, value)));
  const known = [...near.map(throughJson), ...written.flat()];
  const unknown = sample(arbitraryNearJson(known), count);
  const problems = ways.flatMap((way, index) => [
    ...(written[index] ?? []).map((wire) => problemWith(entry, way, wire, () => false)),
    ...unknown.map((wire) => problemWith(entry, way, wire, way.mayTake)),
  ]);
  return { values: problems.length, problems: problems.filter((problem) => problem !== null) };
}

function waysOf(
  { schema }: Entry,
  wires: Wires,
  { clientToServer, serverToClient }: Descriptions,
): Way[] {
  const up: Way = {
    ...clientToServer,
    title: "client to server",
    encoder: wires.clientEncode,
    decoder: wires.serverDecode,
    valueOf: (value) => value,
    mayTake: () => false,
  };
  const { clientDecode, serverEncode } = wires;
  if (serverToClient === null || serverEncode === null || clientDecode === null) return [up];
  const down: Way = {
    ...serverToClient,
    title: "server to client",
    encoder: serverEncode,
    decoder: clientDecode,
    valueOf(value) {
      const parsed = zodOutcome(() => z.safeParse(schema, value));
      return parsed.kind === "accepted" ? parsed.value : value;
    },
    mayTake: clientToServer.fits,
  };
  return [up, down];
}

/** The JSON of a value; nothing if it cannot be sent. */
function writtenBy({ encoder, valueOf }: Way, value: unknown): unknown[] {
  const sent = ownOutcome(() => encodeValue(encoder, valueOf(value), "message"));
  return sent.kind === "accepted" ? [JSON.parse(sent.value as string)] : []; // what an encoder returns
}

function problemWith(
  { name }: Entry,
  { decoder, fits, isExact, title }: Way,
  wire: unknown,
  mayTake: Way["mayTake"],
): string | null {
  const isTaken = takes(decoder, wire);
  if (isTaken === fits(wire)) return null;
  if (isTaken ? mayTake(wire) : !isExact) return null;
  if (isException({ name, wire, isTaken })) return null;
  const verdict = isTaken ? "is taken, and does not fit" : "is refused, and fits";
  return `${name}, ${title}: ${JSON.stringify(wire)} ${verdict}`;
}

/** The attachments of a frame that has bytes wherever they are looked for. */
const ENDLESS = { length: 0, add: () => "null", read: () => new Uint8Array(), cut: (): void => {} };

function takes(decoder: Decoder<unknown>, wire: unknown): boolean {
  return ownOutcome(() => decodeValue(decoder, wire, "message", ENDLESS)).kind === "accepted";
}
