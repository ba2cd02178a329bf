import type { Endpoint, ObjectType, Program, Property, Type } from "../ir/ir.js";
import { callsOf, messagesOf } from "../ir/traffic.js";
import type { Origin, Origins } from "./origin.js";

const DIRECTIONS = ["clientToServer", "serverToClient"] as const;
const PARTS = ["input", "items", "uploads", "output"] as const;

/** Where the properties of payloads are declared, as far as that is known for certain. */
export class PropertyOrigins {
  readonly #origins: Origins;
  readonly #shapes: ReadonlyMap<string, Type>;
  readonly #known = new Map<Property, Origin>();
  readonly #seen = new Set<string>();

  constructor(program: Program, origins: Origins) {
    this.#origins = origins;
    this.#shapes = new Map(program.shapes.map(({ name, type }) => [name, type]));
    for (const endpoint of program.endpoints) this.#visitEndpoint(endpoint);
  }

  of(property: Property): Origin | null {
    return this.#known.get(property) ?? null;
  }

  /** Says of a property that was made for printing what it stands for; returns it. */
  place(property: Property, names: readonly string[]): Property {
    const origin = this.#origins.nearest(names);
    if (origin !== null) this.#known.set(property, origin);
    return property;
  }

  #visitEndpoint(endpoint: Endpoint): void {
    const { contract, name, params, query } = endpoint;
    if (params !== null) this.#visit(params, [name, "params"]);
    if (query !== null) this.#visit(query, [name, "query"]);
    for (const direction of DIRECTIONS) {
      const raw = contract.kind === "raw" ? contract[direction] : null;
      if (raw !== null) this.#visit(raw.type, [name, direction]);
      for (const message of messagesOf(endpoint, direction))
        this.#visit(message.type, [name, direction, "messages", message.name]);
      for (const call of callsOf(endpoint, direction)) {
        const names = [name, direction, "calls", call.name];
        for (const part of PARTS)
          if (call[part] !== null) this.#visit(call[part], [...names, part]);
        for (const error of call.errors) this.#visit(error.type, [...names, "errors", error.name]);
      }
    }
  }

  // Only where the way through the type is the way through its source.
  #visit(type: Type, names: readonly string[]): void {
    switch (type.kind) {
      case "object":
        return this.#visitObject(type, names);
      case "array":
        return this.#visit(type.item, [...names, "[]"]);
      case "optional":
      case "nullable":
      case "nonoptional":
      case "default":
      case "catch":
      case "readonly":
      case "absence":
        return this.#visit(type.inner, names);
      case "ref": {
        const shape = this.#shapes.get(type.name);
        if (shape === undefined || this.#seen.has(type.name)) return;
        this.#seen.add(type.name);
        return this.#visit(shape, names);
      }
      default:
    }
  }

  #visitObject({ properties }: ObjectType, names: readonly string[]): void {
    for (const property of properties) {
      const inside = [...names, property.name];
      const origin = this.#origins.exact(inside);
      // What is not found has nothing in it that could be.
      if (origin === null) continue;
      this.#known.set(property, origin);
      this.#visit(property.type, inside);
    }
  }
}
