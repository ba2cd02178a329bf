// Runs the loader process from its sources inside this repository; the published package forks dist/load/loader-process.js.
import { createJiti } from "jiti";

await createJiti(import.meta.url).import("../src/load/loader-process.ts");
