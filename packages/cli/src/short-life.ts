import { setFlagsFromString } from "node:v8";

const [major = 0] = process.versions.node.split(".").map(Number);

// A run is over within a second or two: optimising code that is called often, or throwing away what was compiled to
// save memory, pays only in a longer life. What it comes to: `npm run bench:generate`. Of a flag that it does not know V8
// complains aloud, and only Node 20 has the budget.
const flags = ["--sparkplug", "--no-flush-bytecode"];
if (major < 22) flags.push("--interrupt-budget=1000000");
for (const flag of flags) setFlagsFromString(flag);
