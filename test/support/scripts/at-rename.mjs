// Loaded before a program: something happens at its nth rename (AT_RENAME). HAPPENS: the program is killed before or
// after it, or somebody else appends a line to the file in SAVED before it.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const { AT_RENAME, HAPPENS, SAVED } = process.env;
const rename = fs.renameSync;
let count = 0;

fs.renameSync = (from, to) => {
  const isNow = ++count === Number(AT_RENAME);
  if (isNow && HAPPENS === "killed before") process.kill(process.pid, "SIGKILL");
  if (isNow && HAPPENS === "saved before") fs.appendFileSync(SAVED, "// saved meanwhile\n");
  rename(from, to);
  if (isNow && HAPPENS === "killed after") process.kill(process.pid, "SIGKILL");
};
syncBuiltinESMExports();
