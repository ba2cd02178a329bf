import type { Program } from "../../ir/ir.js";
import { refTo, type JsonSchema } from "./json-schema.js";
import { RICH_VALUES } from "./rich-values.js";
import { SchemaWriter } from "./schema-writer.js";
import type { WireNames } from "./wire-names.js";
import type { WirePayload } from "./wire-payloads.js";

/** `$defs`: the payloads in their order, then the shapes that they lead to, by name. */
export function definitionsOf(
  program: Program,
  names: WireNames,
  payloads: readonly WirePayload[],
): Record<string, JsonSchema> {
  const writers = {
    sent: new SchemaWriter("sent", names),
    received: new SchemaWriter("received", names),
  };
  const schemas = payloads.map(
    ({ name, type, view }) => [name, writers[view].write(type)] as const,
  );
  const shapes = new Map<string, () => JsonSchema>(
    Object.entries(RICH_VALUES).map(([name, schema]) => [name, () => schema]),
  );
  for (const { name, type } of program.shapes) {
    // Where the two are the same, they have the same name.
    shapes.set(names.nameOf(name, "sent"), () => writers.sent.write(type));
    shapes.set(name, () => writers.received.write(type));
  }
  const reached = reachedFrom(
    schemas.map(([, schema]) => schema),
    shapes,
  );
  const sorted = [...reached].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries([...schemas, ...sorted]);
}

type Shapes = ReadonlyMap<string, () => JsonSchema>;

function reachedFrom(schemas: readonly JsonSchema[], shapes: Shapes): Map<string, JsonSchema> {
  const nameOfRef = new Map([...shapes.keys()].map((name) => [refTo(name).$ref, name]));
  const reached = new Map<string, JsonSchema>();
  const follow = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const name = nameOfRef.get((value as JsonSchema).$ref);
    const shape = name === undefined ? undefined : shapes.get(name);
    if (name !== undefined && shape !== undefined && !reached.has(name)) {
      const schema = shape();
      reached.set(name, schema);
      follow(schema);
    }
    for (const inner of Object.values(value)) follow(inner);
  };
  follow(schemas);
  return reached;
}
