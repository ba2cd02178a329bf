import type { Endpoint, Program } from "./ir.js";

/**
 * Remembers what follows from an endpoint and the shapes of its program, as long as both are the same objects: in a
 * watch they are, where nothing has changed.
 */
export class EndpointMemo<Value> {
  readonly #values = new WeakMap<Program["shapes"], WeakMap<Endpoint, Value>>();

  of({ shapes }: Program, endpoint: Endpoint, make: () => Value): Value {
    const values = this.#values.get(shapes) ?? new WeakMap<Endpoint, Value>();
    this.#values.set(shapes, values);
    const known = values.get(endpoint);
    if (known !== undefined) return known;
    const value = make();
    values.set(endpoint, value);
    return value;
  }

  /** Forgets everything about a program. */
  forget({ shapes }: Program): void {
    this.#values.delete(shapes);
  }
}
