import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { ProjectOptions } from "../load-program.js";
import { configPlaces } from "../load/resolve-project.js";
import { SourceGraph } from "../load/source-graph.js";

/** Knows which files a project is read from. */
export class WatchedSources {
  readonly #graph = new SourceGraph({ translates: true });
  /** Where the configuration is, or would be. */
  readonly #configs: readonly string[];
  #schema: string;
  /** What the last good run has loaded; imports whose names are computed are only known from there. */
  #loaded: readonly string[] = [];

  constructor({ config, cwd = ".", schema = "src/wsgen.schema.ts" }: ProjectOptions) {
    this.#configs = config === undefined ? configPlaces(resolve(cwd)) : [resolve(cwd, config)];
    this.#schema = resolve(cwd, schema);
  }

  /**
   * Takes in what a run has found out.
   * @param entry what it imported last: the schema, or a configuration that did not get it so far
   */
  learn(entry: string | null, loaded?: readonly string[]): void {
    if (entry !== null && !this.#configs.includes(entry)) this.#schema = entry;
    if (loaded !== undefined) this.#loaded = loaded;
  }

  /** The files that there are, and those that would matter if they were there. */
  list(changed: readonly string[]): string[] {
    // Then imports may lead elsewhere.
    if (changed.some((path) => basename(path).endsWith(".json"))) this.#graph.forgetPackages();
    const config = this.#configs.find((file) => existsSync(file));
    const entries = config === undefined ? [this.#schema] : [config, this.#schema];
    return [...new Set([...this.#configs, ...this.#graph.walk(entries, this.#loaded)])];
  }
}
