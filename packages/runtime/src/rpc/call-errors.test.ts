import { describe, expect, test, vi, type Mock } from "vitest";
import type { BoardCallHandlers, BoardSocket } from "../../../../test/support/board-contract.js";
import { ask, boardPair, send, takeUntilResponse } from "../../../../test/support/board-peer.js";
import { deferred } from "../../../../test/support/deferred.js";
import { runScript } from "../../../../test/support/script-run.js";
import type { OnError } from "../../../../test/support/started-server.js";
import type { WsPeer } from "../../../../test/support/ws-peer.js";

type Calls = Partial<BoardCallHandlers<BoardSocket | null>>;

const INTERNAL = { id: 1, error: { code: -32603, message: "Internal error" } };

async function failing(calls: Calls): Promise<{ peer: WsPeer; onError: Mock<OnError> }> {
  const onError = vi.fn<OnError>();
  const { peer } = await boardPair({ calls }, { onError });
  return { peer, onError };
}

function source(method: string): object {
  return { kind: "call", method, path: "/boards/:board" };
}

describe("a declared error", () => {
  test("arrives with its name and data", async () => {
    const { onError, peer } = await failing({});
    expect(await ask(peer, { id: 1, method: "add", params: { a: 99, b: 2 } })).toEqual({
      id: 1,
      error: {
        code: 1,
        message: "TOO_LARGE",
        data: { error: "TOO_LARGE", data: { limit: 100 } },
      },
    });
    expect(onError).not.toHaveBeenCalled();
  });

  // Once lost what it was an error of.
  test("may be made by an error function that was taken out of the call", async () => {
    const { onError, peer } = await failing({
      add(_input, call) {
        // oxlint-disable-next-line typescript/unbound-method -- that is the point
        const { error } = call;
        throw error("TOO_LARGE", { limit: 7 });
      },
    });
    expect(await ask(peer, { id: 1, method: "add", params: { a: 1, b: 2 } })).toMatchObject({
      error: { code: 1, data: { error: "TOO_LARGE", data: { limit: 7 } } },
    });
    expect(onError).not.toHaveBeenCalled();
  });

  test("ends the items", async () => {
    const { peer } = await failing({});
    expect(await ask(peer, { id: 1, method: "lines", params: { count: 0 } })).toMatchObject({
      error: { code: 1, data: { error: "EMPTY", data: "no lines" } },
    });
  });

  test.each([
    ["whose data does not fit", "TOO_LARGE", { limit: "many" }],
    ["that is not declared", "NOPE", {}],
    ["named as objects inherit", "toString", {}],
  ])("%s is nobody's but ours", async (_name, code, data) => {
    const { onError, peer } = await failing({
      add: (_input, call) => {
        throw call.error(code as "TOO_LARGE", data as { limit: number });
      },
    });
    expect(await ask(peer, { id: 1, method: "add", params: { a: 1, b: 2 } })).toEqual(INTERNAL);
    expect(onError.mock.calls).toEqual([[expect.any(Error), source("add")]]);
  });
});

describe("an undeclared throw", () => {
  const secret = new Error("the password is hunter2");
  // Thrown by plain JavaScript.
  const thrown: unknown[] = [
    secret,
    "hunter2",
    null,
    undefined,
    0,
    { message: "hunter2", code: 1 },
  ];

  test.each(thrown)(
    "reaches onError as it is, and the peer without a word of it: %o",
    async (error) => {
      const handlers: Calls[] = [
        {
          refresh() {
            throw error;
          },
        },
        // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- that is the point
        { refresh: () => Promise.reject(error) },
      ];
      for (const calls of handlers) {
        const { onError, peer } = await failing(calls);
        expect(await ask(peer, { id: 1, method: "refresh" })).toEqual(INTERNAL);
        expect(onError.mock.calls).toEqual([[error, source("refresh")]]);
      }
    },
  );

  test("in the middle of items comes after those that were sent", async () => {
    const { onError, peer } = await failing({
      async *lines() {
        yield "one";
        throw secret;
      },
    });
    send(peer, { id: 1, method: "lines", params: { count: 9 } });
    expect(await takeUntilResponse(peer, 1)).toEqual([
      { method: "$/next", params: { id: 1, item: "one" } },
      INTERNAL,
    ]);
    expect(onError.mock.calls).toEqual([[secret, source("lines")]]);
  });

  test("of a notification is reported as well", async () => {
    const { onError, peer } = await failing({
      refresh() {
        throw secret;
      },
    });
    send(peer, { method: "refresh" });
    await vi.waitFor(() => expect(onError.mock.calls).toEqual([[secret, source("refresh")]]));
  });
});

describe("what a handler gives that does not fit", () => {
  test.each<[string, Calls, string, RegExp]>([
    [
      "an output",
      { add: () => "hunter2" as never },
      "add",
      /^add\.output: Invalid input: expected number/,
    ],
    [
      "no output",
      { add: () => undefined as never },
      "add",
      /^add\.output: Invalid input: expected number/,
    ],
    [
      "an item",
      {
        async *lines() {
          yield 5 as never;
          return 1;
        },
      },
      "lines",
      /^lines\.item: Invalid input: expected string/,
    ],
    ["no items at all", { lines: () => undefined as never }, "lines", /can be iterated/],
    [
      "a promise of no items",
      { lines: () => Promise.resolve(5) as never },
      "lines",
      /can be iterated/,
    ],
  ])("%s becomes an internal error", async (_name, calls, method, message) => {
    const { onError, peer } = await failing(calls);
    expect(await ask(peer, { id: 1, method, params: { a: 1, b: 1, count: 1 } })).toEqual(INTERNAL);
    expect(onError.mock.calls).toEqual([
      [expect.objectContaining({ message: expect.stringMatching(message) }), source(method)],
    ]);
  });
});

describe("an input that does not fit", () => {
  test.each<[string, unknown, string]>([
    ["add", { a: 1 }, "add.b: Invalid input: expected number, received undefined"],
    ["add", undefined, "add: Invalid input: expected object, received undefined"],
    ["add", [1, 2], "add: Invalid input: expected object, received array"],
    ["refresh", { a: 1 }, "refresh: Invalid input: expected no input, received object"],
    ["lines", { count: "x" }, "lines.count: Invalid input: expected number, received string"],
  ])("of %s is refused and counted: %j", async (method, params, message) => {
    const { peer, server } = await boardPair();
    expect(await ask(peer, { id: 1, method, params })).toEqual({
      id: 1,
      error: { code: -32602, message },
    });
    expect(server.stats().invalidMessages).toBe(1);
  });

  test("in an upload ends the call, and aborts its handler", async () => {
    const ended = deferred<unknown>();
    const { onError, peer } = await failing({
      async store(_input, call) {
        try {
          for await (const part of call.uploads) void part;
        } catch (error) {
          ended.resolve([error, call.signal.aborted]);
          throw error;
        }
        return { size: 0 };
      },
    });
    send(peer, { id: 1, method: "store", params: { name: "a" } });
    const frame = { method: "$/upload", params: { id: 1, item: 5 } };
    expect(await ask(peer, frame)).toEqual({
      id: 1,
      error: {
        code: -32602,
        message: "store.upload: Invalid input: expected string, received number",
      },
    });
    expect(await ended.promise).toEqual([expect.objectContaining({ code: "INVALID" }), true]);
    expect(onError).not.toHaveBeenCalled();
  });
});

test("failures of every kind that nobody looks at leave the process alone", async () => {
  const { code, stderr, stdout } = await runScript("ignored-calls.ts");
  expect(stderr).toBe("");
  expect(stdout.split("\n")).toEqual([
    "alive after 12 ignored failures",
    "call add, call lines, call refresh, call shout, call store, send undefined",
    "",
  ]);
  expect(code).toBe(0);
});
