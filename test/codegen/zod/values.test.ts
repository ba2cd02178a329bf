import { describe, expect, it } from "vitest";
import { z } from "zod";
import { corpus } from "./corpus/index.js";
import { arbitraryNear, sample } from "./values/sample.js";

const COUNT = 150;

/** There are no values that these refuse. */
const TAKE_ANYTHING = new Set([
  "anyPlain",
  "unknownPlain",
  "catchAlone",
  "taggedUnknown",
  "coerceBoolean",

  "coerceString",
  "refineUnknown",
  "unionCatch",
]);

/** There are no values that these take. */
const TAKE_NOTHING = new Set(["edgeIntersectEnumRecordStrict", "edgeIntersectCatchall"]);

const totals = { accepted: 0, all: 0 };

describe("the values for the corpus", () => {
  it("has names that differ", () => {
    expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
    expect(corpus.length).toBeGreaterThanOrEqual(300);
  });

  it.each(corpus)("take and miss $name", ({ name, schema }) => {
    const values = sample(arbitraryNear(schema), COUNT);
    const accepted = values.filter((value) => accepts(schema, value)).length;
    totals.accepted += accepted;
    totals.all += values.length;
    expect(accepted > 0).toBe(!TAKE_NOTHING.has(name));
    expect(accepted).toBeLessThan(TAKE_ANYTHING.has(name) ? values.length + 1 : values.length);
  });

  it("fit in a good part", () => {
    expect(totals.accepted / totals.all).toBeGreaterThan(0.3);
  });
});

function accepts(schema: z.core.$ZodType, value: unknown): boolean {
  try {
    return z.safeParse(schema, value).success;
  } catch {
    return false;
  }
}
