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

const { folder, remove } = createProject({
  "src/wsgen.schema.ts": [
    'import { defineSchema, endpoint } from "wsgen/schema";',
    `import { differentialTypes } from ${JSON.stringify(join(import.meta.dirname, "differential-types.ts"))};`,
    "const direction = { messages: differentialTypes };",
    'export default defineSchema({ all: endpoint({ mode: "require", path: "/", clientToServer: direction }) });',
  ].join("\n"),
});
afterAll(remove);

const validators: Record<"server" | "client", Record<string, Validate>> = {
  server: {},
  client: {},
};

beforeAll(async () => {
  await generate({ cwd: folder });
  const jiti = createJiti(import.meta.url, { interopDefault: false, fsCache: false });
  for (const side of ["server", "client"] as const) {
    const path = join(folder, `src/generated/${side}-validators.ts`);
    const module = await jiti.import<{ all: { clientToServer: Record<string, Validate> } }>(path);
    validators[side] = module.all.clientToServer;
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

function outcome(validate: Validate | undefined, value: unknown): unknown {
  if (validate === undefined) throw new Error("not generated");
  try {
    return { value: validate(value, "message") };
  } catch (error) {
    if (error instanceof Error && error.name === "ValidationError") return "refused";
    throw error;
  }
}
