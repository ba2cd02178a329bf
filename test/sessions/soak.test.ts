import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { sessionClient, sessionRig } from "../support/session-pair.js";

/** `npm run soak -- --minutes 60` soaks for an hour; a test run only gets wet. */
const MINUTES = Number(process.env["SOAK_MINUTES"] ?? 0.15);
const DURATION = MINUTES * 60_000;
/** Milliseconds between two losses of every connection: thirty seconds, or a tenth of it all. */
const DROP_EVERY = Math.min(30_000, DURATION / 10);

const CLIENTS = 20;

setFlagsFromString("--expose_gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Bytes that are in use. */
function usedHeap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** How many of each kind keep the process alive: timers, sockets. */
function resources(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of process.getActiveResourcesInfo()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

test(
  "talking for long over connections that are lost leaves nothing behind",
  async () => {
    const rig = await sessionRig({
      async websocket(socket) {
        await socket.join("all");
        for await (const { data } of socket) await socket.send("note", data);
      },
    });
    const { TCPSocketWrap: socketsBefore = 0, Timeout: timersBefore = 0 } = resources();
    const pairs = Array.from({ length: CLIENTS }, () => sessionClient(rig.proxy.url));
    let rounds = 0;
    const talk = async (until: number): Promise<void> => {
      while (performance.now() < until) {
        await Promise.all(
          pairs.map(async ({ client, notes }) => {
            await client.send("note", rounds);
            await client.calls.look(rounds);
            for await (const item of client.calls.items(3)) void item;
            notes.length = 0;
          }),
        );
        rounds += 1;
        await pause(10);
      }
    };
    const start = performance.now();
    const drops = setInterval(() => rig.proxy.cut(), DROP_EVERY);
    // Whatever is made once is there after a third.
    await talk(start + DURATION / 3);
    const heapBefore = usedHeap();
    await talk(start + DURATION);
    clearInterval(drops);
    const grown = usedHeap() - heapBefore;
    await Promise.all(pairs.map(({ client }) => client.close()));
    await expect.poll(() => rig.server.stats().connections).toBe(0);
    await expect.poll(() => resources()["TCPSocketWrap"] ?? 0).toBeLessThanOrEqual(socketsBefore);
    await expect.poll(() => (resources()["Timeout"] ?? 0) <= timersBefore + 2).toBe(true);
    process.stdout.write(`${rounds} rounds of ${CLIENTS} clients, ${grown} bytes of heap more\n`);
    expect(rounds).toBeGreaterThan(10);
    expect(rig.server.stats()).toMatchObject({ away: 0, ignoredSendFailures: 0 });
    expect(rig.sockets).toHaveLength(CLIENTS);
    expect(pairs.flatMap(({ gaps }) => gaps)).toEqual([]);
    // A frame that stays for each message would be more.
    expect(grown).toBeLessThan(5_000_000);
  },
  DURATION * 2 + 30_000,
);
