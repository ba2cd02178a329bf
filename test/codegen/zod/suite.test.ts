import { join } from "node:path";
import { decodeValue } from "@wsgen/protocol";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { disagreement } from "./disagreement.js";
import { generateWires, type Wires } from "./generated.js";
import { ownOutcome, zodOutcome } from "./outcome.js";
import { refused, suite } from "./suite.js";

let wires: ReadonlyMap<string, Wires> = new Map();
let remove = (): void => {};

beforeAll(async () => {
  const path = JSON.stringify(join(import.meta.dirname, "suite.ts"));
  ({ wires, remove } = await generateWires(`import { suite as entries } from ${path};`, suite));
}, 120_000);
afterAll(() => remove());

it.each(suite)("agrees with zod on $title", ({ name, schema, tests }) => {
  const decoder = wires.get(name)?.serverDecode;
  if (decoder === undefined) throw new Error(`${name} was not generated`);
  const problems = tests.map(({ data, description }) => {
    const zod = zodOutcome(() => z.safeParse(schema, data));
    const own = ownOutcome(() => decodeValue(decoder, data, "message"));
    return disagreement(
      { name, schema, way: description, value: data, zod, own },
      { issue: true, message: true },
    );
  });
  expect(problems.filter((problem) => problem !== null).join("\n")).toBe("");
});

it("takes a good part of the suite", () => {
  const originals = suite.filter(({ original }) => original);
  const tests = originals.flatMap(({ schema, tests: list }) =>
    list.map((test) => ({ ...test, schema })),
  );
  const differing = tests.filter(({ data, schema, valid }) => {
    return (zodOutcome(() => z.safeParse(schema, data)).kind === "accepted") !== valid;
  });
  console.warn("JSON-Schema-Test-Suite, draft 4:", {
    schemas: originals.length,
    "with a type added": suite.length - originals.length,
    "refused by zod": refused.length,
    tests: tests.length,
    "which zod differs on": differing.length,
  });
  expect(originals.length).toBeGreaterThan(60);
});
