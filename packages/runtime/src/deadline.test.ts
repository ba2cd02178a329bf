import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { within } from "./deadline.js";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test("settles like the promise, and leaves no timer behind", async () => {
  await expect(within(1_000, Promise.resolve("in time"), () => "late")).resolves.toBe("in time");
  await expect(within(1_000, Promise.reject(new Error("failed")), () => "late")).rejects.toThrow(
    "failed",
  );
  expect(vi.getTimerCount()).toBe(0);
});

test("gives the fallback when time is up, and a later failure is nobody's", async () => {
  let fail!: (error: Error) => void;
  const slow = new Promise<string>((_resolve, reject) => {
    fail = reject;
  });
  const outcome = within(1_000, slow, () => "late");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await outcome).toBe("late");
  fail(new Error("too late for anybody"));
});

test.each([Number.POSITIVE_INFINITY, 2 ** 40])(
  "takes %d for a very long time",
  async (milliseconds) => {
    let finish!: (value: string) => void;
    const slow = new Promise<string>((resolve) => {
      finish = resolve;
    });
    const outcome = within(milliseconds, slow, () => "late");
    await vi.advanceTimersByTimeAsync(86_400_000);
    finish("after a day");
    expect(await outcome).toBe("after a day");
  },
);
