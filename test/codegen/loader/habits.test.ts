import { describe, expect, it } from "vitest";
import { z } from "zod";
import { contractsOf } from "../../../packages/cli/src/ir/contract.js";
import { lowerSchema } from "../../../packages/cli/src/ir/lower-schema.js";
import { defineSchema, endpoint } from "../../../packages/cli/src/schema/index.js";
import { fixtureProject, loaded } from "./fixture-project.js";
import { habits } from "./habits.js";

const ECHO = defineSchema({
  echo: endpoint({ mode: "accept", path: "/echo", clientToServer: z.string().max(5) }),
});
const expected = contractsOf(lowerSchema(ECHO, "schema.ts").program);

describe.each(["module", "commonjs"] as const)("in a project of type %s, a schema with", (type) => {
  const here = habits.filter(({ only }) => only === undefined || only === type);

  it.each(here)("$title is loaded, and so are all of its files", async (habit) => {
    const manifest = JSON.stringify({ type, ...habit.manifest });
    const cwd = fixtureProject({ "package.json": manifest, ...habit.files }, habit.links);
    expect(await loaded({ cwd, schema: habit.schema })).toEqual({
      contracts: expected,
      files: habit.loaded.toSorted(),
    });
  });
});
