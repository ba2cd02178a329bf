import { join } from "node:path";
import type { Program, Type } from "../ir/ir.js";
import type { SourceFile } from "./source-file.js";
import type { Printer } from "./type-text.js";
import { Views, type View } from "./views.js";

/** Where each side finds the types of a program. */
export class TypeFiles {
  readonly views: Views;
  readonly #serverNames: ReadonlySet<string>;
  readonly #taken: Set<string>;
  readonly #inputNames = new Map<string, string>();

  constructor(program: Program) {
    this.views = new Views(program);
    this.#serverNames = this.views.namesOfServer(program);
    this.#taken = new Set(program.shapes.map(({ name }) => name));
  }

  /** Whether the server sees any type in another way than clients do. */
  get hasServerTypes(): boolean {
    return this.#serverNames.size > 0;
  }

  /** Whether the server has a declaration of its own under this name. */
  isServers(name: string): boolean {
    return this.#serverNames.has(name);
  }

  /** Imports a generated type into a file of one side. */
  use(file: SourceFile, folder: string, side: "server" | "client", name: string): string {
    const isOwn = side === "server" && this.isServers(name);
    return file.generatedType(join(folder, isOwn ? "server-types.ts" : "types.ts"), name);
  }

  /** What a shape is called in a view of the client's. */
  clientName(name: string, view: "sent" | "received"): string {
    if (view === "received" || !this.views.shapeDiffers(name, "sent", "received")) return name;
    const known = this.#inputNames.get(name);
    if (known !== undefined) return known;
    let input = `${name}Input`;
    while (this.#taken.has(input)) input += "_";
    this.#taken.add(input);
    this.#inputNames.set(name, input);
    return input;
  }

  /** Prints types for a file of one side. */
  printer(
    file: SourceFile,
    folder: string,
    view: View,
    nameImported: Printer["nameImported"],
  ): Printer {
    return {
      view,
      nameImported,
      resolve: (type: Type) => this.views.resolve(type),
      nameShape: (name) =>
        view === "server"
          ? this.use(file, folder, "server", name)
          : this.use(file, folder, "client", this.clientName(name, view)),
    };
  }
}
