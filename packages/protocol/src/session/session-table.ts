import { type CreateKey, SessionKey } from "./session-key.js";

export interface SessionTableOptions {
  /** Milliseconds that a session outlives its connection. */
  readonly ttl: number;
  /** Bytes that all sessions without a connection may keep together. */
  readonly maxKeptBytes: number;
  /** Milliseconds, of a clock that never goes back. */
  readonly now: () => number;
  readonly createKey: CreateKey;
}

/** Whom a session belongs to; `null` for somebody who did not say who they are. */
export type Subject = string | null;

/** A session of the table's. */
export interface Held<Session> {
  readonly id: string;
  /** What it is resumed with. */
  readonly key: SessionKey;
  readonly subject: Subject;
  readonly session: Session;
}

interface Entry<Session> extends Held<Session> {
  /** Since when it has no connection; `null` while it has one. */
  awaySince: number | null;
  /** Bytes that it keeps for the time when it has one again. */
  bytes: number;
}

/** The sessions of one server: who may have which, and which have to end. It tells; the caller ends them. */
export class SessionTable<Session> {
  readonly #options: SessionTableOptions;
  readonly #entries = new Map<string, Entry<Session>>();
  /** Those without a connection, by when they lost it. */
  readonly #away = new Set<Entry<Session>>();
  #keptBytes = 0;

  constructor(options: SessionTableOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** How many have no connection. */
  get away(): number {
    return this.#away.size;
  }

  /** Bytes that sessions without a connection keep. */
  get keptBytes(): number {
    return this.#keptBytes;
  }

  /** A new session, which has a connection. */
  open(subject: Subject, session: Session): Held<Session> {
    const { createKey } = this.#options;
    const key = new SessionKey(createKey);
    const entry = { id: createKey(), key, subject, session, awaySince: null, bytes: 0 };
    this.#entries.set(entry.id, entry);
    return entry;
  }

  /** The session, with a connection and a new key; `null` when there is none, or it is not theirs. */
  resume(id: string, key: string, subject: Subject): Held<Session> | null {
    const entry = this.#entries.get(id);
    // Whose time is over has ended, even if nobody has come to say so yet.
    if (entry === undefined || entry.subject !== subject || this.#isOver(entry)) return null;
    if (!entry.key.use(key)) return null;
    this.#comeBack(entry);
    return entry;
  }

  /** The session has lost its connection. */
  leave(id: string, bytes: number): void {
    const entry = this.#entries.get(id);
    if (entry === undefined || entry.awaySince !== null) return;
    entry.awaySince = this.#options.now();
    this.#away.add(entry);
    this.keep(id, bytes);
  }

  /** A session without a connection keeps so many bytes now. */
  keep(id: string, bytes: number): void {
    const entry = this.#entries.get(id);
    if (entry === undefined || entry.awaySince === null) return;
    this.#keptBytes += bytes - entry.bytes;
    entry.bytes = bytes;
  }

  /** The session has ended. */
  close(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#comeBack(entry);
    this.#entries.delete(id);
  }

  /** Takes out what has to end: those whose time is over, and the longest away while all keep too much together. */
  takeEnded(): Session[] {
    const ended: Session[] = [];
    for (const entry of this.#away) {
      if (!this.#isOver(entry) && this.#keptBytes <= this.#options.maxKeptBytes) break;
      this.close(entry.id);
      ended.push(entry.session);
    }
    return ended;
  }

  /** Milliseconds until the time of the next session is over; `null` while all have a connection. */
  get untilNextEnd(): number | null {
    const [first] = this.#away;
    if (first === undefined || first.awaySince === null) return null;
    return Math.max(0, first.awaySince + this.#options.ttl - this.#options.now());
  }

  #comeBack(entry: Entry<Session>): void {
    this.#away.delete(entry);
    this.#keptBytes -= entry.bytes;
    entry.bytes = 0;
    entry.awaySince = null;
  }

  #isOver({ awaySince }: Entry<Session>): boolean {
    return awaySince !== null && this.#options.now() - awaySince >= this.#options.ttl;
  }
}
