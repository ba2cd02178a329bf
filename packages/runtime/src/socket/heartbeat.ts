export interface HeartbeatOptions {
  /** Milliseconds of silence before a ping; 0 turns the heartbeat off. */
  readonly interval: number;
  /** Milliseconds of silence after a ping before the peer counts as lost. */
  readonly timeout: number;
  readonly ping: () => void;
  readonly lost: () => void;
}

/**
 * Finds peers that died without a word. Anything received counts as a sign of life.
 * While reading is paused no sign can arrive: pings go on, since a failed write still shows a
 * dead peer, but silence is not held against it.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pinged = false;
  #paused = false;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#listen();
  }

  /** Something arrived. */
  beat(): void {
    if (this.#pinged) this.#listen();
    else this.#timer?.refresh();
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.beat();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pinged = false;
  }

  #listen(): void {
    clearTimeout(this.#timer);
    this.#pinged = false;
    const { interval } = this.#options;
    if (interval > 0) this.#timer = setTimeout(() => this.#probe(), interval);
  }

  #probe(): void {
    this.#pinged = true;
    this.#timer = setTimeout(() => this.#judge(), this.#options.timeout);
    this.#options.ping();
  }

  #judge(): void {
    if (this.#paused) this.#listen();
    else this.#options.lost();
  }
}
