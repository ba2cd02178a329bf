import { payloadsOf } from "../ir/payloads.js";
import type { Endpoint, ObjectType, Program, Type } from "../ir/ir.js";
import { childrenOf } from "../ir/children.js";
import { endpointTypeNames } from "../ir/names.js";

/** Whose view of a type: of a client that sends it, of a client that receives it, of the server. */
export type View = "sent" | "received" | "server";

/** What views have in common: types that look the same are declared once. */
export class Views {
  readonly #shapes: ReadonlyMap<string, Type>;
  readonly #differing = new Map<string, boolean>();

  constructor(program: Program) {
    this.#shapes = new Map(program.shapes.map(({ name, type }) => [name, type]));
  }

  resolve(type: Type): Type {
    const target = type.kind === "ref" ? this.#shapes.get(type.name) : undefined;
    return target === undefined ? type : this.resolve(target);
  }

  /** Whether the type, or something in it, looks different; in doubt it does. */
  differs(type: Type, a: View, b: View): boolean {
    if (a === b) return false;
    if (type.kind === "ref") return this.shapeDiffers(type.name, a, b);
    if (looksDifferent(type, a, b)) return true;
    return childrenOf(type).some((child) => this.differs(child, a, b));
  }

  shapeDiffers(name: string, a: View, b: View): boolean {
    const key = `${name} ${a} ${b}`;
    const known = this.#differing.get(key);
    if (known !== undefined) return known;
    // While it is looked at, what leads back to it makes no difference.
    this.#differing.set(key, false);
    const type = this.#shapes.get(name);
    const differs = type !== undefined && this.differs(type, a, b);
    this.#differing.set(key, differs);
    return differs;
  }

  /** The names of types.ts that the server sees differently. */
  namesOfServer(program: Program): Set<string> {
    const names = program.shapes
      .map(({ name }) => name)
      .filter((name) => this.shapeDiffers(name, "received", "server"));
    return new Set([
      ...names,
      ...program.endpoints.flatMap((endpoint) => this.#tablesOfServer(endpoint)),
    ]);
  }

  #tablesOfServer(endpoint: Endpoint): string[] {
    const types = endpointTypeNames(endpoint.name);
    const names = new Set<string>();
    for (const { keys, sender, type } of payloadsOf(endpoint)) {
      if (!this.differs(type, sender === "client" ? "sent" : "received", "server")) continue;
      const [direction, table] = keys;
      const name = direction === "clientToServer" ? types.clientToServer : types.serverToClient;
      names.add(table === "calls" ? `${name}Calls` : name);
      if (table === "messages") names.add(`${name}Message`);
    }
    const url = (name: string, type: ObjectType | null): void => {
      if (type !== null && this.differs(type, "sent", "server")) names.add(name);
    };
    url(types.params, endpoint.params);
    url(types.query, endpoint.query);
    return [...names];
  }
}

function looksDifferent(type: Type, a: View, b: View): boolean {
  const isInput = a === "sent" || b === "sent";
  switch (type.kind) {
    case "object":
      return isInput && type.properties.some(({ optin, optout }) => (optin !== null) !== optout);
    case "tuple":
      return isInput && type.items.some(({ optin, optout }) => (optin !== null) !== optout);
    case "default":
      return isInput;
    case "pipe":
      return isInput;
    case "zod":
      if (isInput && type.received !== undefined) return true;
      return (a === "server" || b === "server") && type.output !== undefined;
    default:
      return false;
  }
}
