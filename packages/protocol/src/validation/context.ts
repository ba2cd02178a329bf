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

/** What one run of generated functions finds out; a run without failures was a success. */
export class Context {
  /** Of a binary frame: what bytes are read from; of one to be: where they are put. */
  readonly attachments: Attachments | null;
  readonly issues: Issue[] = [];
  failures = 0;
  /** Failures after which the value is not of its type at all: it is not checked any further. */
  mismatches = 0;

  constructor(attachments: Attachments | null = null) {
    this.attachments = attachments;
  }

  add(code: string, path: Path, message: string, keys?: readonly string[]): void {
    this.failures += 1;
    if (this.issues.length === MAX_ISSUES) return;
    this.issues.push({ code, path: keysOf(path), message, ...(keys !== undefined && { keys }) });
  }

  /** For a try whose failures may not count. */
  trial(): Context {
    return new Context(this.attachments);
  }

  /** Takes over one thing that a trial has found. */
  adoptIssue(issue: Issue): void {
    this.failures += 1;
    if (this.issues.length < MAX_ISSUES) this.issues.push(issue);
  }

  /** Takes over what a trial has found. */
  adopt(trial: Context): void {
    this.failures += trial.failures;
    this.mismatches += trial.mismatches;
    const room = MAX_ISSUES - this.issues.length;
    this.issues.push(...trial.issues.slice(0, room));
  }
}

export function keysOf(path: Path): PropertyKey[] {
  const keys: PropertyKey[] = [];
  for (let place = path; place !== null; place = place[0]) keys.unshift(place[1]);
  return keys;
}
