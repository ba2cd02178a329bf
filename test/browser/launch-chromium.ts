import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

import { type Browser, chromium } from "playwright-core";

const systemNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const args = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/** A real, headless Chromium, wherever this machine has one. */
export async function launchChromium(): Promise<Browser> {
  const fromPackage = { args: [...args, "--headless=shell", "--disable-gpu", "--no-sandbox"] };
  const installed = process.env["CHROMIUM_PATH"] ?? findInPath() ?? findInPlaywrightCache();
  if (installed) return chromium.launch({ executablePath: installed, args });
  const executablePath = await findInPackage();
  if (executablePath) return chromium.launch({ executablePath, ...fromPackage });
  throw new Error(
    "No Chromium was found. Install one, set CHROMIUM_PATH, or run `npx playwright-core install chromium-headless-shell`.",
  );
}

function findInPath(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return systemNames
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}

function findInPlaywrightCache(): string | undefined {
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

/** The package carries a binary for Linux on x64. */
async function findInPackage(): Promise<string | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const { default: packaged } = await import("@sparticuz/chromium");
  return packaged.executablePath();
}
