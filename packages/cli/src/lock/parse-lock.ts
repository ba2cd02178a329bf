import { hashOf, type Contract } from "../ir/contract.js";
import type { Lock } from "./lock.js";
import { mergeLocks, ReleaseConflict } from "./merge-locks.js";
import { sidesOf } from "./merge-markers.js";

/** Why a lock cannot be read; the message says what is wrong with it. */
export class LockError extends Error {
  readonly fix: string;

  constructor(message: string, fix: string) {
    super(message);
    this.fix = fix;
  }
}

const RESTORE = "take it from version control; without it, releases are forgotten";

/**
 * Reads the text of `wsgen.lock.json`. Of a file with merge markers both sides are read: no release of either is lost.
 * @throws LockError if it cannot be read without losing what it holds
 */
export function parseLock(text: string): Lock {
  const locks = sidesOf(text).map(parseSide);
  try {
    return locks.reduce(mergeLocks);
  } catch (error) {
    if (!(error instanceof ReleaseConflict)) throw error;
    throw new LockError(
      `both sides of the merge have a release ${JSON.stringify(error.message)}, with other contracts`,
      "keep one of the two lines, give the other another name, and remove the markers",
    );
  }
}

function parseSide(text: string): Lock {
  const { endpoints = {}, formatVersion, past = {}, releases = {} } = fieldsOf(parseJson(text));
  if (formatVersion !== 1)
    throw new LockError(
      `it has the format ${JSON.stringify(formatVersion)}, and this version of wsgen knows 1`,
      "update wsgen to the version that wrote it",
    );
  const lock = {
    endpoints: mapOf(endpoints, toContract),
    past: mapOf(past, fieldsOf),
    releases: mapOf(releases, (hashes) => mapOf(hashes, toHash)),
  };
  checkPast(lock);
  return lock;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LockError(`it is not JSON: ${reason}`, RESTORE);
  }
}

// Whoever merges or edits the file by hand may join the lines of two contracts.
function checkPast({ past, releases }: Pick<Lock, "past" | "releases">): void {
  for (const [hash, contract] of past) {
    if (hashOf(contract) !== hash)
      throw new LockError(`the contract ${hash} is not the one that was released`, RESTORE);
  }
  for (const [name, hashes] of releases) {
    const missing = [...hashes.values()].find((hash) => !past.has(hash));
    if (missing !== undefined)
      throw new LockError(
        `the contract ${missing} of the release ${JSON.stringify(name)} is missing`,
        RESTORE,
      );
  }
}

function toContract(value: unknown): Contract {
  const { contract, hash } = fieldsOf(value);
  return { contract, hash: toHash(hash) };
}

function toHash(value: unknown): string {
  if (typeof value === "string") return value;
  throw new LockError(`${JSON.stringify(value)} stands where a hash is expected`, RESTORE);
}

function mapOf<Value>(value: unknown, convert: (inner: unknown) => Value): Map<string, Value> {
  return new Map(Object.entries(fieldsOf(value)).map(([key, inner]) => [key, convert(inner)]));
}

function fieldsOf(value: unknown): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new LockError(`${JSON.stringify(value)} stands where an object is expected`, RESTORE);
}
