import { readdirSync, readFileSync, type Dirent } from "node:fs";
import { join } from "node:path";
import type { HandlerStub } from "../emit/handler-stub.js";

/** More files than this are not looked into. */
const MAX_FILES = 10_000;

const SKIPPED = new Set(["node_modules", "dist", "build", "coverage"]);

/**
 * The files that declare the handler of an endpoint with its type, wherever the user has moved it.
 * @param skip folders that hold nothing of the user's
 */
export function findHandlerFiles(
  root: string,
  { typeName }: Pick<HandlerStub, "typeName">,
  skip: readonly string[],
): string[] {
  const alias = new RegExp(`\\b${typeName}\\s+as\\s+(\\w+)`);
  return sourcesIn(root, skip).filter((file) => {
    const text = readText(file);
    const name = alias.exec(text)?.[1] ?? typeName;
    return new RegExp(
      `\\b(?:const|let|var)\\s+[\\w$]+\\s*:\\s*${name}\\b|\\bsatisfies\\s+${name}\\b`,
    ).test(text);
  });
}

function sourcesIn(root: string, skip: readonly string[]): string[] {
  const files: string[] = [];
  const folders = [root];
  for (const folder of folders) {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        const isOther = SKIPPED.has(entry.name) || entry.name.startsWith(".");
        if (!isOther && !skip.includes(path)) folders.push(path);
      } else if (/(?<!\.d)\.[mc]?tsx?$/.test(entry.name)) files.push(path);
      if (files.length >= MAX_FILES) return files;
    }
  }
  return files.toSorted();
}

// What cannot be read holds no handler that could be changed.
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
