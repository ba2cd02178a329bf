import { describe, expect, test, vi, type Mock } from "vitest";
import { runScript } from "../../../../test/support/script-run.js";
import { type OnError, startedViews } from "../../../../test/support/started-server.js";
import { WsPeer } from "../../../../test/support/ws-peer.js";
import { requireWebSocket, type WebSocketView } from "../middleware.js";

async function open(view: WebSocketView): Promise<{
  peer: WsPeer;
  onError: Mock<OnError>;
  connections: () => number;
}> {
  const onError = vi.fn<OnError>();
  const { server, url } = await startedViews({ "/": view }, { onError });
  return { peer: await WsPeer.open(url), onError, connections: () => server.stats().connections };
}

describe("a view that returns", () => {
  test("closes the socket with 1000", async () => {
    const { onError, peer } = await open(requireWebSocket(() => undefined));
    expect(await peer.closed).toEqual({ code: 1000, reason: "" });
    expect(onError).not.toHaveBeenCalled();
  });

  test("leaves the code of its own close", async () => {
    const { peer } = await open(
      requireWebSocket(async ({ websocket }) => {
        void websocket.close(4123, "mine");
      }),
    );
    expect(await peer.closed).toEqual({ code: 4123, reason: "mine" });
  });

  test("has everything delivered that it sent without awaiting", async () => {
    const { peer } = await open(
      requireWebSocket(({ websocket }) => {
        for (let index = 0; index < 100; index += 1) void websocket.send(String(index));
      }),
    );
    for (let index = 0; index < 100; index += 1) expect(await peer.next()).toBe(String(index));
    expect(await peer.closed).toEqual({ code: 1000, reason: "" });
  });
});

describe("a view that throws", () => {
  test.each([
    [
      "at once",
      requireWebSocket(() => {
        throw new Error("secret detail");
      }),
    ],
    [
      "later",
      requireWebSocket(async ({ websocket }) => {
        await websocket.wait({ timeout: 1 }).catch(() => undefined);
        throw new Error("secret detail");
      }),
    ],
  ])("%s closes with 1011, tells the peer nothing, and onError once", async (_name, view) => {
    const { onError, peer } = await open(view);
    expect(await peer.next()).toBeNull();
    expect(await peer.closed).toEqual({ code: 1011, reason: "" });
    expect(onError.mock.calls).toEqual([
      [new Error("secret detail"), { kind: "handler", path: "/" }],
    ]);
  });

  test("because its peer is gone, is no error", async () => {
    const { connections, onError, peer } = await open(
      requireWebSocket(async ({ websocket }) => {
        await websocket.closed;
        await websocket.send("to nobody");
      }),
    );
    await peer.close();
    await vi.waitFor(() => expect(connections()).toBe(0));
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(onError).not.toHaveBeenCalled();
  });

  test("after the close is an error like any other", async () => {
    const { onError, peer } = await open(
      requireWebSocket(async ({ websocket }) => {
        await websocket.closed;
        throw new Error("in the cleanup");
      }),
    );
    await peer.close();
    await vi.waitFor(() => expect(onError).toHaveBeenCalledTimes(1));
  });

  test("something that is no Error is reported as it is", async () => {
    const view = requireWebSocket(() => AbortSignal.abort("only text").throwIfAborted());
    const { onError, peer } = await open(view);
    expect((await peer.closed).code).toBe(1011);
    expect(onError.mock.calls[0]?.[0]).toBe("only text");
  });
});

test("an onError that throws or rejects ends here, and the server goes on", async () => {
  const printed = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const unhandled = vi.fn<() => void>();
  process.on("unhandledRejection", unhandled);
  let calls = 0;
  const onError = (): void => {
    calls += 1;
    if (calls === 1) throw new Error("from onError");
    // An async function is assignable to one that returns nothing.
    return Promise.reject(new Error("from an async onError")) as unknown as undefined;
  };
  const failing = requireWebSocket(() => {
    throw new Error("in the view");
  });
  const { url } = await startedViews({ "/": failing }, { onError });
  await (
    await WsPeer.open(url)
  ).closed;
  await (
    await WsPeer.open(url)
  ).closed;
  expect((await (await WsPeer.open(url)).closed).code).toBe(1011);
  await new Promise((resolve) => setTimeout(resolve, 5));
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  expect(printed.mock.calls.map(([text]) => String(text))).toEqual(
    Array(3).fill("[wsgen] onError threw:"),
  );
  printed.mockRestore();
});

test("connections are counted while they are open", async () => {
  const view = requireWebSocket(({ websocket }) => websocket.closed.then(() => undefined));
  const { server, url } = await startedViews({ "/": view });
  const peers = await Promise.all([WsPeer.open(url), WsPeer.open(url), WsPeer.open(url)]);
  expect(server.stats().connections).toBe(3);
  await peers[0].close();
  peers[1].webSocket.terminate();
  await vi.waitFor(() => expect(server.stats().connections).toBe(1));
});

test("nothing is printed for any ordinary close, and the view's error is printed once", async () => {
  const result = await runScript("ordinary-closes.ts");
  expect(result.code).toBe(0);
  expect(result.stdout).toBe("6 ordinary closes\n1 failed view\n");
  const lines = result.stderr.split("\n").filter((line) => line.includes("[wsgen]"));
  expect(lines).toEqual(["[wsgen] /fail: error in handler: Error: the only thing to print"]);
  expect(result.stderr.match(/Error/g)).toHaveLength(1);
});
