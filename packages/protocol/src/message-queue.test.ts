import { describe, expect, onTestFinished, test, vi } from "vitest";
import { TimeoutError } from "./errors.js";
import { MessageQueue, type MessageQueueOptions } from "./message-queue.js";

function queue(options: Partial<MessageQueueOptions> = {}): MessageQueue<string> {
  return new MessageQueue<string>({ maxMessages: 4, maxBytes: 1_000, ...options });
}

function queueOf(...messages: string[]): MessageQueue<string> {
  const made = queue();
  for (const message of messages) made.push(message, message.length);
  return made;
}

function useFakeTime(): void {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
}

/** What the promise fails with. */
function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => "no failure",
    (error: unknown) => error,
  );
}

/** Lets everything that is already decided come through. */
async function turn(): Promise<void> {
  for (let index = 0; index < 10; index += 1) await Promise.resolve();
}

describe("wait", () => {
  test("gives queued messages in the order of their arrival", async () => {
    const messages = queueOf("a", "b");
    expect([await messages.wait(), await messages.wait()]).toEqual(["a", "b"]);
  });

  test("resolves with the message that comes later", async () => {
    const messages = queue();
    const waiting = messages.wait();
    messages.push("late", 4);
    expect(await waiting).toBe("late");
    expect(messages.countMessages()).toBe(0);
  });

  test("serves those who wait in the order in which they asked", async () => {
    const messages = queue();
    const waiting = [messages.wait(), messages.wait(), messages.wait()];
    for (const message of ["1", "2", "3"]) messages.push(message, 1);
    expect(await Promise.all(waiting)).toEqual(["1", "2", "3"]);
  });

  test("delivers an empty message as a message", async () => {
    expect(await queueOf("").wait()).toBe("");
  });

  test("waits for ever without a timeout", async () => {
    useFakeTime();
    const messages = queue();
    const waiting = messages.wait();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(vi.getTimerCount()).toBe(0);
    messages.push("after an hour", 13);
    expect(await waiting).toBe("after an hour");
  });

  test.each([Number.POSITIVE_INFINITY, 2 ** 31])(
    "takes a timeout of %s for no timeout",
    async (timeout) => {
      useFakeTime();
      const messages = queue();
      const waiting = messages.wait({ timeout });
      await vi.advanceTimersByTimeAsync(1_000);
      messages.push("still there", 11);
      expect(await waiting).toBe("still there");
    },
  );

  test.each([-1, Number.NaN])("rejects a timeout of %s with a RangeError", async (timeout) => {
    await expect(queueOf("kept").wait({ timeout })).rejects.toThrow(RangeError);
  });

  test("rejects with TimeoutError and loses nothing", async () => {
    useFakeTime();
    const messages = queue();
    const late = failureOf(messages.wait({ timeout: 50 }));
    await vi.advanceTimersByTimeAsync(50);
    expect(await late).toMatchObject({ name: "TimeoutError", code: "TIMEOUT" });
    messages.push("next", 4);
    expect(messages.countMessages()).toBe(1);
    expect(await messages.wait()).toBe("next");
  });

  test("asks once with a timeout of 0", async () => {
    const messages = queueOf("there");
    expect(await messages.wait({ timeout: 0 })).toBe("there");
    await expect(messages.wait({ timeout: 0 })).rejects.toBeInstanceOf(TimeoutError);
  });

  test("leaves no timer behind when a message comes in time", async () => {
    useFakeTime();
    const messages = queue();
    const waiting = messages.wait({ timeout: 1_000 });
    messages.push("in time", 7);
    await waiting;
    expect(vi.getTimerCount()).toBe(0);
  });

  test("gives up with the reason of its signal and loses nothing", async () => {
    const messages = queue();
    const controller = new AbortController();
    const given = messages.wait({ signal: controller.signal });
    const after = messages.wait();
    controller.abort(new Error("changed my mind"));
    await expect(given).rejects.toThrow("changed my mind");
    messages.push("for the other", 13);
    expect(await after).toBe("for the other");
  });

  test("takes nothing when the signal is aborted already", async () => {
    const messages = queueOf("kept");
    await expect(messages.wait({ signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(messages.countMessages()).toBe(1);
  });

  test("takes its listener off the signal, whatever the outcome", async () => {
    useFakeTime();
    const messages = queue();
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    const served = messages.wait({ signal });
    messages.push("a", 1);
    await served;
    const late = failureOf(messages.wait({ signal, timeout: 5 }));
    await vi.advanceTimersByTimeAsync(5);
    expect(await late).toBeInstanceOf(TimeoutError);
    expect(added).toHaveBeenCalledTimes(2);
    expect(removed).toHaveBeenCalledTimes(2);
  });

  test("a waiter that timed out between others does not disturb their order", async () => {
    useFakeTime();
    const messages = queue();
    const first = messages.wait();
    const gone = failureOf(messages.wait({ timeout: 5 }));
    const last = messages.wait();
    await vi.advanceTimersByTimeAsync(5);
    expect(await gone).toBeInstanceOf(TimeoutError);
    messages.push("1", 1);
    messages.push("2", 1);
    expect(await Promise.all([first, last])).toEqual(["1", "2"]);
  });
});

describe("read, countMessages, hasMessages", () => {
  test("read gives the next message or null, and never waits", () => {
    const messages = queueOf("a", "");
    expect([messages.read(), messages.read(), messages.read()]).toEqual(["a", "", null]);
  });

  test("counting is exact and changes nothing", () => {
    const messages = queueOf("a", "b", "c", "d", "e");
    expect([messages.countMessages(), messages.countMessages()]).toEqual([5, 5]);
    messages.read();
    expect(messages.countMessages()).toBe(4);
    expect(messages.hasMessages()).toBe(true);
    expect(queue().hasMessages()).toBe(false);
  });

  test("stay exact over many messages through a short queue", () => {
    const messages = queue();
    for (let index = 0; index < 10_000; index += 1) {
      messages.push(`a${index}`, 2);
      messages.push(`b${index}`, 2);
      expect(messages.read()).toBe(index % 2 === 0 ? `a${index / 2}` : `b${(index - 1) / 2}`);
    }
    expect(messages.countMessages()).toBe(10_000);
    expect(messages.bytes).toBe(20_000);
  });

  test("only the verbs of a reader count as a reader", async () => {
    const messages = queueOf("a", "b", "c");
    messages.countMessages();
    messages.hasMessages();
    messages.shift();
    expect(messages.readerStarted).toBe(false);
    messages.read();
    expect(messages.readerStarted).toBe(true);
    const other = queueOf("a");
    await other.wait();
    expect(other.readerStarted).toBe(true);
  });
});

describe("the end", () => {
  test("leaves what is queued readable, then gives null as often as asked", async () => {
    const messages = queueOf("a", "b", "c");
    messages.end();
    expect(messages.ended).toBe(true);
    expect(messages.countMessages()).toBe(3);
    expect([await messages.wait(), messages.read(), await messages.wait()]).toEqual([
      "a",
      "b",
      "c",
    ]);
    expect([await messages.wait(), await messages.wait(), messages.read()]).toEqual([
      null,
      null,
      null,
    ]);
    expect(messages.countMessages()).toBe(0);
  });

  test("gives null to everybody who waits", async () => {
    const messages = queue();
    const waiting = [messages.wait(), messages.wait({ timeout: 10_000 })];
    messages.end();
    expect(await Promise.all(waiting)).toEqual([null, null]);
  });

  test("may be told twice", async () => {
    const messages = queueOf("a");
    messages.end();
    messages.end();
    expect([await messages.wait(), await messages.wait()]).toEqual(["a", null]);
  });
});

describe("iteration", () => {
  test("drains what is queued, follows what comes, and ends without a last null", async () => {
    const messages = queueOf("queued");
    const seen: unknown[] = [];
    const loop = (async () => {
      for await (const message of messages) seen.push(message);
    })();
    await turn();
    messages.push("", 0);
    messages.push("later", 5);
    messages.end();
    await loop;
    expect(seen).toEqual(["queued", "", "later"]);
  });

  test("can be left without loss and begun again", async () => {
    const messages = queueOf("1", "2", "3");
    messages.end();
    for await (const message of messages) {
      expect(message).toBe("1");
      break;
    }
    const rest: string[] = [];
    for await (const message of messages) rest.push(message);
    expect(rest).toEqual(["2", "3"]);
    for await (const message of messages) rest.push(message);
    expect(rest).toHaveLength(2);
  });

  test("takes nothing more after its return", async () => {
    const messages = queueOf("1");
    const iterator = messages[Symbol.asyncIterator]();
    expect(await iterator.return?.()).toEqual({ done: true, value: undefined });
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    expect(messages.countMessages()).toBe(1);
  });

  test("does not take a message that is null for the end", async () => {
    const messages = new MessageQueue<string | null>({ maxMessages: 4, maxBytes: 1_000 });
    const seen: unknown[] = [];
    messages.push(null, 4);
    const loop = (async () => {
      for await (const message of messages) seen.push(message);
    })();
    await turn();
    messages.push(null, 4);
    messages.push("after", 5);
    messages.push(null, 4);
    messages.end();
    await loop;
    expect(seen).toEqual([null, null, "after", null]);
  });
});

describe("bounds", () => {
  test("onFull comes once at the bound of messages, and nothing is dropped beyond it", () => {
    const onFull = vi.fn<() => void>();
    const messages = queue({ maxMessages: 2, onFull });
    messages.push("1", 1);
    expect(onFull).not.toHaveBeenCalled();
    for (const message of ["2", "3", "4"]) messages.push(message, 1);
    expect(onFull).toHaveBeenCalledTimes(1);
    expect(messages.full).toBe(true);
    expect(messages.countMessages()).toBe(4);
  });

  test("onFull comes at the bound of bytes", () => {
    const onFull = vi.fn<() => void>();
    const messages = queue({ maxBytes: 10, onFull });
    messages.push("123456789", 9);
    expect(onFull).not.toHaveBeenCalled();
    messages.push("0", 1);
    expect(onFull).toHaveBeenCalledTimes(1);
    expect(messages.bytes).toBe(10);
  });

  test("onRoom comes once, when both measures are below half", () => {
    const onRoom = vi.fn<() => void>();
    const messages = queue({ maxMessages: 4, maxBytes: 100, onRoom });
    messages.push("large", 90);
    for (const message of ["a", "b", "c"]) messages.push(message, 5);
    expect(messages.full).toBe(true);
    messages.read();
    messages.read();
    expect(onRoom).not.toHaveBeenCalled();
    messages.read();
    messages.read();
    expect(onRoom).toHaveBeenCalledTimes(1);
    expect(messages.full).toBe(false);
  });

  test("a message that goes straight to a waiter takes no room", async () => {
    const onFull = vi.fn<() => void>();
    const messages = queue({ maxMessages: 1, onFull });
    const waiting = messages.wait();
    messages.push("straight", 5_000);
    expect(await waiting).toBe("straight");
    expect(onFull).not.toHaveBeenCalled();
    expect(messages.bytes).toBe(0);
  });

  test("a source that pushes from within onRoom keeps the order", () => {
    const source = ["3", "4", "5"];
    const messages: MessageQueue<string> = queue({
      maxMessages: 2,
      onRoom: () => {
        const next = source.shift();
        if (next !== undefined) messages.push(next, 1);
      },
    });
    messages.push("1", 1);
    messages.push("2", 1);
    const read: (string | null)[] = [];
    for (let index = 0; index < 3; index += 1) read.push(messages.read());
    expect(read).toEqual(["1", "2", "3"]);
  });
});
