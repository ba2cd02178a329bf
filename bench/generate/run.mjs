// What `wsgen generate` costs, as users install it: `npm run bench:generate`; with `--quick` fewer rounds.
// Seconds of CPU of the command and of every process that it starts, as bash counts them: not on Windows.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installPacked } from "./install.mjs";
import { schemaOf } from "./schemas.mjs";

const ROUNDS = process.argv.includes("--quick") ? 3 : 11;

/** The budgets are seconds of CPU. */
const SUBJECTS = [
  { name: "node, doing nothing", args: ["--eval", "0"], budget: null },
  { name: "wsgen --help", args: ["$BIN", "--help"], budget: null },
  { name: "generate, 10 endpoints, cold", endpoints: 10, cold: true, budget: 1 },
  { name: "generate, 10 endpoints, nothing changed", endpoints: 10, budget: 0.5 },
  { name: "check, 10 endpoints", endpoints: 10, command: "check", budget: null },
  { name: "generate, 500 endpoints, cold", endpoints: 500, cold: true, budget: 4 },
  { name: "generate, 500 endpoints, nothing changed", endpoints: 500, budget: null },
];

function main() {
  const { folder, remove } = installPacked();
  try {
    const bin = join(folder, "node_modules/wsgen/dist/bin.js");
    const times = new Map(SUBJECTS.map(({ name }) => [name, []]));
    for (const subject of SUBJECTS) prepare(subject, folder, bin);
    for (let round = 0; round < ROUNDS; round++) {
      for (const subject of shuffled(SUBJECTS))
        times.get(subject.name).push(measure(subject, folder, bin));
    }
    console.log(table(times));
  } finally {
    remove();
  }
}

function projectOf({ endpoints, cold }, folder) {
  return join(folder, `app-${endpoints}${cold ? "-cold" : ""}`);
}

function prepare(subject, folder, bin) {
  if (subject.endpoints === undefined) return;
  const project = projectOf(subject, folder);
  mkdirSync(join(project, "src"), { recursive: true });
  writeFileSync(join(project, "package.json"), '{ "type": "module" }');
  writeFileSync(join(project, "src/wsgen.schema.ts"), schemaOf(subject.endpoints));
  if (!subject.cold) timed([bin, "generate"], project);
}

function measure(subject, folder, bin) {
  if (subject.endpoints === undefined)
    return timed(
      subject.args.map((arg) => (arg === "$BIN" ? bin : arg)),
      folder,
    );
  const project = projectOf(subject, folder);
  if (subject.cold) {
    for (const made of ["src/generated", "src/handlers", "src/context.ts", "wsgen.lock.json"])
      rmSync(join(project, made), { recursive: true, force: true });
    rmSync(join(folder, "node_modules/.cache"), { recursive: true, force: true });
  }
  const args = [bin, subject.command ?? "generate"];
  if (!subject.cold) timed(args, project); // a cold run of another subject has emptied the cache
  return timed(args, project);
}

/** Seconds of CPU, user and system, of a program and what it starts. */
function timed(args, cwd) {
  const script = 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>err.log';
  const { status, stderr } = spawnSync("bash", ["-c", script, "bash", process.execPath, ...args], {
    cwd,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${args.join(" ")} in ${cwd} ended with ${status}`);
  const [user, system] = stderr.trim().split(" ").map(Number);
  return user + system;
}

function shuffled(items) {
  return items
    .map((item) => ({ item, rank: Math.random() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

function table(times) {
  const rows = SUBJECTS.map(({ budget, name }) => {
    const sorted = times.get(name).toSorted((a, b) => a - b);
    const cells = [sorted[sorted.length >> 1], sorted[0], sorted.at(-1)].map((time) =>
      time.toFixed(2),
    );
    return `| ${[name, ...cells, budget ?? ""].join(" | ")} |`;
  });
  return [
    `Seconds of CPU, ${ROUNDS} shuffled rounds, Node ${process.versions.node}.`,
    "",
    "| | median | least | most | budget |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

main();
