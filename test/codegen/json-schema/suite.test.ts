import { join } from "node:path";
import { decodeValue } from "@wsgen/protocol";
import { afterAll, beforeAll, expect, it } from "vitest";
import { jsonSchema } from "wsgen";
import { endpointAt, generateWires, type Wires } from "../zod/generated.js";
import { ownOutcome } from "../zod/outcome.js";
import { suite } from "../zod/suite.js";
import { DocumentValidators } from "./document-validators.js";

let wires: ReadonlyMap<string, Wires> = new Map();
let validators: DocumentValidators | null = null;
let remove = (): void => {};

beforeAll(async () => {
  const path = JSON.stringify(join(import.meta.dirname, "../zod/suite.ts"));
  const generated = await generateWires(`import { suite as entries } from ${path};`, suite);
  ({ remove, wires } = generated);
  validators = new DocumentValidators(await jsonSchema({ cwd: generated.folder }));
}, 120_000);
afterAll(() => remove());

const placed = suite.map((entry, index) => ({ ...entry, endpoint: endpointAt(index) }));

// The type was made of a JSON Schema, and becomes one again.
it.each(placed)("takes the same of $title", ({ endpoint, name, tests }) => {
  const decoder = wires.get(name)?.serverDecode;
  if (decoder === undefined || validators === null) throw new Error(`${name} was not generated`);
  const definition = `${endpoint}.clientToServer.messages.${name}`;
  const [fits, isExact] = [validators.named(definition), validators.isExact(definition)];
  const problems = tests.filter(({ data }) => {
    const isTaken = ownOutcome(() => decodeValue(decoder, data, "message")).kind === "accepted";
    return isTaken ? !fits(data) : isExact && fits(data);
  });
  expect(problems.map(({ description }) => description)).toEqual([]);
});
