import type { Attachments } from "./attachments.js";

/** The place of a value inside its payload, innermost key first; `null` is the payload itself. */
export type Path = readonly [parent: Path, key: PropertyKey] | null;

/** One thing that is wrong with a value; codes and texts are zod's. The text never holds the value. */
export interface Issue {
  readonly code: string;
  /** The keys from the payload inwards. */
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Only of `unrecognized_keys`. */
  readonly keys?: readonly string[];
}

/** More are counted, but not kept. */
const MAX_ISSUES = 20;

/** Unknown keys that an issue names. */
const MAX_KEYS = 10;

/** What one run of generated functions finds out; a run without failures was a success. */
export class Context {
  /** Of a binary frame: what bytes are read from; of one to be: where they are put. */
  readonly attachments: Attachments | null;
  readonly issues: Issue[] = [];
  failures = 0;
  /** Failures after which the value is not of its type at all: it is not checked any further. */
  mismatches = 0;
  /** Scalars that a reviver had to leave as they were. */
  unrevived = 0;
  readonly #keepsKeys: boolean;

  /** @param keepsKeys whether every key that is refused is kept, because another side may take it */
  constructor(attachments: Attachments | null = null, keepsKeys = false) {
    this.attachments = attachments;
    this.#keepsKeys = keepsKeys;
  }

  add(code: string, path: Path, message: string, keys?: readonly string[]): void {
    this.failures += 1;
    if (!this.#hasRoom(code)) return;
    this.#keep({ code, path: keysOf(path), message, ...(keys !== undefined && { keys }) });
  }

  /** For a try whose failures may not count. */
  trial(): Context {
    return new Context(this.attachments, this.#keepsKeys);
  }

  /** Takes over one thing that a trial has found. */
  adoptIssue(issue: Issue): void {
    this.failures += 1;
    if (this.#hasRoom(issue.code)) this.#keep(issue);
  }

  /** Takes over what a trial has found. */
  adopt(trial: Context): void {
    this.failures += trial.failures;
    this.mismatches += trial.mismatches;
    for (const issue of trial.issues) if (this.#hasRoom(issue.code)) this.#keep(issue);
  }

  #hasRoom(code: string): boolean {
    if (this.issues.length < MAX_ISSUES) return true;
    return this.#keepsKeys && (code === "unrecognized_keys" || code === "invalid_key");
  }

  #keep(issue: Issue): void {
    const { keys = [] } = issue;
    const isLong = keys.length > MAX_KEYS && !this.#keepsKeys;
    this.issues.push(isLong ? { ...issue, keys: keys.slice(0, MAX_KEYS) } : issue);
  }
}

export function keysOf(path: Path): PropertyKey[] {
  const keys: PropertyKey[] = [];
  for (let place = path; place !== null; place = place[0]) keys.unshift(place[1]);
  return keys;
}
