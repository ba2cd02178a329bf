import { describe, expect, test } from "vitest";
import { OfflineError, OutcomeUnknownError, StreamLostError } from "@wsgen/client";
import {
  reached,
  type SessionClient,
  sessionClient,
  type SessionRig,
  sessionRig,
} from "../support/session-pair.js";

/** A gate that handlers wait at until the test opens it. */
function gate(): { readonly passed: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

/** A server that forgets who is away after next to no time. */
const FORGETFUL = { sessionTtl: 1 };

describe("a session that the server has given up", () => {
  test("is told as a gap, and another begins", async () => {
    const { proxy, sockets, notes } = await sessionRig({ options: FORGETFUL });
    const { client, gaps, statuses } = sessionClient(proxy.url);
    await client.send("note", 1);
    await expect.poll(() => notes).toEqual([1]);
    // Acknowledged by now or not: what has been sent may have been lost.
    proxy.cut();
    await reached(client, "reconnecting");
    void client.send("note", 2);
    await reached(client, "open");
    await expect.poll(() => notes).toEqual([1, 2]);
    expect(sockets).toHaveLength(2);
    await expect.poll(() => gaps).toHaveLength(1);
    expect(gaps[0]?.received).toBeNull();
    expect([0, 1]).toContain(gaps[0]?.sent);
    expect(statuses).toEqual(["open", "reconnecting", "open"]);
  });

  test("leaves nobody waiting: `once` is unknown, `safe` and `idempotent` are sent again, streams tell how far they came", async () => {
    const { open, passed } = gate();
    const runs = { count: 0, look: 0, put: 0 };
    const { proxy } = await sessionRig({
      options: FORGETFUL,
      calls: {
        async count(value) {
          runs.count += 1;
          await passed;
          return value;
        },
        async look(value) {
          runs.look += 1;
          await passed;
          return value;
        },
        async put(value) {
          runs.put += 1;
          await passed;
          return value;
        },
        async *items() {
          yield* [1, 2, 3];
          await passed;
          return "done";
        },
        async sum() {
          await passed;
          return 0;
        },
      },
    });
    const { client } = sessionClient(proxy.url);
    const outcomes = [
      client.calls.count(1),
      client.calls.look(2),
      client.calls.put(3),
      client.calls.sum(undefined, { uploads: [1] }).result,
    ].map((call) => call.catch((error: unknown) => error));
    const stream = client.calls.items(3);
    const items: number[] = [];
    const streamed = (async () => {
      for await (const item of stream) items.push(item);
    })().catch((error: unknown) => error);
    await expect.poll(() => runs).toEqual({ count: 1, look: 1, put: 1 });
    await expect.poll(() => items).toEqual([1, 2, 3]);
    proxy.cut();
    await expect.poll(() => runs).toEqual({ count: 1, look: 2, put: 2 });
    open();
    expect(await Promise.all(outcomes)).toEqual([
      expect.any(OutcomeUnknownError),
      2,
      3,
      expect.any(OutcomeUnknownError),
    ]);
    expect(await streamed).toBeInstanceOf(StreamLostError);
    expect(await streamed).toMatchObject({ code: "STREAM_LOST", method: "items", received: 3 });
    expect(runs).toEqual({ count: 1, look: 2, put: 2 });
  });

  test("does not keep calls that nobody has seen from being made", async () => {
    const { proxy } = await sessionRig({ options: FORGETFUL });
    const { client } = sessionClient(proxy.url);
    await reached(client, "open");
    proxy.refuses = true;
    proxy.cut();
    await reached(client, "reconnecting");
    const counted = client.calls.count(5);
    const { result } = client.calls.sum(undefined, { uploads: [1, 2, 3] });
    const items: number[] = [];
    const streamed = (async () => {
      for await (const item of client.calls.items(40)) items.push(item);
    })();
    proxy.refuses = false;
    expect(await counted).toBe(5);
    expect(await result).toBe(6);
    await streamed;
    expect(items).toHaveLength(40);
  });

  test("answers nothing of the old session in the new one", async () => {
    const { open, passed } = gate();
    const { proxy, sockets } = await sessionRig({ options: FORGETFUL });
    const { client, errors } = sessionClient(proxy.url);
    const aborted: unknown[] = [];
    client.handle("confirm", async (question, { signal }) => {
      signal.addEventListener("abort", () => aborted.push(question));
      if (question === "old") await passed;
      return question;
    });
    await expect.poll(() => sockets).toHaveLength(1);
    const old = sockets[0]?.calls.confirm("old").catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 30));
    proxy.cut();
    await expect.poll(() => sockets).toHaveLength(2);
    open();
    expect(await sockets[1]?.calls.confirm("new")).toBe("new");
    expect(await old).toMatchObject({ code: "SOCKET_CLOSED" });
    expect(aborted).toEqual(["old"]);
    expect(errors).toEqual([]);
  });
});

describe("a server without sessions", () => {
  test("gets what no connection was given; what it may have had is told, and calls that may be made twice are", async () => {
    const { open, passed } = gate();
    let looks = 0;
    const { notes, proxy } = await sessionRig({
      options: { sessionTtl: 0 },
      calls: {
        async look(value) {
          looks += 1;
          await passed;
          return value;
        },
        async count(value) {
          await passed;
          return value;
        },
      },
    });
    const { client, gaps } = sessionClient(proxy.url);
    await client.send("note", 1);
    await expect.poll(() => notes).toEqual([1]);
    const looked = client.calls.look(2);
    const counted = client.calls.count(3).catch((error: unknown) => error);
    await expect.poll(() => looks).toBe(1);
    proxy.cut();
    await reached(client, "reconnecting");
    void client.send("note", 4);
    await expect.poll(() => looks).toBe(2);
    open();
    expect(await looked).toBe(2);
    expect(await counted).toBeInstanceOf(OutcomeUnknownError);
    await expect.poll(() => notes).toEqual([1, 4]);
    expect(gaps).toEqual([{ received: null, sent: null }]);
  });
});

describe("a server that does not come back", () => {
  test("keeps nobody waiting longer than the offline timeout, and the socket goes on trying", async () => {
    const { passed } = gate();
    let runs = 0;
    const { notes, proxy } = await sessionRig({
      calls: {
        async count() {
          runs += 1;
          await passed;
          return 0;
        },
        async look() {
          runs += 1;
          await passed;
          return 0;
        },
      },
    });
    const { client, gaps } = sessionClient(proxy.url, { offlineTimeout: 150 });
    await reached(client, "open");
    const seen = [client.calls.count(1), client.calls.look(1)];
    await expect.poll(() => runs).toBe(2);
    proxy.refuses = true;
    proxy.cut();
    await reached(client, "reconnecting");
    const unseen = [client.send("note", 1), client.calls.count(2), client.calls.put(3)];
    const outcomes = await Promise.all(
      [...seen, ...unseen].map((one) => (one as Promise<unknown>).catch((error: unknown) => error)),
    );
    expect(outcomes).toEqual([
      expect.any(OutcomeUnknownError),
      ...Array.from({ length: 4 }, () => expect.any(OfflineError)),
    ]);
    expect(client.status).toBe("reconnecting");
    proxy.refuses = false;
    await reached(client, "open");
    await client.send("note", 2);
    await expect.poll(() => notes).toEqual([2]);
    expect(gaps).toEqual([{ received: null, sent: 0 }]);
  });

  test("fails what waits for the first connection, too", async () => {
    const { proxy } = await sessionRig();
    proxy.refuses = true;
    const { client, statuses } = sessionClient(proxy.url, { offlineTimeout: 100 });
    await expect(client.send("note", 1)).rejects.toBeInstanceOf(OfflineError);
    await expect(client.calls.count(1)).rejects.toBeInstanceOf(OfflineError);
    expect(client.status).toBe("connecting");
    expect(statuses).toEqual([]);
    await client.close();
    expect(statuses).toEqual(["closed"]);
  });
});

describe("a close", () => {
  /** A client whose server closes with this code, and why its `auth` was asked. */
  async function closed(
    code: number,
  ): Promise<Omit<SessionRig, "notes"> & SessionClient & { reasons: string[] }> {
    const rig = await sessionRig({
      async websocket(socket) {
        await socket.closed;
      },
    });
    const reasons: string[] = [];
    const pair = sessionClient(rig.proxy.url, {
      auth: ({ reason }) => {
        reasons.push(reason);
        return undefined;
      },
    });
    await expect.poll(() => rig.sockets).toHaveLength(1);
    void rig.sockets[0]?.close(code, "because");
    return { ...rig, ...pair, reasons };
  }

  test.each([
    [1001, "reconnect"],
    [1011, "reconnect"],
    [1012, "reconnect"],
    [1013, "reconnect"],
    [4401, "expired"],
  ])("with %d brings the client back", async (code, reason) => {
    const { reasons, sockets } = await closed(code);
    await expect.poll(() => sockets).toHaveLength(2);
    expect(reasons).toEqual(["connect", reason]);
  });

  test.each([1000, 1008, 3000, 4000, 4409, 4426])("with %d is the end", async (code) => {
    const { client, reasons } = await closed(code);
    expect(await client.closed).toMatchObject({ code, reason: "because", initiator: "remote" });
    expect(reasons).toEqual(["connect"]);
  });
});
