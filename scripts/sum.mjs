// Adds up what vitest and scripts/check.mjs counted, for .ci/run: sum.mjs <folder> <exit codes of tests, gates, tree>
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [folder, ...exitCodes] = process.argv.slice(2);
const [testsExit, gatesExit, treeExit] = exitCodes.map(Number);
const tests = read("tests.json");
const gates = read("gates.json");

let passed = (tests?.numPassedTests ?? 0) + (gates?.passed ?? 0);
let failed = (tests?.numFailedTests ?? 0) + (gates?.failed ?? 0);
// What failed before it could count anything (an installation, a type-check, a file that did not load) counts as one.
if (testsExit !== 0 && !tests?.numFailedTests) failed++;
if (gatesExit !== 0 && !gates?.failed) failed++;
if (treeExit === 0) passed++;
else failed++;

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function read(name) {
  const path = join(folder, name);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}
