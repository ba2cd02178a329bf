import "../zod/steady-urls.js";
import { defineSchema, endpoint } from "wsgen/schema";
import type { z } from "zod";
import { Random } from "../../hostile/random.js";
import { lowerSchema } from "../../../packages/cli/src/ir/lower-schema.js";
import { changedSpec, randomSpec } from "./random-spec.js";
import { scale, seed } from "../zod/values/settings.js";
import { build, type Spec } from "./spec.js";

/** A type, and what an edit made of it. */
export interface Pair {
  readonly name: string;
  readonly before: z.ZodType;
  readonly after: z.ZodType;
}

const COUNT = Math.ceil(400 * scale);

/** The same ones in every run and process, unless FUZZ_SEED is set. */
export const pairs: readonly Pair[] = makePairs();

/** Both types of each, as a schema needs them. */
export const entries: readonly {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly oneWay: boolean;
}[] = pairs.flatMap(({ after, before, name }) => [
  { name: `${name}Before`, schema: before, oneWay: false },
  { name: `${name}After`, schema: after, oneWay: false },
]);

function makePairs(): readonly Pair[] {
  const random = new Random(seed);
  const made: Pair[] = [];
  while (made.length < COUNT) {
    const spec = randomSpec(random, 3);
    let changed = changedSpec(random, spec);
    if (random.below(3) === 0) changed = changedSpec(random, changed);
    const pair = JSON.stringify(spec) === JSON.stringify(changed) ? null : toPair(spec, changed);
    if (pair !== null) made.push({ ...pair, name: `pair${made.length}` });
  }
  return made;
}

function toPair(spec: Spec, changed: Spec): Omit<Pair, "name"> | null {
  const types = [spec, changed].flatMap((each) => {
    try {
      const type = build(each);
      return travels(type) ? [type] : [];
    } catch {
      // zod refuses some combinations, such as two options with the same tag.
      return [];
    }
  });
  const [before, after] = types;
  return before !== undefined && after !== undefined ? { before, after } : null;
}

/** Whether it can be in a schema, in both directions. */
function travels(type: z.ZodType): boolean {
  const direction = { messages: { m: type } };
  const one = endpoint({
    mode: "require",
    path: "/e",
    clientToServer: direction,
    serverToClient: direction,
  });
  return lowerSchema(defineSchema({ e: one }), "schema.ts").diagnostics.length === 0;
}
