import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

// In the repository the pages are with the other docs; a package has a copy.
const isSource = extname(fileURLToPath(import.meta.url)) === ".ts";
const FOLDER = fileURLToPath(
  new URL(isSource ? "../../../docs/errors/" : "../docs/errors/", import.meta.url),
);

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
  if (!existsSync(FOLDER)) return [];
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".md"))
    .toSorted()
    .map((file) => {
      const text = readFileSync(join(FOLDER, file), "utf8");
      const title = /^# \w+: (.*)/.exec(text)?.[1] ?? "";
      return { code: file.replace(".md", ""), title, text };
    });
}
