import { MessageQueue, WsgenError } from "@wsgen/protocol";
import { Listeners } from "./listeners.js";
import type { Monitor } from "./monitor.js";

export interface InboxOptions<Message> {
  readonly limits: { readonly queueMessages: number; readonly queueBytes: number };
  readonly monitor: Monitor;
  /** What a listener is found by, and what it gets. */
  readonly unpack: (message: Message) => { readonly type: string; readonly data: unknown };
  /** Asks the source to send no more; `false` where nobody can be asked. */
  readonly slow: () => boolean;
  /** Stops the source; `false` where it cannot be stopped. */
  readonly pause: () => boolean;
  readonly resume: () => void;
  /** A reader does not keep up with a source that cannot be stopped. */
  readonly onOverflow: () => void;
}

/** Messages that have arrived: listeners take those of their type, the rest waits in a bounded queue for readers. */
export class Inbox<Message> {
  readonly queue: MessageQueue<Message>;
  readonly #options: InboxOptions<Message>;
  readonly #listeners = new Map<string, Listeners<[data: unknown]>>();
  #hasNewListener = false;

  constructor(options: InboxOptions<Message>) {
    this.#options = options;
    this.queue = new MessageQueue<Message>({
      maxMessages: options.limits.queueMessages,
      maxBytes: options.limits.queueBytes,
      onRoom: options.resume,
    });
  }

  add(message: Message, bytes: number): void {
    this.#options.monitor.stats.received += 1;
    // What is queued comes before this, also when a listener was added in this very turn.
    this.#redeliver();
    this.#deliver(message, bytes);
  }

  /** Adds a listener; it gets the queued messages of its type first, though not before this returns. */
  on(type: string, listener: (data: never) => unknown): () => void {
    let listeners = this.#listeners.get(type);
    if (listeners === undefined) {
      listeners = new Listeners((error) => this.#options.monitor.report(error, "listener"));
      this.#listeners.set(type, listeners);
    }
    this.#hasNewListener = true;
    queueMicrotask(() => this.#redeliver());
    // The validator of this type has made it what the listener takes.
    return listeners.add(listener as (data: unknown) => unknown);
  }

  #listenersFor(message: Message): Listeners<[data: unknown]> | null {
    const listeners = this.#listeners.get(this.#options.unpack(message).type);
    return listeners === undefined || listeners.size === 0 ? null : listeners;
  }

  #deliver(message: Message, bytes: number): void {
    const listeners = this.#listenersFor(message);
    if (listeners !== null) return listeners.emit(this.#options.unpack(message).data);
    this.queue.push(message, bytes);
    if (this.queue.full) this.#hold();
  }

  #redeliver(): void {
    if (!this.#hasNewListener) return;
    this.#hasNewListener = false;
    const wanted = this.queue.take((message) => this.#listenersFor(message) !== null);
    // Whose listener an earlier one removes goes back to the queue; its size is not known any more.
    for (const message of wanted) this.#deliver(message, 0);
  }

  /** The queue is full: a reader slows the source down; without one, the oldest messages make room. */
  #hold(): void {
    const { monitor, onOverflow, pause, slow } = this.#options;
    if (!this.queue.readerStarted) return this.#dropOldest();
    // What is under way when the source is asked still comes.
    const allowed = slow() ? 2 : 1;
    if ((allowed > 1 && !this.#isOverfull(allowed)) || pause() || !this.#isOverfull(allowed))
      return;
    const text = "The queue is full and its reader too slow: the socket closes.";
    monitor.report(new WsgenError("QUEUE_OVERFLOW", text), "queue");
    onOverflow();
  }

  #dropOldest(): void {
    const { monitor } = this.#options;
    while (this.#isOverfull()) {
      this.queue.shift();
      monitor.stats.dropped += 1;
      if (monitor.stats.dropped > 1) continue;
      const text = "The queue is full and has no reader: the oldest messages are dropped.";
      monitor.report(new WsgenError("MESSAGES_DROPPED", text), "queue");
    }
  }

  /** A single message is never too much, however large. */
  #isOverfull(times = 1): boolean {
    const { queueBytes, queueMessages } = this.#options.limits;
    const count = this.queue.countMessages();
    return count > queueMessages * times || (count > 1 && this.queue.bytes > queueBytes * times);
  }
}
