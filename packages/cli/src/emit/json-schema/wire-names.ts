import type { Program, Type } from "../../ir/ir.js";
import { TypeFiles } from "../type-files.js";
import type { WireView } from "./schema-host.js";
import { SchemaWriter, type ShapeNames } from "./schema-writer.js";

/** The names of shapes: those of types.ts, two where the two directions differ on the wire. */
export class WireNames implements ShapeNames {
  readonly #shapes: ReadonlyMap<string, Type>;
  readonly #inputNames = new Map<string, string>();
  readonly #differing = new Set<string>();

  constructor(program: Program) {
    this.#shapes = new Map(program.shapes.map(({ name, type }) => [name, type]));
    const types = new TypeFiles(program);
    const taken = new Set(this.#shapes.keys());
    for (const name of this.#shapes.keys()) {
      const input = types.clientName(name, "sent");
      if (input === name) continue;
      this.#inputNames.set(name, input);
      taken.add(input);
    }
    this.#findDiffering();
    for (const name of this.#differing) this.#nameInput(name, taken);
  }

  resolve(type: Type): Type {
    const target = type.kind === "ref" ? this.#shapes.get(type.name) : undefined;
    return target === undefined ? type : this.resolve(target);
  }

  nameOf(shape: string, view: WireView): string {
    if (view === "received" || !this.#differing.has(shape)) return shape;
    return this.#inputNames.get(shape) ?? `${shape}Input`;
  }

  // What differs makes what refers to it differ, until nothing more does.
  #findDiffering(): void {
    let before = -1;
    while (before < this.#differing.size) {
      before = this.#differing.size;
      const sent = new SchemaWriter("sent", this);
      const received = new SchemaWriter("received", this);
      for (const [name, type] of this.#shapes) {
        const texts = [sent, received].map((writer) => JSON.stringify(writer.write(type)));
        if (texts[0] !== texts[1]) this.#differing.add(name);
      }
    }
  }

  #nameInput(name: string, taken: Set<string>): void {
    if (this.#inputNames.has(name)) return;
    let input = `${name}Input`;
    while (taken.has(input)) input += "_";
    taken.add(input);
    this.#inputNames.set(name, input);
  }
}
