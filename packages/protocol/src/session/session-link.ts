import type { Frame } from "../rpc/frame.js";
import { Method } from "../rpc/methods.js";
import { type FrameKind, ReplayLog, type ReplayLimits } from "./replay-log.js";

/** Envelopes, and bytes of them, that may arrive without an acknowledgement. */
const ACK_FRAMES = 32;
const ACK_BYTES = 64 * 1024;
/** Milliseconds until what has arrived is acknowledged, however little it is. */
const ACK_DELAY = 1_000;

/** Milliseconds between two looks at how long it has been silent, here and there. */
const TICK = 12_500;
/** So many of them without a frame of the other side's, and the connection counts as lost: 37.5 to 50 seconds. */
const SILENT_TICKS = 3;

/** Calls back once, after so many milliseconds; returns what cancels it. */
export type Schedule = (callback: () => void, delay: number) => () => void;

export interface LinkSetup {
  readonly limits: ReplayLimits;
  readonly schedule: Schedule;
  /** So many messages that the other side has sent are lost for good. */
  onGap(lost: number): void;
  /** The other side has said what it has: there may be room for more. */
  onAcknowledged(): void;
  /** Nothing has arrived for so long that the connection is probably gone. */
  onSilence(): void;
}

type Write = (frame: Frame) => void;

/** What a frame of the session's own was: `invalid` breaks a rule, and ends the session. */
export type ControlOutcome = "unknown" | "done" | "invalid";

/**
 * One side of a session, whatever connection it has at the moment: it numbers and keeps what is sent, counts what arrives, and
 * makes good what a lost connection has swallowed. It knows no WebSocket and no clock.
 */
export class SessionLink {
  readonly #setup: LinkSetup;
  readonly #log = new ReplayLog();
  #write: Write | null = null;
  #received = 0;
  /** What has arrived since it was last acknowledged. */
  #unacknowledged = { frames: 0, bytes: 0 };
  #cancelAck: (() => void) | null = null;
  #withholds = false;
  /** Whether the other side counts too; else what is written is forgotten at once. */
  #counts = true;
  #hasSent = false;
  #silentTicks = 0;
  #cancelTick: (() => void) | null = null;

  constructor(setup: LinkSetup) {
    this.#setup = setup;
  }

  /** How many numbered frames of the other side have arrived. */
  get received(): number {
    return this.#received;
  }

  /** How many frames were numbered on this side. */
  get sent(): number {
    return this.#log.last;
  }

  /** The number up to which the other side has everything. */
  get acknowledged(): number {
    return this.#log.acknowledged;
  }

  /** Bytes that are sent and not acknowledged. */
  get keptBytes(): number {
    return this.#log.bytes;
  }

  /** Frames that are sent and not acknowledged. */
  get keptFrames(): number {
    return this.#log.frames;
  }

  get isAttached(): boolean {
    return this.#write !== null;
  }

  /**
   * Sends a frame, over the next connection if there is none.
   * @returns whether it is within bounds: `false` means that calls alone take more than may be kept for a peer that is away
   */
  send(frame: Frame, kind: FrameKind): boolean {
    if (this.#write !== null) {
      if (this.#counts) this.#log.append(frame, kind);
      this.#log.wrote();
      this.#hasSent = true;
      this.#write(frame);
      return true;
    }
    if (kind === "volatile") return true;
    this.#log.append(frame, kind);
    return this.#log.trim(this.#setup.limits);
  }

  /**
   * A connection is there: sends what the other side has not had, before anything new.
   * @param received how many frames it has had
   * @returns `false` when that cannot be, and the session is not to be trusted
   */
  attach(write: Write, received: number): boolean {
    if (!this.#log.acknowledge(received)) return false;
    this.#counts = true;
    this.#write = write;
    const frames = this.#log.replay();
    this.#log.wrote();
    this.#tick();
    for (const frame of frames) write(frame);
    return true;
  }

  /** A connection is there to a peer that holds no sessions: sends what no connection has been given. */
  attachUncounted(write: Write): void {
    this.#counts = false;
    this.#write = write;
    for (const frame of this.#log.takeAll()) write(frame);
  }

  /** What no connection has been given. */
  unwritten(): ReadonlySet<Frame> {
    return this.#log.unwritten();
  }

  /**
   * The next connection begins another session: of what no connection was given, messages and requests are kept.
   * @param again requests to be sent again, before these
   * @returns how many messages may not have arrived
   */
  restart(again: readonly Frame[]): number {
    this.#received = 0;
    return this.#log.restart(again);
  }

  /**
   * The connection is gone. Nothing of it may be passed on to this link any more.
   * @returns whether what is kept is within bounds
   */
  detach(): boolean {
    this.#leave();
    return this.#log.trim(this.#setup.limits);
  }

  /** A frame has arrived; to be said after it was looked at. */
  arrived(bytes: number): void {
    this.#silentTicks = 0;
    if (!this.#counts) return;
    this.#received += 1;
    const waiting = this.#unacknowledged;
    waiting.frames += 1;
    if (waiting.frames === 0) return;
    waiting.bytes += bytes;
    // The next connection begins with what has arrived.
    if (this.#write === null || this.#withholds) return;
    if (waiting.frames >= ACK_FRAMES || waiting.bytes >= ACK_BYTES) this.acknowledge();
    else this.#cancelAck ??= this.#setup.schedule(() => this.acknowledge(), ACK_DELAY);
  }

  /** What is arriving is a notification of the protocol: of the session's own, or `unknown`. */
  control(method: string, params: Readonly<Record<string, unknown>>): ControlOutcome {
    switch (method) {
      case Method.ACK:
        this.#uncount();
        return this.#receiveAck(params["received"]);
      case Method.PING:
        this.#uncount();
        return "done";
      case Method.SKIP:
        return this.#skip(params["n"], 0);
      case Method.GAP:
        return this.#skip(params["n"], params["lost"]);
      default:
        return "unknown";
    }
  }

  /**
   * Acknowledges nothing from now on, or everything again: whoever waits for acknowledgements sends no more than fits on the way,
   * while what this side waits for still arrives.
   */
  withhold(on: boolean): void {
    if (this.#withholds === on) return;
    this.#withholds = on;
    if (on) {
      this.#cancelAck?.();
      this.#cancelAck = null;
    } else if (this.#unacknowledged.frames > 0) this.acknowledge();
  }

  /** Whether the other side breaks its silence. */
  get hearsPings(): boolean {
    return this.#write !== null && this.#counts;
  }

  /** Whether the other side is asked to send no more. */
  get isWithholding(): boolean {
    return this.#withholds && this.#counts;
  }

  /** Forgets everything that is kept. */
  clear(): void {
    this.#log.takeAll();
  }

  /** Tells the other side now what has arrived. */
  acknowledge(): void {
    this.#acknowledged();
    this.#write?.(`{"method":"${Method.ACK}","params":{"received":${this.#received}}}`);
    this.#hasSent = true;
  }

  /** Leaves no timer. */
  end(): void {
    this.#leave();
  }

  #leave(): void {
    this.#write = null;
    this.#acknowledged();
    this.#cancelTick?.();
    this.#cancelTick = null;
  }

  /** Says something if nothing else was said, and listens whether anybody is there. */
  #tick(): void {
    this.#cancelTick?.();
    this.#hasSent = true;
    this.#silentTicks = 0;
    const look = (): void => {
      this.#cancelTick = this.#setup.schedule(look, TICK);
      if (!this.#hasSent) this.#write?.(`{"method":"${Method.PING}","params":{}}`);
      this.#hasSent = false;
      this.#silentTicks += 1;
      if (this.#silentTicks > SILENT_TICKS) this.#setup.onSilence();
    };
    this.#cancelTick = this.#setup.schedule(look, TICK);
  }

  #receiveAck(received: unknown): ControlOutcome {
    if (!isCount(received) || !this.#log.acknowledge(received)) return "invalid";
    this.#setup.onAcknowledged();
    return "done";
  }

  #skip(n: unknown, lost: unknown): ControlOutcome {
    if (!isCount(n) || n === 0 || !isCount(lost) || lost > n) return "invalid";
    this.#received += n - 1;
    if (lost > 0) this.#setup.onGap(lost);
    return "done";
  }

  /** What is arriving has no number: that it arrives makes up for this. */
  #uncount(): void {
    this.#received -= 1;
    this.#unacknowledged.frames -= 1;
  }

  #acknowledged(): void {
    this.#cancelAck?.();
    this.#cancelAck = null;
    this.#unacknowledged = { frames: 0, bytes: 0 };
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
