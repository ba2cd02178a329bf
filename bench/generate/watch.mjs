// CPU time of a rebuild of `wsgen watch` after an edit of one endpoint of 500, with that of its child processes, those
// that wait for the next edit included. `node bench/generate/watch.mjs [edits]`; Linux only, for /proc.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { looped, writtenOut } from "./watch-schemas.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const edits = Number(process.argv[2] ?? 9);

/** Milliseconds of CPU so far: of the process, and of its children that have ended. */
function cpuOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const [user, system, childUser, childSystem] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 15)
    .map((ticks) => Number(ticks) * 10);
  return { parent: user + system, child: childUser + childSystem };
}

function write(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    if (!isSame(path, text)) writeFileSync(path, text);
  }
}

function isSame(path, text) {
  try {
    return readFileSync(path, "utf8") === text;
  } catch {
    return false;
  }
}

async function measure(schema) {
  const folder = mkdtempSync(join(tmpdir(), "wsgen-bench-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  write(folder, { "package.json": '{ "type": "module" }', ...schema(500) });
  const bin = join(root, "packages/cli/dist/bin.js");
  const watch = spawn(process.execPath, [bin, "watch"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: watch.stdout })[Symbol.asyncIterator]();
  const rebuilds = [];
  try {
    while (!(await lines.next()).value.startsWith("watching"));
    await delay(1000);
    for (let edit = 1; edit <= edits; edit += 1) {
      const before = cpuOf(watch.pid);
      write(folder, schema(500 - edit));
      const { value } = await lines.next();
      if (!/: updated .*validators/.test(value)) throw new Error(`not a rebuild: ${value}`);
      // What is done after the line counts too.
      await delay(1000);
      const after = cpuOf(watch.pid);
      const wall = Number(/\((\d+) ms\)/.exec(value)[1]);
      rebuilds.push({
        parent: after.parent - before.parent,
        child: after.child - before.child,
        wall,
      });
    }
  } finally {
    watch.kill("SIGINT");
    rmSync(folder, { recursive: true });
  }
  return rebuilds;
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

const build = spawnSync(
  join(root, "node_modules/.bin/tsc"),
  ["-b", "packages/cli/tsconfig.build.json"],
  {
    cwd: root,
    stdio: "inherit",
  },
);
if (build.status !== 0) process.exit(1);
console.log(
  `500 endpoints, an edit of one; CPU per rebuild in ms, median of ${edits} (first rebuild)`,
);
for (const [name, schema] of Object.entries({
  "one file with a loop": looped,
  "50 files, written out": writtenOut,
})) {
  const rebuilds = await measure(schema);
  const [first] = rebuilds;
  const of = (pick) => `${median(rebuilds.map(pick))} (${pick(first)})`;
  console.log(
    `${name}: ${of(({ parent, child }) => parent + child)}, of which parent ${of(({ parent }) => parent)}` +
      ` and child ${of(({ child }) => child)}; ${of(({ wall }) => wall)} ms until it is written`,
  );
}
