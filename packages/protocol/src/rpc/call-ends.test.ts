import { describe, expect, test } from "vitest";
import { deferred } from "../../../../test/support/deferred.js";
import { NOTHING_LEFT, PeerPair } from "../../../../test/support/peer-pair.js";

/** Timers that are running in this process. */
function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
}

describe("aborting", () => {
  test("rejects with the reason and aborts the handler's signal", async () => {
    const pair = new PeerPair();
    const aborted = deferred<unknown>();
    pair.b.handlers.set("nothing", (_input, { signal }) => {
      signal.addEventListener("abort", () => aborted.resolve(signal.reason));
      return aborted.promise;
    });
    const aborter = new AbortController();
    const call = pair.a.peer.call("nothing", undefined, { signal: aborter.signal });
    await pair.settle();
    aborter.abort(new Error("enough"));
    await expect(call.result).rejects.toThrow("enough");
    expect(await aborted.promise).toMatchObject({ code: "CANCELLED" });
    await pair.settle();
    expect(pair.a.invalid() + pair.b.invalid()).toBe(0);
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test("before the call sends nothing, and after it does nothing", async () => {
    const pair = new PeerPair();
    pair.b.handlers.set("any", (input) => input);
    const aborter = new AbortController();
    const call = pair.a.peer.call("any", 1, { signal: aborter.signal });
    expect(await call.result).toBe(1);
    aborter.abort("late");
    const never = pair.a.peer.call("any", 1, { signal: aborter.signal });
    await expect(never.result).rejects.toBe("late");
    expect(pair.a.sent).toHaveLength(1);
  });

  test("comes to a notification's handler with the end of the connection", async () => {
    const pair = new PeerPair();
    const aborted = deferred<unknown>();
    pair.b.handlers.set("nothing", (_input, { signal }) => {
      signal.addEventListener("abort", () => aborted.resolve(signal.reason));
      return aborted.promise;
    });
    pair.inject({ method: "nothing" });
    expect(pair.b.peer.running).toBe(1);
    pair.end(new Error("gone"));
    expect(await aborted.promise).toEqual(new Error("gone"));
    await pair.settle();
    expect(pair.left).toEqual(NOTHING_LEFT);
  });

  test("by a timeout tells the other side", async () => {
    const pair = new PeerPair();
    pair.b.handlers.set("nothing", (_input, { signal }) => {
      return new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason as Error));
      });
    });
    const call = pair.a.peer.call("nothing", undefined, { timeout: 1 });
    await expect(call.result).rejects.toMatchObject({ name: "TimeoutError", code: "TIMEOUT" });
    await pair.settle();
    expect(pair.left).toEqual(NOTHING_LEFT);
    const wrong = pair.a.peer.call("nothing", undefined, { timeout: Number.NaN });
    await expect(wrong.result).rejects.toThrow(RangeError);
  });
});

describe("closing", () => {
  test("refuses new calls and waits for those that run", async () => {
    const pair = new PeerPair();
    const answer = deferred<unknown>();
    pair.b.handlers.set("any", () => answer.promise);
    const running = pair.a.peer.call("any", 1);
    await pair.settle();
    let closed = false;
    const closing = pair.b.peer.close().then(() => (closed = true));
    await expect(pair.a.peer.call("any", 2).result).rejects.toMatchObject({ code: "CLOSING" });
    expect(closed).toBe(false);
    answer.resolve("done");
    expect(await running.result).toBe("done");
    await closing;
    expect(pair.left).toEqual(NOTHING_LEFT);
  });
});

test("no timer is left by calls that end before their timeout, whatever ends them", async () => {
  const before = timers();
  const pair = new PeerPair();
  pair.b.handlers.set("any", (input) => input).set("nothing", () => new Promise(() => undefined));
  const options = { timeout: 60_000 };
  expect(await pair.a.peer.call("any", 1, options).result).toBe(1);
  const aborter = new AbortController();
  const aborted = pair.a.peer.call("nothing", undefined, { ...options, signal: aborter.signal });
  aborter.abort("enough");
  await expect(aborted.result).rejects.toBe("enough");
  const refused = pair.a.peer.call("number", "no number", options);
  await expect(refused.result).rejects.toMatchObject({ code: "INVALID" });
  const lost = pair.a.peer.call("nothing", undefined, options);
  pair.end(new Error("gone"));
  await expect(lost.result).rejects.toThrow("gone");
  await expect(pair.a.peer.call("any", 1, options).result).rejects.toThrow("gone");
  expect(timers()).toBe(before);
  expect(pair.a.peer.pending + pair.b.peer.pending).toBe(0);
});
