import { join } from "node:path";
import { decodeValue, encodeValue } from "@wsgen/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compare } from "./compare.js";
import { corpus } from "./corpus/index.js";
import { generateWires, type Wires } from "./generated.js";
import { ownOutcome } from "./outcome.js";
import { scale } from "./values/settings.js";

/** Values of a type from each side. */
const COUNT = 100;
/** Disagreements that are shown of a type. */
const SHOWN = 3;

let all: ReadonlyMap<string, Wires> = new Map();
let remove = (): void => {};
let values = 0;

beforeAll(async () => {
  const path = JSON.stringify(join(import.meta.dirname, "corpus/index.ts"));
  const generated = await generateWires(`import { corpus as entries } from ${path};`, corpus);
  all = generated.wires;
  remove = generated.remove;
}, 120_000);
afterAll(() => remove());

function wiresOf(name: string): Wires {
  const found = all.get(name);
  if (found === undefined) throw new Error(`${name} was not generated`);
  return found;
}

describe.each(corpus)("$topic: $name", (entry) => {
  it("is to generated code what it is to zod", () => {
    const comparison = compare(entry, wiresOf(entry.name), COUNT);
    values += comparison.values;
    expect(comparison.problems.slice(0, SHOWN).join("\n\n")).toBe("");
  });
});

it.each([
  ["recursiveArray", "[", "1", "]"],
  ["recursiveRecord", '{"a":', '"x"', "}"],
  ["jsonPlain", "[", "1", "]"],
])("refuses %s that is nested too deep", (name, opening, inner, closing) => {
  const wire: unknown = JSON.parse(opening.repeat(100_000) + inner + closing.repeat(100_000));
  const { clientDecode, clientEncode, serverDecode, serverEncode } = wiresOf(name);
  for (const decoder of [serverDecode, clientDecode]) {
    expect(ownOutcome(() => decoder && decodeValue(decoder, wire, name)).kind).toBe("refused");
  }
  for (const encoder of [serverEncode, clientEncode]) {
    expect(ownOutcome(() => encoder && encodeValue(encoder, wire, name)).kind).toBe("refused");
  }
});

it("has seen enough values of enough types", () => {
  expect(all.size).toBeGreaterThanOrEqual(300);
  expect(values).toBeGreaterThanOrEqual(100_000 * Math.min(1, scale));
});
