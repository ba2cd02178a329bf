import { relative, sep } from "node:path";
import type { Output } from "./terminal.js";

/** Something that GitHub shows beside the lines of a pull request. */
export interface Annotation {
  readonly title: string;
  readonly text: string;
  /** Absolute path. */
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** Whether GitHub reads what is printed. */
export function isOnGitHub(): boolean {
  return process.env["GITHUB_ACTIONS"] === "true";
}

export function printAnnotation(output: Output, annotation: Annotation): void {
  const { column, file, line, text, title } = annotation;
  const place = [
    ...(file === undefined ? [] : [`file=${property(shown(file))}`]),
    ...(line === undefined ? [] : [`line=${line}`]),
    ...(column === undefined ? [] : [`col=${column}`]),
    `title=${property(title)}`,
  ];
  output.write(`::error ${place.join(",")}::${escape(text)}\n`);
}

/** A path as people see it: relative to the current folder, with `/`. */
export function shown(file: string): string {
  return relative(process.cwd(), file).split(sep).join("/");
}

// GitHub's workflow commands end at a line end, and properties also at a comma or a colon.
function escape(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return escape(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
