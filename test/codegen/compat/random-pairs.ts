import "../zod/steady-urls.js";
import { defineSchema, endpoint } from "wsgen/schema";
import { Random } from "../../hostile/random.js";
import { lowerSchema } from "../../../packages/cli/src/ir/lower-schema.js";
import { changedSpec, randomSpec } from "./random-spec.js";
import { scale, seed } from "../zod/values/settings.js";
import { build, type Spec } from "./spec.js";

/** A type, and what an edit made of it. */
export interface Pair {
  readonly name: string;
  readonly before: Spec;
  readonly after: Spec;
}

const COUNT = Math.ceil(400 * scale);

/** The same ones in every run, unless FUZZ_SEED is set. */
export const pairs: readonly Pair[] = makePairs();

function makePairs(): readonly Pair[] {
  const random = new Random(seed);
  const made: Pair[] = [];
  while (made.length < COUNT) {
    const spec = randomSpec(random, 3);
    let changed = changedSpec(random, spec);
    if (random.below(3) === 0) changed = changedSpec(random, changed);
    const isEdit = JSON.stringify(spec) !== JSON.stringify(changed);
    if (isEdit && travels(spec) && travels(changed))
      made.push({ name: `pair${made.length}`, before: spec, after: changed });
  }
  return made;
}

/** Whether it can be in a schema, in both directions. */
function travels(spec: Spec): boolean {
  try {
    const direction = { messages: { m: build(spec) } };
    const definition = { mode: "require", path: "/e" } as const;
    const both = { ...definition, clientToServer: direction, serverToClient: direction };
    const { diagnostics } = lowerSchema(defineSchema({ e: endpoint(both) }), "schema.ts");
    return diagnostics.length === 0;
  } catch {
    // zod refuses some combinations, such as two options with the same tag.
    return false;
  }
}
