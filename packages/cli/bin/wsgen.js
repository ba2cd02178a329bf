#!/usr/bin/env node
// Runs the command from its sources inside this repository; the published package runs dist/bin.js.
import { createJiti } from "jiti";

await createJiti(import.meta.url).import("../src/bin.ts");
