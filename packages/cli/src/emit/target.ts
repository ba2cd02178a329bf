import { join } from "node:path";

/** A folder that generated files go to. */
export class Target {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  file(name: string): string {
    return join(this.#folder, name);
  }
}
