import type { Endpoint, Program, Shape } from "../ir/ir.js";

/** A program as it travels between processes: each endpoint as JSON of its own, so that what has not changed is known. */
export interface ProgramText {
  readonly endpoints: readonly string[];
  readonly shapes: string;
}

export function writeProgram({ endpoints, shapes }: Program): ProgramText {
  return {
    endpoints: endpoints.map((endpoint) => JSON.stringify(endpoint)),
    shapes: JSON.stringify(shapes),
  };
}

/** Reads programs. Shapes that are the same are the same object as before, and so are endpoints as long as all shapes are. */
export class ProgramReader {
  #shapesText = "";
  #shapes: readonly Shape[] = [];
  #endpoints: ReadonlyMap<string, Endpoint> = new Map();

  read({ endpoints, shapes }: ProgramText): Program {
    if (shapes !== this.#shapesText) {
      this.#shapesText = shapes;
      this.#shapes = JSON.parse(shapes) as Shape[]; // as it was written
      this.#endpoints = new Map();
    }
    const known = this.#endpoints;
    this.#endpoints = new Map(
      endpoints.map((text) => [text, known.get(text) ?? (JSON.parse(text) as Endpoint)]),
    );
    return { endpoints: [...this.#endpoints.values()], shapes: this.#shapes };
  }
}
