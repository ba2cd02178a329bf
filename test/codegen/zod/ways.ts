import { decodeValue, encodeValue } from "@wsgen/protocol";
import { z } from "zod";
import type { Entry } from "./corpus/index.js";
import { refusedByServer } from "./deviations.js";
import { disagreement, type Strictness } from "./disagreement.js";
import type { Wires } from "./generated.js";
import { type Outcome, ownOutcome, zodOutcome } from "./outcome.js";
import { travelled } from "./travelled.js";

/** What the values of one type are sent through. */
export interface Subject extends Entry {
  readonly wires: Wires;
  /** Of a type with functions that write messages, texts cannot be known. */
  readonly ownWords: boolean;
}

const NAME = "message";

/** The server receives JSON of which the value is its own wire. */
export function jsonToServer(
  { name, schema, wires, ownWords }: Subject,
  wire: unknown,
): string | null {
  const zod = zodOutcome(() => z.safeParse(schema, wire));
  const own = ownOutcome(() => decodeValue(wires.serverDecode, wire, NAME));
  return disagreement(
    { name, schema, way: "json to server", value: wire, zod, own },
    strict(!ownWords),
  );
}

/** A client sends a value; the server receives it. The wire is what travelled. */
export function clientToServer(
  subject: Subject,
  value: unknown,
): { readonly wire?: unknown; readonly problem: string | null } {
  const { closures, name, ownWords, schema, wires } = subject;
  const zod = arrived(zodOutcome(() => z.safeParse(schema, value)));
  const sent = ownOutcome(() => encodeValue(wires.clientEncode, value, NAME));
  // What functions of the user's refuse, only the server can know; it also finds what zod cannot merge.
  const late = closures || zod.kind === "threw" || refusedByServer.has(name);
  if (sent.kind !== "accepted" || (zod.kind !== "accepted" && !late)) {
    const found = { name, schema, way: "client to server, encoding", value, zod, own: sent };
    return {
      problem: disagreement(found, { issue: !closures, message: !closures && !ownWords }),
    };
  }
  const text = sent.value as string; // what an encoder returns
  let wire: unknown;
  const received = ownOutcome(() => {
    wire = JSON.parse(text);
    return decodeValue(wires.serverDecode, wire, NAME);
  });
  const own = arrived(received);
  const found = { name, schema, way: `client to server, as ${text}`, value, zod, own };
  return { wire, problem: disagreement(found, strict(false)) };
}

/** The server sends a value; a client receives it. */
export function serverToClient(subject: Subject, value: unknown): string | null {
  const { closures, name, schema, wires } = subject;
  const { serverEncode, clientDecode } = wires;
  if (serverEncode === null || clientDecode === null) throw new Error(`${name} goes one way only`);
  const encoded = zodOutcome(() => z.safeEncode(schema, value));
  const sent = ownOutcome(() => encodeValue(serverEncode, value, NAME));
  // What zod cannot merge, the client finds.
  if (encoded.kind === "refused" || sent.kind !== "accepted") {
    const found = {
      name,
      schema,
      way: "server to client, encoding",
      value,
      zod: encoded,
      own: sent,
    };
    return disagreement(found, strict(!subject.ownWords));
  }
  const text = sent.value as string; // what an encoder returns
  const own = arrived(ownOutcome(() => decodeValue(clientDecode, JSON.parse(text), NAME)));
  // The client sees what functions of the user's have written.
  const decoded =
    closures || encoded.kind !== "accepted"
      ? own
      : arrived(zodOutcome(() => z.safeParse(schema, encoded.value)));
  const found = { name, schema, way: `server to client, as ${text}`, value, own };
  // zod need not take back what it has encoded; the client may all the same.
  if (decoded.kind === "refused" && own.kind === "accepted") return null;
  if (encoded.kind === "threw") return disagreement({ ...found, zod: encoded }, strict(false));
  const zod = closures && own.kind !== "accepted" ? takenByAll : decoded;
  return disagreement({ ...found, zod }, strict(false));
}

const takenByAll: Outcome = { kind: "accepted", value: "anything" };

function arrived(outcome: Outcome): Outcome {
  return outcome.kind === "accepted"
    ? { kind: "accepted", value: travelled(outcome.value) }
    : outcome;
}

/** The server receives any JSON: `stable`: what it makes of that has to be a value of the type. */
export function garbageToServer(
  { name, schema, wires }: Subject,
  wire: unknown,
  stable: boolean,
): string | null {
  const own = ownOutcome(() => decodeValue(wires.serverDecode, wire, NAME));
  if (own.kind === "refused" || (own.kind === "accepted" && !stable)) return null;
  const zod =
    own.kind === "threw" ? refusedByNobody : zodOutcome(() => z.safeParse(schema, own.value));
  return disagreement(
    { name, schema, way: "garbage to server", value: wire, zod, own },
    strict(false),
  );
}

/** A client receives any JSON, and does not fall over. */
export function garbageToClient(
  { name, schema, wires: { clientDecode } }: Subject,
  wire: unknown,
): string | null {
  if (clientDecode === null) return null;
  const own = ownOutcome(() => decodeValue(clientDecode, wire, NAME));
  if (own.kind !== "threw") return null;
  return disagreement(
    { name, schema, way: "garbage to client", value: wire, zod: refusedByNobody, own },
    strict(false),
  );
}

const refusedByNobody: Outcome = {
  kind: "refused",
  code: "anything",
  path: [],
  message: "a ValidationError",
};

function strict(message: boolean): Strictness {
  return { issue: true, message };
}
