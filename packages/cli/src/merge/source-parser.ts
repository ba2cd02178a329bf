import type { Project, SourceFile } from "ts-morph";
import type { Obstacle } from "./handler-object.js";
import type { Morph } from "./morph.js";
import { splice, unsplice, type Edit } from "./splice.js";

/** A file of the user's, parsed alone. Positions are those of the text behind the byte order mark. */
export interface ParsedSource {
  readonly source: SourceFile;
  /** Why nothing in it can be changed, or `null`. */
  readonly broken: Obstacle | null;
}

/** Why a file is left alone in which a change would do damage. */
export const UNSAFE = "is laid out in a way in which a change would damage it";

/** Parses files of the user's, and changes them so that nothing is lost. */
export class SourceParser {
  readonly #morph: Morph;

  constructor(morph: Morph) {
    this.#morph = morph;
  }

  parse(text: string): ParsedSource {
    const project = new this.#morph.Project({
      useInMemoryFileSystem: true,
      skipLoadingLibFiles: true,
    });
    const source = project.createSourceFile("source.ts", text);
    return { source, broken: syntaxError(project, source) };
  }

  /** The text with the edits; `null` if a byte of the user's would be lost, or it would no longer be TypeScript. */
  apply(text: string, edits: readonly Edit[]): string | null {
    const changed = splice(text, edits);
    const isSafe = unsplice(changed, edits) === text && this.parse(changed).broken === null;
    return isSafe ? changed : null;
  }
}

function syntaxError(project: Project, source: SourceFile): Obstacle | null {
  const [first] = project.getProgram().getSyntacticDiagnostics(source);
  if (first === undefined) return null;
  const message = first.getMessageText();
  const said = typeof message === "string" ? message : message.getMessageText();
  return { reason: `has a syntax error: ${said}`, line: first.getLineNumber() ?? 1 };
}

/** The byte order mark of a text, and the rest. */
export function splitMark(text: string): [mark: string, rest: string] {
  return text.startsWith("\uFEFF") ? ["\uFEFF", text.slice(1)] : ["", text];
}
