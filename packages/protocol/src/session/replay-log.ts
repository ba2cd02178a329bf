import type { Frame } from "../rpc/frame.js";
import { Method } from "../rpc/methods.js";

/**
 * What may become of a frame. What a caller sends (`request`) and what a callee does (`reply`) is kept until it is acknowledged;
 * a `message` is dropped only with a word about it, and nobody asks for a `volatile` frame again.
 */
export type FrameKind = "request" | "reply" | "message" | "volatile";

/** Bounds on what is kept for a peer that is away. */
export interface ReplayLimits {
  readonly replayBytes: number;
  readonly replayFrames: number;
}

interface Kept {
  /** `null`: it is not kept; its number is. */
  frame: Frame | null;
  readonly kind: FrameKind;
  readonly bytes: number;
}

const FORGOTTEN: Kept = { frame: null, kind: "volatile", bytes: 0 };

/** Frames that were numbered and are not acknowledged: the outbox, and what a lost connection is made good from. */
export class ReplayLog {
  #kept: Kept[] = [];
  /** How many at the beginning of the list are acknowledged; they are cut off now and then. */
  #gone = 0;
  /** The number of the last frame that is acknowledged. */
  #acknowledged = 0;
  /** The number of the last frame that a connection was given. */
  #written = 0;
  #bytes = 0;
  #frames = 0;

  /** The number of the last frame; the first is 1. */
  get last(): number {
    return this.#acknowledged + this.#kept.length - this.#gone;
  }

  /** The number up to which the peer has everything. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** The size of the frames that are kept: characters of text, and bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** How many frames are kept. */
  get frames(): number {
    return this.#frames;
  }

  /** Numbers a frame that is sent, and keeps it unless it is volatile. */
  append(frame: Frame, kind: FrameKind): void {
    if (kind === "volatile") {
      this.#kept.push(FORGOTTEN);
      return;
    }
    const kept = { frame, kind, bytes: frame.length };
    this.#kept.push(kept);
    this.#bytes += kept.bytes;
    this.#frames += 1;
  }

  /** The peer has everything up to this number; `false` when that cannot be, and nothing has changed. */
  acknowledge(received: number): boolean {
    if (!Number.isInteger(received)) return false;
    if (received < this.#acknowledged || received > this.#written) return false;
    for (; this.#acknowledged < received; this.#acknowledged += 1) {
      const kept = this.#kept[this.#gone];
      if (kept !== undefined) this.#drop(kept);
      this.#gone += 1;
    }
    if (this.#gone * 2 > this.#kept.length) {
      this.#kept.splice(0, this.#gone);
      this.#gone = 0;
    }
    return true;
  }

  /**
   * Drops messages, the oldest first, until the rest is within bounds.
   * @returns whether it is: calls are never dropped
   */
  trim({ replayBytes, replayFrames }: ReplayLimits): boolean {
    const isWithin = (): boolean => this.#bytes <= replayBytes && this.#frames <= replayFrames;
    for (let at = this.#gone; at < this.#kept.length && !isWithin(); at += 1) {
      const kept = this.#kept[at];
      if (kept?.kind === "message") this.#drop(kept);
    }
    return isWithin();
  }

  /** Everything after what is acknowledged, for a peer that has not had it; `$/skip` and `$/gap` stand for what is not kept. */
  replay(): Frame[] {
    const frames: Frame[] = [];
    let missing = { n: 0, lost: 0 };
    const tell = (): void => {
      if (missing.n > 0) frames.push(absence(missing));
      missing = { n: 0, lost: 0 };
    };
    for (const { frame, kind } of this.#kept.slice(this.#gone)) {
      if (frame === null) {
        missing.n += 1;
        if (kind === "message") missing.lost += 1;
      } else {
        tell();
        frames.push(frame);
      }
    }
    tell();
    return frames;
  }

  /** A connection has been given everything. */
  wrote(): void {
    this.#written = this.last;
  }

  /** What no connection has been given. */
  unwritten(): ReadonlySet<Frame> {
    const frames = this.#kept.slice(this.#gone + this.#written - this.#acknowledged);
    return new Set(frames.flatMap(({ frame }) => frame ?? []));
  }

  /**
   * Numbers anew, for a peer that knows nothing of what was: keeps the requests and messages that no connection was given, after
   * those of `again`.
   * @returns how many messages the old peer may not have had
   */
  restart(again: readonly Frame[]): number {
    const old = this.#kept.slice(this.#gone);
    const seen = this.#written - this.#acknowledged;
    const isKept = ({ frame, kind }: Kept, at: number): boolean =>
      at >= seen && frame !== null && kind !== "reply";
    const kept = old.filter(isKept);
    const lost = old.filter((one, at) => one.kind === "message" && !isKept(one, at)).length;
    this.#kept = [];
    this.#gone = this.#acknowledged = this.#written = this.#bytes = this.#frames = 0;
    for (const frame of again) this.append(frame, "request");
    for (const { frame, kind } of kept) if (frame !== null) this.append(frame, kind);
    return lost;
  }

  /** Everything that is kept, which then is no more: for a peer that counts nothing. */
  takeAll(): Frame[] {
    const frames = this.#kept.slice(this.#gone).flatMap(({ frame }) => frame ?? []);
    this.wrote();
    this.acknowledge(this.last);
    return frames;
  }

  #drop(kept: Kept): void {
    if (kept.frame === null) return;
    kept.frame = null;
    this.#bytes -= kept.bytes;
    this.#frames -= 1;
  }
}

function absence({ lost, n }: { n: number; lost: number }): string {
  return lost === 0
    ? `{"method":"${Method.SKIP}","params":{"n":${n}}}`
    : `{"method":"${Method.GAP}","params":{"n":${n},"lost":${lost}}}`;
}
