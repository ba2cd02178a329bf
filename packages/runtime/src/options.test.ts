import { describe, expect, test, vi } from "vitest";
import { resolveOptions } from "./options.js";

describe("resolveOptions", () => {
  test("keeps the defaults where nothing is given", () => {
    expect(resolveOptions({ queueMessages: undefined, closeTimeout: 5 })).toEqual({
      ...resolveOptions(),
      closeTimeout: 5,
    });
    expect(resolveOptions()).toMatchObject({
      maxMessageBytes: 1024 * 1024,
      queueMessages: 64,
      heartbeatInterval: 25_000,
    });
  });

  test("takes Infinity for as much as a timer can", () => {
    const { closeTimeout, handshakeTimeout, maxMessageBytes } = resolveOptions({
      closeTimeout: Number.POSITIVE_INFINITY,
      handshakeTimeout: 2 ** 33,
      maxMessageBytes: Number.POSITIVE_INFINITY,
    });
    expect([closeTimeout, handshakeTimeout, maxMessageBytes]).toEqual(Array(3).fill(2 ** 31 - 1));
  });

  test.each(["heartbeatInterval", "sendHighWater"])("takes 0 for %s", (name) => {
    expect(resolveOptions({ [name]: 0 })).toMatchObject({ [name]: 0 });
  });

  test.each<[string, unknown]>([
    ["queueMessages", 0],
    ["queueMessages", "64"],
    ["queueBytes", -1],
    ["sendLimit", Number.NaN],
    ["handshakeTimeout", null],
  ])("refuses %s: %j, naming it", (name, value) => {
    expect(() => resolveOptions({ [name]: value })).toThrow(
      new RegExp(`^The option "${name}" is a number from 1`),
    );
  });

  test.each(["toString", "__proto__x", "perMessageDeflate"])(
    "refuses the unknown option %s",
    (name) => {
      expect(() => resolveOptions({ [name]: 1 })).toThrow(
        new TypeError(`There is no option "${name}".`),
      );
    },
  );
});

describe("onError, when none is given", () => {
  test.each([
    ["handler", 1],
    ["http", 1],
    ["authenticate", 1],
    ["send", 0],
    ["peer", 0],
  ] as const)("prints errors of kind %s %i times", (kind, times) => {
    const printed = vi.spyOn(console, "error").mockImplementation(() => undefined);
    resolveOptions().onError(new Error("x"), { kind, path: "/p" });
    expect(printed).toHaveBeenCalledTimes(times);
    printed.mockRestore();
  });
});
