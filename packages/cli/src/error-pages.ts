import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { carriedFolder } from "./own-package.js";

/** A page about a diagnostic. */
export interface ErrorPage {
  readonly code: string;
  /** In a few words. */
  readonly title: string;
  /** Markdown. */
  readonly text: string;
}

/** The pages about all diagnostics, by code. */
export function errorPages(): ErrorPage[] {
  const folder = carriedFolder("docs/errors");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".md"))
    .toSorted()
    .map((file) => {
      const text = readFileSync(join(folder, file), "utf8");
      const title = /^# \w+: (.*)/.exec(text)?.[1] ?? "";
      return { code: file.replace(".md", ""), title, text };
    });
}
