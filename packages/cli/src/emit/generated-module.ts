import type { ClientSide } from "../project.js";
import { SourceFile } from "./source-file.js";

/** A generated module: one file of TypeScript, or one that runs and one that declares. */
export class GeneratedModule {
  /** What runs. */
  readonly code: SourceFile;
  /** What is declared: in the same file, if that is TypeScript. */
  readonly declarations: SourceFile;

  /**
   * @param path without its ending
   * @param declared names that the module itself declares, which no import may have
   */
  constructor(path: string, format: ClientSide["format"], declared: readonly string[] = []) {
    this.code = new SourceFile(`${path}.${format}`, declared);
    this.declarations = format === "ts" ? this.code : new SourceFile(`${path}.d.ts`, declared);
  }

  get files(): SourceFile[] {
    return [...new Set([this.code, this.declarations])];
  }

  /** Exports a value: its head stands in both files, its body where it runs. */
  export(head: (file: SourceFile) => string, body: string, docs = ""): void {
    this.code.add(`${docs}export ${head(this.code)}${body}`);
    if (this.declarations !== this.code)
      this.declarations.add(`${docs}export declare ${head(this.declarations)};`);
  }
}
