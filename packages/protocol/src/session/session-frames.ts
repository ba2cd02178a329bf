import { isObject } from "../validation/checks.js";
import { Method } from "../rpc/methods.js";

/** The id of the request: calls have numbers. */
export const SESSION_REQUEST_ID = "$/session";

export interface ResumeRequest {
  readonly id: string;
  readonly key: string;
  /** How many numbered frames of the server's the client has had in this session. */
  readonly received: number;
}

export interface SessionRequest {
  /** The fingerprint of the contract that the client was generated from. */
  readonly contract?: string | undefined;
  readonly resume?: ResumeRequest | undefined;
}

/** How the client's contract goes with the server's. */
export type ContractVerdict = "same" | "compatible" | "incompatible" | "unknown";

export interface SessionResult {
  readonly id: string;
  readonly key: string;
  /** Whether it is the session that was asked for. */
  readonly resumed: boolean;
  /** How many numbered frames of the client's the server has had in this session. */
  readonly received: number;
  /** Seconds that the session outlives its connection. */
  readonly ttl: number;
  readonly contract: ContractVerdict;
}

/** Milliseconds: a server that asks for more is not believed. */
const LONGEST_RETRY = 60_000;

/** Longest text that a peer may give for an id, a key or a hash. */
const MAX_TEXT = 200;

const VERDICTS: readonly unknown[] = ["same", "compatible", "incompatible", "unknown"];

/** The first frame of a client that wants a session. */
export function writeSessionRequest(params: SessionRequest): string {
  return JSON.stringify({ id: SESSION_REQUEST_ID, method: Method.SESSION, params });
}

export function writeSessionResult(id: string | number | null, result: SessionResult): string {
  return JSON.stringify({ id, result });
}

/** What a server that will close says. */
export interface Farewell {
  /** Milliseconds after which the next connection is opened, spread at random over as many more. */
  readonly retry: number;
}

export function writeFarewell({ retry }: Farewell): string {
  return JSON.stringify({ method: Method.BYE, params: { retry, resume: false } });
}

/** What a server said before it closes; `null` when that cannot be read. */
export function readFarewell({ retry }: Readonly<Record<string, unknown>>): Farewell | null {
  return isCount(retry) && retry <= LONGEST_RETRY ? { retry } : null;
}

/** What a client asks for; `null` when that cannot be read. */
export function readSessionRequest(params: unknown): SessionRequest | null {
  if (!isObject(params)) return null;
  const { contract, resume } = params;
  if (contract !== undefined && !isText(contract)) return null;
  if (resume === undefined) return { contract };
  if (!isObject(resume)) return null;
  const { id, key, received } = resume;
  if (!isText(id) || !isText(key) || !isCount(received)) return null;
  return { contract, resume: { id, key, received } };
}

/** What a server answered; `null` when that cannot be read. */
export function readSessionResult(result: unknown): SessionResult | null {
  if (!isObject(result)) return null;
  const { contract, id, key, received, resumed, ttl } = result;
  if (!isText(id) || !isText(key) || typeof resumed !== "boolean") return null;
  if (!isCount(received) || typeof ttl !== "number" || !(ttl >= 0)) return null;
  if (!VERDICTS.includes(contract)) return null;
  return { id, key, resumed, received, ttl, contract: contract as ContractVerdict };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= MAX_TEXT;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
