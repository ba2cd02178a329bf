import { decodeValue, encodeValue, ValidationError } from "@wsgen/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateFrom, type Generated } from "../codegen/zod/generated.js";

const SCHEMA = `
import { defineSchema, endpoint } from "wsgen/schema";
import { z } from "zod";
const messages = {
  few: z.array(z.int()).max(10),
  many: z.array(z.object({ id: z.int() })),
  set: z.set(z.string()).max(3),
  loose: z.looseObject({ id: z.int() }),
  record: z.record(z.string(), z.int()),
  strict: z.strictObject({ id: z.int() }),
};
export default defineSchema({
  all: endpoint({
    mode: "require",
    path: "/",
    clientToServer: { messages },
    serverToClient: { messages },
  }),
});
`;

let generated: Generated;
beforeAll(async () => {
  generated = await generateFrom(SCHEMA);
});
afterAll(() => generated.remove());

describe.each(["server", "client"] as const)("hostile values on the %s's side", (side) => {
  const decode = (name: string, text: string): unknown => {
    const decoder = generated[side]["all"]?.receives.messages[name];
    if (decoder === undefined) throw new Error(`${name} is not generated`);
    return decodeValue(decoder, JSON.parse(text), name);
  };
  const encode = (name: string, value: unknown): string => {
    const encoder = generated[side]["all"]?.sends.messages[name];
    if (encoder === undefined) throw new Error(`${name} is not generated`);
    return encodeValue(encoder, value, name);
  };
  const issuesOf = (run: () => unknown): ValidationError["issues"] => {
    try {
      run();
    } catch (error) {
      if (error instanceof ValidationError) return error.issues;
      throw error;
    }
    throw new Error("It was taken");
  };

  it("an array over its limit is refused before its items are looked at", () => {
    const issues = issuesOf(() => decode("few", JSON.stringify(Array(1_000_000).fill("x"))));
    expect(issues.map(({ code, path }) => [code, path.length])).toEqual([["too_big", 0]]);
  });

  it("of a million faults, the first 20 are told", () => {
    const issues = issuesOf(() => decode("many", JSON.stringify(Array(1_000_000).fill(null))));
    expect(issues).toHaveLength(20);
    expect(issues[19]?.path).toEqual([19]);
  });

  it("a set that repeats one value is judged by what it was sent", () => {
    expect(decode("set", '["a","a","a","a"]')).toEqual(new Set(["a"]));
  });

  it.each(["loose", "record"])("a key named __proto__ changes no prototype (%s)", (name) => {
    const value = decode(name, '{"id":1,"__proto__":{"admin":true}}') as object;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect("admin" in value).toBe(false);
    expect("admin" in {}).toBe(false);
  });

  it("a strict object tells of a key named __proto__", () => {
    const issues = issuesOf(() => decode("strict", '{"id":1,"__proto__":{"admin":true}}'));
    expect(issues[0]).toMatchObject({ code: "unrecognized_keys", keys: ["__proto__"] });
  });

  it("of a hundred thousand unknown keys, ten are named", () => {
    const keys = Array.from({ length: 100_000 }, (_, index) => [`k${index}`, 0] as const);
    const text = JSON.stringify({ id: 1, ...Object.fromEntries(keys) });
    const [issue] = issuesOf(() => decode("strict", text));
    expect(issue?.keys).toHaveLength(10);
    expect(issue?.message.length).toBeLessThan(200);
  });

  it("a hole in an array is refused where it is", () => {
    const sparse: unknown[] = [1];
    sparse[2] = 3;
    expect(issuesOf(() => encode("few", sparse))[0]).toMatchObject({ path: [1] });
  });

  it("a getter is read once, so that what was checked is what is written", () => {
    let reads = 0;
    const value = {
      get id(): unknown {
        reads += 1;
        return reads === 1 ? 1 : '"},{"admin":true';
      },
    };
    expect(encode("many", [value])).toBe('[{"id":1}]');
    expect(reads).toBe(1);
  });
});
