#!/usr/bin/env node
import "./short-life.js";
import { main } from "./main.js";

// The reader of our output may leave at any time (`wsgen --help | head -1`): that is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) =>
    process.exit(error.code === "EPIPE" ? 0 : 1),
  );
}

const code = await main(process.argv.slice(2));
if (code !== 0) process.exitCode = code;
