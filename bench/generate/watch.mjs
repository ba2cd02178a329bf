// CPU time of a rebuild of `wsgen watch` after an edit of one endpoint of 500, with that of the child process that loads
// the schema; what that does ahead of an edit is told apart. `node bench/generate/watch.mjs [edits]`; Linux only, for /proc.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { installPacked } from "./install.mjs";
import { looped, writtenOut } from "./watch-schemas.mjs";

const edits = Number(process.argv[2] ?? 9);

/** Milliseconds of CPU so far: of the process, of its children that have ended, and of those that wait. */
function cpuOf(pid) {
  const [user, system, childUser, childSystem] = timesOf(pid);
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
  const waiting = children.filter(Boolean).map((child) => timesOf(child));
  return {
    parent: user + system,
    ended: childUser + childSystem,
    waiting: waiting.reduce((sum, times) => sum + times[0] + times[1], 0),
  };
}

function timesOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields.slice(11, 15).map((ticks) => Number(ticks) * 10);
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

async function measure(schema, installed, name) {
  const folder = join(installed, name);
  write(folder, { "package.json": '{ "type": "module" }', ...schema(500) });
  const bin = join(installed, "node_modules/wsgen/dist/bin.js");
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
      const parent = after.parent - before.parent;
      const child = after.ended - before.ended - before.waiting;
      rebuilds.push({ parent, child, ahead: after.waiting, wall });
    }
  } finally {
    watch.kill("SIGINT");
  }
  return rebuilds;
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

console.log(
  `500 endpoints, an edit of one; CPU per rebuild in ms, median of ${edits} (first rebuild)`,
);
const { folder, remove } = installPacked();
try {
  for (const [name, schema] of Object.entries({
    "one file with a loop": looped,
    "50 files, written out": writtenOut,
  })) {
    const rebuilds = await measure(schema, folder, name.replaceAll(/\W+/g, "-"));
    const [first] = rebuilds;
    const of = (pick) => `${median(rebuilds.map(pick))} (${pick(first)})`;
    console.log(
      `${name}: ${of(({ parent, child }) => parent + child)}, of which parent ${of(({ parent }) => parent)}` +
        ` and child ${of(({ child }) => child)}, and ${of(({ ahead }) => ahead)} ahead, for the child that waits;` +
        ` ${of(({ wall }) => wall)} ms until it is written`,
    );
  }
} finally {
  remove();
}
