// What validating costs, in wsgen and in its peers, in one run: `npm run bench:validate`. With `--quick` fewer rounds and
// nothing is written; with `--size` the bytes that the generated validators add to a browser bundle.
import { writeFileSync } from "node:fs";

import { bundleSubjects, generate } from "./build.mjs";
import {
  conductLines,
  decodeTable,
  encodeTable,
  goalTable,
  resolutionLine,
  resolutionOf,
  summarise,
} from "./report.mjs";
import { Runner, runRounds } from "./rounds.mjs";
import { sizeTable } from "./size.mjs";

const quick = process.argv.includes("--quick");
const ROUNDS = quick ? 3 : 15;
const MILLISECONDS = quick ? 15 : 30;

const ORDER = [
  "json",
  "zod",
  "zod-compile",
  "ajv",
  "ajv-remove",
  "typebox",
  "typebox-clean",
  "valibot",
  "arktype",
  "arktype-delete",
  "hand",
  "hand-fused",
  "fast-json-stringify",
  "ajv-fast-json-stringify",
  "wsgen-client",
  "wsgen",
];

async function main() {
  generate();
  if (process.argv.includes("--size")) {
    console.log(await sizeTable());
    return;
  }
  const bundles = await bundleSubjects();
  const runners = ORDER.map((id) => new Runner(id, bundles.get(id)));
  runners.push(new Runner("wsgen again", bundles.get("wsgen")));
  try {
    for (const runner of runners) runner.about = await runner.ask({ kind: "describe" });
    refuseUnfair(runners);
    await runRounds(runners, { rounds: ROUNDS, milliseconds: MILLISECONDS, onRound: showRound });
  } finally {
    for (const runner of runners) runner.close();
  }
  const text = report(summarise(runners));
  console.log(text);
  if (!quick) writeFileSync(new URL("RESULTS.md", import.meta.url), text);
}

/** wsgen may not do less than what its peers are compared with. */
function refuseUnfair(runners) {
  for (const { id, about } of runners.filter((runner) => runner.id.startsWith("wsgen"))) {
    const strips = Object.values(about.stripping).every((way) => way === "strips");
    const problems = [...about.wrong, ...about.missed, ...(strips ? [] : ["keeps unknown keys"])];
    if (problems.length > 0) throw new Error(`${id}: ${problems.join("; ")}`);
  }
}

function showRound(round) {
  process.stderr.write(`round ${round} of ${ROUNDS}\n`);
}

function report(results) {
  const resolution = resolutionOf(results);
  const rows = results.filter(({ id }) => id !== "wsgen again");
  return `# What validating costs

\`npm run bench:validate\` on Node ${process.version}: CPU time per message in nanoseconds, median of ${ROUNDS} shuffled rounds, every subject in
its own process. Figures of different machines do not compare; the ratios do.

The small payload is \`{ a, b }\`, two integers; the order has about 0.9 kB, with 5 to 8 items, and text that is not Latin in a quarter
of the messages. "Text" is the value as JSON text; "bytes" is that text written into a buffer as well, as every frame is: what is put
together from parts is copied once more there. Keys: what becomes of keys that the contract does not have. "strips in place": they are deleted from the
sender's own value. "keeps": less work than what wsgen does.

${decodeTable(rows)}

${encodeTable(rows)}

## Goals

${goalTable(rows, resolution)}

The same subject measured twice differs by: ${resolutionLine(resolution)}. Smaller differences mean nothing.

## Where subjects differ

All accept the same values and refuse the same faults, except:

${conductLines(rows).join("\n")}
- ajv removeAdditional, typebox Clean and arktype delete take unknown keys out; ajv and typebox do so in the value they are given, which is
  the sender's own when encoding.
- wsgen's client checks by calls to shared helpers, which is shorter; its server checks in place, which is faster.
- ajv stops at the first fault, and hand-written checks do too; zod, valibot, arktype and wsgen collect them. Only valid values are timed.
- wsgen builds a fresh value from the parsed one, as zod, valibot and hand-written checks do; ajv and typebox return what they were given.
`;
}

await main();
