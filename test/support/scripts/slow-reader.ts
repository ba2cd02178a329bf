import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { WebSocket } from "ws";
import { createBoardServer } from "../board-contract.js";

// A client that asks for 500 MiB and reads nothing of it: how much of that is held here.
// The first argument is the size of the items; with `granting` as the second it gives credit without end.
const MIB = 1024 * 1024;
const sizes: Record<string, { items: number; bytes: number }> = {
  large: { items: 8_000, bytes: 64 * 1024 },
  small: { items: 5_000_000, bytes: 105 },
};
const { bytes, items } = sizes[process.argv[2] ?? "large"] ?? { bytes: 0, items: 0 };
let asked = 0;

const server = createBoardServer({
  calls: {
    async *lines() {
      while (asked < items) {
        asked += 1;
        // A new one each time: a shared one would cost nothing to hold.
        yield Buffer.alloc(bytes, 97 + (asked % 26)).toString("latin1");
      }
      return asked;
    },
  },
});

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function memory(): number {
  collectGarbage();
  const { arrayBuffers, external, heapUsed } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

const { url } = await server.listen(0, "127.0.0.1");
const client = new WebSocket(`${url.replace("http", "ws")}/boards/b`, ["wsgen.v1"]);
await once(client, "open");
client.pause();
const before = memory();
client.send('{"id":1,"method":"lines","params":{"count":1}}');
while (asked === 0) await sleep(5);
const most = Number.MAX_SAFE_INTEGER;
const credit = `{"method":"$/credit","params":{"id":1,"items":${most},"bytes":${most}}}`;
if (process.argv[3] === "granting") client.send(credit);
// Until nothing more is asked for.
for (let last = -1; last !== asked || asked === 0;) {
  last = asked;
  await sleep(200);
}
const held = (memory() - before) / MIB;
process.stdout.write(JSON.stringify({ asked, offered: (items * bytes) / MIB, held }));
client.terminate();
await server.close();
