import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { settled } from "./send-promise.js";

const unhandled = vi.fn<() => void>();

beforeEach(() => {
  unhandled.mockReset();
  process.on("unhandledRejection", unhandled);
});

afterEach(() => {
  process.off("unhandledRejection", unhandled);
});

/** Long enough for Node to report a rejection that nobody handles. */
async function settleDown(): Promise<void> {
  await sleep(5);
  await sleep(5);
}

function failing(): Promise<void> {
  return Promise.reject(new Error("not sent"));
}

test("a failure that nobody looks at is told once, and is no unhandled rejection", async () => {
  const onIgnored = vi.fn<(error: unknown) => void>();
  void settled(failing(), onIgnored);
  await settleDown();
  expect(onIgnored.mock.calls).toEqual([[new Error("not sent")]]);
  expect(unhandled).not.toHaveBeenCalled();
});

test("a failure that is awaited belongs to whoever awaits it", async () => {
  const onIgnored = vi.fn<(error: unknown) => void>();
  await expect(settled(failing(), onIgnored)).rejects.toThrow("not sent");
  await settleDown();
  expect(onIgnored).not.toHaveBeenCalled();
});

test.each<[string, (sent: Promise<void>) => Promise<unknown>]>([
  ["catch", (sent) => sent.catch(() => "caught")],
  ["then", (sent) => sent.then(undefined, () => "caught")],
  ["Promise.allSettled", (sent) => Promise.allSettled([sent])],
  ["Promise.all", (sent) => Promise.all([sent, Promise.resolve()]).catch(() => "caught")],
  [
    "Promise.race",
    (sent) => Promise.race([sent, new Promise(() => undefined)]).catch(() => "caught"),
  ],
  ["finally", (sent) => sent.finally(() => undefined).catch(() => "caught")],
  ["an async function that returns it", (sent) => (async () => sent)().catch(() => "caught")],
])("%s counts as looking at it", async (_name, look) => {
  const onIgnored = vi.fn<(error: unknown) => void>();
  await look(settled(failing(), onIgnored));
  await settleDown();
  expect(onIgnored).not.toHaveBeenCalled();
  expect(unhandled).not.toHaveBeenCalled();
});

test("a failure that comes late is told as well", async () => {
  const onIgnored = vi.fn<(error: unknown) => void>();
  let fail!: (error: Error) => void;
  void settled(
    new Promise<void>((_resolve, reject) => {
      fail = reject;
    }),
    onIgnored,
  );
  await settleDown();
  expect(onIgnored).not.toHaveBeenCalled();
  fail(new Error("later"));
  await settleDown();
  expect(onIgnored).toHaveBeenCalledTimes(1);
  expect(unhandled).not.toHaveBeenCalled();
});

test("whoever looks after the failure, within the same turn, gets it alone", async () => {
  const onIgnored = vi.fn<(error: unknown) => void>();
  const sent = settled(failing(), onIgnored);
  await Promise.resolve();
  await Promise.resolve();
  await expect(sent).rejects.toThrow("not sent");
  await settleDown();
  expect(onIgnored).not.toHaveBeenCalled();
});

test("success resolves and tells nobody", async () => {
  const onIgnored = vi.fn<(error: unknown) => void>();
  await expect(settled(Promise.resolve(), onIgnored)).resolves.toBeUndefined();
  await settleDown();
  expect(onIgnored).not.toHaveBeenCalled();
});
