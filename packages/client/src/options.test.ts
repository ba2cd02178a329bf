import { SocketClosedError, TimeoutError } from "@wsgen/protocol";
import { expect, onTestFinished, test, vi } from "vitest";
import { resolveOptions } from "./options.js";

test("what is not said has its default", () => {
  const { connectTimeout, sendHighWater } = resolveOptions({
    connectTimeout: undefined,
    sendHighWater: 5,
  });
  expect({ connectTimeout, sendHighWater }).toEqual({ connectTimeout: 10_000, sendHighWater: 5 });
});

test.each([
  ["queueMessages", 0],
  ["sendLimit", -1],
  ["closeTimeout", Number.NaN],
  ["connectTimeout", Infinity],
])("%s cannot be %d", (name, value) => {
  expect(() => resolveOptions({ [name]: value })).toThrow(
    new RangeError(`${name} is a number from 1 to 2147483647.`),
  );
});

test("errors are logged by default, except for what an ordinary close brings about", () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  onTestFinished(() => log.mockRestore());
  const { onError } = resolveOptions();
  onError(new SocketClosedError(1000, ""), { kind: "send", path: "/chat" });
  expect(log).not.toHaveBeenCalled();
  const error = new TimeoutError("late");
  onError(error, { kind: "listener", path: "/chat" });
  expect(log).toHaveBeenCalledExactlyOnceWith("[wsgen] /chat: error in listener:", error);
});
