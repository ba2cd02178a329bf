import { deepStrictEqual } from "node:assert/strict";
import { join } from "node:path";
import * as fc from "fast-check";
import { createJiti } from "jiti";
import { afterAll, beforeAll, expect, it } from "vitest";
import { generate } from "wsgen";
import { z } from "zod";
import { arbitraryNear } from "./arbitrary-value.js";
import { differentialTypes } from "./differential-types.js";
import { createProject } from "./temporary-project.js";

const RUNS = 1000;

type Validate = (value: unknown, path: string) => unknown;

const PARTS = ["input", "items", "uploads", "output"] as const;

interface Direction {
  readonly messages: Record<string, Validate>;
  readonly calls: { readonly run: Record<(typeof PARTS)[number], Validate> & CallErrors };
}

interface CallErrors {
  readonly errors: { readonly FAILED: Validate };
}

const { folder, remove } = createProject({
  "src/wsgen.schema.ts": [
    'import { defineSchema, endpoint } from "wsgen/schema";',
    `import { differentialTypes } from ${JSON.stringify(join(import.meta.dirname, "differential-types.ts"))};`,
    "const { shared: type } = differentialTypes;",
    "const run = { input: type, items: type, uploads: type, output: type, errors: { FAILED: type } };",
    "const direction = { messages: differentialTypes, calls: { run } };",
    'export default defineSchema({ all: endpoint({ mode: "require", path: "/", clientToServer: direction }) });',
  ].join("\n"),
});
afterAll(remove);

const validators: Record<"server" | "client", Record<string, Validate>> = {
  server: {},
  client: {},
};

const calls: Partial<Record<"server" | "client", Direction["calls"]["run"]>> = {};

beforeAll(async () => {
  await generate({ cwd: folder });
  const jiti = createJiti(import.meta.url, { interopDefault: false, fsCache: false });
  for (const side of ["server", "client"] as const) {
    const path = join(folder, `src/generated/${side}-validators.ts`);
    const { all } = await jiti.import<{ all: { clientToServer: Direction } }>(path);
    validators[side] = all.clientToServer.messages;
    calls[side] = all.clientToServer.calls.run;
  }
});

it.each(Object.entries(differentialTypes))("validates %s as zod does", (name, type) => {
  let accepted = 0;
  fc.assert(
    fc.property(arbitraryNear(type), (generated) => {
      // What arrives went through JSON: no -0, no undefined.
      const value: unknown = JSON.parse(JSON.stringify(generated));
      // zod drops an own __proto__ here, where generated code refuses it like any unknown key.
      fc.pre(name !== "someKeys" || !JSON.stringify(value).includes("__proto__"));
      const expected = z.safeParse(type, value);
      accepted += expected.success ? 1 : 0;
      const wanted = expected.success ? { value: expected.data } : "refused";
      deepStrictEqual(outcome(validators.server[name], value), wanted);
      deepStrictEqual(outcome(validators.client[name], value), wanted);
    }),
    { numRuns: RUNS },
  );
  // Otherwise the values would be too far off to tell anything.
  expect(accepted).toBeGreaterThan(0);
  expect(accepted).toBeLessThanOrEqual(RUNS);
});

it.each(["server", "client"] as const)("validates every part of a call on the %s", (side) => {
  const call = calls[side];
  if (call === undefined) throw new Error("not generated");
  const checks = [...PARTS.map((part) => call[part]), call.errors.FAILED];
  const type = differentialTypes.shared;
  fc.assert(
    fc.property(arbitraryNear(type), (generated) => {
      const value: unknown = JSON.parse(JSON.stringify(generated));
      const expected = z.safeParse(type, value);
      const wanted = expected.success ? { value: expected.data } : "refused";
      expect(checks.map((check) => outcome(check, value))).toEqual(checks.map(() => wanted));
    }),
    { numRuns: RUNS / 10 },
  );
});

function outcome(validate: Validate | undefined, value: unknown): unknown {
  if (validate === undefined) throw new Error("not generated");
  try {
    return { value: validate(value, "message") };
  } catch (error) {
    if (error instanceof Error && error.name === "ValidationError") return "refused";
    throw error;
  }
}
