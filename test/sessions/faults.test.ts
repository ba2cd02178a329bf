import { expect, test } from "vitest";
import { Random } from "../hostile/random.js";
import { sessionClient, type SessionClient, sessionRig } from "../support/session-pair.js";

/** `FAULT_SCALE=10 npx vitest run test/sessions/faults.test.ts` runs ten times as much, `FAULT_SEED` other faults. */
const SCALE = Number(process.env["FAULT_SCALE"] ?? 1);
const SEED = Number(process.env["FAULT_SEED"] ?? 1);

const CLIENTS = 20;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

test(
  "twenty clients lose nothing, see nothing twice and all in order, whatever the network does",
  async () => {
    const random = new Random(SEED);
    const messages = 300 * SCALE;
    const received = new Map<string, number[]>();
    const rig = await sessionRig({
      authenticate: ({ ticket }) => ({ user: ticket ?? "" }),
      async websocket(socket) {
        const { user = "" } = socket.context;
        const notes: number[] = [];
        // A second session of a client would be seen here.
        received.set(received.has(user) ? `${user} again` : user, notes);
        const talk = (async () => {
          for (let value = 0; value < messages; value += 1) {
            await socket.send("note", value);
            await pause(5);
          }
        })();
        for await (const { data } of socket) notes.push(data);
        await talk;
      },
    });
    const pairs: SessionClient[] = Array.from({ length: CLIENTS }, (_, at) =>
      sessionClient(rig.proxy.url, { auth: () => String(at), reconnectDelay: 100 }),
    );
    let isOver = false;
    const faults = (async () => {
      let cuts = 0;
      while (!isOver) {
        await pause(100 + random.next() * 200);
        const choice = random.next();
        if (choice < 0.3) rig.proxy.cut();
        else if (choice < 0.6) rig.proxy.cutAfter(Math.floor(random.next() * 20_000));
        else if (choice < 0.8) {
          rig.proxy.refuses = true;
          rig.proxy.cut();
          await pause(300);
          rig.proxy.refuses = false;
        } else {
          rig.proxy.slice = 1 + Math.floor(random.next() * 7);
          rig.proxy.latency = random.next() * 20;
        }
        cuts += 1;
      }
      rig.proxy.slice = null;
      rig.proxy.latency = 0;
      return cuts;
    })();
    await Promise.all(
      pairs.map(async ({ client }) => {
        for (let value = 0; value < messages; value += 1) {
          await client.send("note", value);
          await pause(5);
        }
      }),
    );
    isOver = true;
    expect(await faults).toBeGreaterThan(5);
    const expected = Array.from({ length: messages }, (_, value) => value);
    for (const [at, { gaps, notes }] of pairs.entries()) {
      await expect.poll(() => notes.length, { timeout: 10_000 }).toBe(messages);
      await expect.poll(() => received.get(String(at))?.length, { timeout: 10_000 }).toBe(messages);
      expect(notes).toEqual(expected);
      expect(received.get(String(at))).toEqual(expected);
      expect(gaps).toEqual([]);
    }
    expect(received.size).toBe(CLIENTS);
  },
  60_000 * SCALE,
);

test(
  "a call that must not be made twice is made once, or its caller is told that nobody knows",
  async () => {
    const random = new Random(SEED);
    const calls = 1_000 * SCALE;
    const effects = new Map<number, number>();
    const rig = await sessionRig({
      // Now and then a client stays away too long.
      options: { sessionTtl: 40 },
      calls: {
        async count(value) {
          effects.set(value, (effects.get(value) ?? 0) + 1);
          await pause(random.next() * 5);
          return value;
        },
      },
    });
    const { client } = sessionClient(rig.proxy.url, { reconnectDelay: 60 });
    let isOver = false;
    const faults = (async () => {
      let resets = 0;
      for (; !isOver; resets += 1) {
        await pause(20 + random.next() * 60);
        if (random.next() < 0.5) rig.proxy.cut();
        else rig.proxy.cutAfter(Math.floor(random.next() * 2_000));
      }
      return resets;
    })();
    const outcomes = { made: 0, unknown: 0 };
    const call = async (value: number): Promise<void> => {
      try {
        await client.calls.count(value);
        outcomes.made += 1;
        if (effects.get(value) !== 1) throw new Error(`${value}: made ${effects.get(value)} times`);
      } catch (error) {
        if ((error as { code?: string }).code !== "OUTCOME_UNKNOWN") throw error;
        outcomes.unknown += 1;
      }
    };
    for (let value = 0; value < calls; value += 10) {
      await Promise.all(Array.from({ length: 10 }, (_, at) => call(value + at)));
    }
    isOver = true;
    const resets = await faults;
    expect(resets).toBeGreaterThan(5);
    expect(outcomes.made + outcomes.unknown).toBe(calls);
    expect(outcomes.made).toBeGreaterThan(0);
    expect(Math.max(...effects.values())).toBe(1);
    expect(effects.size).toBeLessThanOrEqual(calls);
    expect(effects.size).toBeGreaterThanOrEqual(outcomes.made);
  },
  60_000 * SCALE,
);
