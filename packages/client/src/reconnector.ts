import { CloseCode, type CloseInfo } from "@wsgen/protocol";
import { Connection } from "./connection.js";
import type { AuthInfo, ErrorSource, ResolvedOptions } from "./options.js";

export interface ReconnectorListener {
  /** A connection is open: `ready` says when it is usable. */
  opened(connection: Connection): void;
  received(frame: string | ArrayBuffer): void;
  /** Page or network were gone, while timers may have stood still; nothing has arrived for so many milliseconds. */
  woken(silence: number): void;
  failed(error: unknown, kind: ErrorSource["kind"]): void;
  /** The connection is lost, or could not be had; another attempt will be made. */
  lost(info: CloseInfo): void;
  /** The last call, exactly once. */
  closed(info: CloseInfo): void;
}

/** Codes after which there is a point in coming back; any other is the end, those of applications too. */
const COME_BACK: ReadonlySet<number> = new Set([
  1001, 1005, 1006, 1011, 1012, 1013, 1014, 1015, 4400, 4401,
]);

/** Milliseconds: no pause is shorter, and the first is at most so much longer. */
const LEAST_DELAY = 100;
const FIRST_DELAY = 500;
/** Milliseconds that a connection has to last before the pauses are short again. */
const STABLE = 10_000;

/** What a page tells when its network or its user is back; elsewhere there is nothing of it. */
interface Page {
  readonly document?: EventSource & { readonly visibilityState?: string };
  addEventListener?(type: string, listener: () => void): void;
  removeEventListener?(type: string, listener: () => void): void;
}
type EventSource = Required<Pick<Page, "addEventListener" | "removeEventListener">>;

/** One connection after the other, until one ends for good. Pauses grow, and are random: a server that restarts is not stormed. */
export class Reconnector {
  readonly #url: string;
  readonly #subprotocols: readonly string[];
  readonly #options: ResolvedOptions;
  readonly #listener: ReconnectorListener;
  readonly #page = globalThis as unknown as Page;
  #connection: Connection | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Attempts since a connection was stable. */
  #attempts = 0;
  #readyAt: number | null = null;
  #heardAt = 0;
  /** Milliseconds that the server asks for. */
  #postponed: number | null = null;
  #ended = false;

  /** @throws {TypeError} when there is no WebSocket to connect with. */
  constructor(
    url: string,
    subprotocols: readonly string[],
    options: ResolvedOptions,
    listener: ReconnectorListener,
  ) {
    this.#url = url;
    this.#subprotocols = subprotocols;
    this.#options = options;
    this.#listener = listener;
    this.#connect("connect");
    if (options.reconnect) this.#listenToPage("addEventListener");
  }

  /** The connection of this moment, open or not. */
  get connection(): Connection | null {
    return this.#connection;
  }

  /** The connection is usable: what is agreed on is agreed. */
  ready(): void {
    this.#connection?.ready();
    this.#readyAt = Date.now();
  }

  /** Once this connection is lost, the next is opened after so many milliseconds, spread at random over as many more. */
  postpone(milliseconds: number): void {
    this.#postponed = milliseconds;
  }

  /** Ends it all; what is open performs the closing handshake. */
  close(code: number, reason: string): void {
    if (this.#ended) return;
    if (this.#connection !== null) {
      this.#end();
      return this.#connection.close(code, reason);
    }
    this.#end();
    const why = "closed before it was open";
    this.#listener.closed({
      code: CloseCode.ABNORMAL,
      reason: why,
      wasClean: false,
      initiator: "local",
    });
  }

  #connect(reason: AuthInfo["reason"]): void {
    const attempt = { url: this.#url, subprotocols: this.#subprotocols, reason };
    const listener = this.#listener;
    const connection = new Connection(attempt, this.#options, {
      opened: () => listener.opened(connection),
      received: (frame) => {
        this.#heardAt = Date.now();
        listener.received(frame);
      },
      failed: (error, kind) => listener.failed(error, kind),
      closed: (info, again) => this.#closed(info, again),
    });
    this.#connection = connection;
  }

  #closed(info: CloseInfo, again: boolean): void {
    this.#connection = null;
    const isOver = this.#ended || !again || !this.#options.reconnect || !COME_BACK.has(info.code);
    if (isOver) {
      this.#end();
      return this.#listener.closed(info);
    }
    this.#schedule(info.code === CloseCode.EXPIRED ? "expired" : "reconnect");
    this.#listener.lost(info);
  }

  #schedule(reason: AuthInfo["reason"]): void {
    if (this.#readyAt !== null && Date.now() - this.#readyAt >= STABLE) this.#attempts = 0;
    this.#readyAt = null;
    const longest = Math.min(this.#options.reconnectDelay, FIRST_DELAY * 2 ** this.#attempts);
    this.#attempts += 1;
    const delay =
      this.#postponed === null
        ? Math.min(longest, LEAST_DELAY + Math.random() * longest)
        : this.#postponed * (1 + Math.random());
    this.#postponed = null;
    this.#timer = setTimeout(() => this.#retry(reason), delay);
  }

  #retry(reason: AuthInfo["reason"]): void {
    this.#timer = undefined;
    this.#connect(reason);
  }

  #end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#listenToPage("removeEventListener");
  }

  #listenToPage(action: "addEventListener" | "removeEventListener"): void {
    this.#page[action]?.("online", this.#wake);
    this.#page.document?.[action]("visibilitychange", this.#wake);
  }

  /** The network or the user is back: nobody has to wait for the next attempt. */
  readonly #wake = (): void => {
    if (this.#page.document?.visibilityState === "hidden") return;
    if (this.#readyAt !== null) return this.#listener.woken(Date.now() - this.#heardAt);
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#retry("reconnect");
  };
}
