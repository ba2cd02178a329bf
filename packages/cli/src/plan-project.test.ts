import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Program } from "./ir/ir.js";
import { lowerSchema } from "./ir/lower-schema.js";
import { writePlan } from "./output/write-plan.js";
import { planProject, type ProjectPlan } from "./plan-project.js";
import type { Project } from "./project.js";
import { compile } from "../../../test/codegen/compiler.js";
import { habits, type Habit } from "../../../test/support/handler-habits.js";
import { defineSchema, endpoint } from "./schema/index.js";

const NOWHERE = { schema: { file: "schema.ts", line: 1 }, endpoints: {} };

/** What a schema has, as far as its handler is concerned. */
interface Sketch {
  readonly mode: "accept" | "require";
  readonly calls: readonly string[];
  readonly messages: readonly string[];
}

type Edit =
  | { readonly kind: "call" | "message"; readonly name: string }
  | { readonly kind: "mode" }
  | { readonly kind: "user"; readonly habit: Habit; readonly at: number };

const NAMES = ["history", "clear", "message", "socket", "input", "type", "default", "a-b", "throw"];

function programOf({ calls, messages, mode }: Sketch): Program {
  const schema = defineSchema({
    chat: endpoint({
      mode,
      path: "/chat",
      clientToServer: {
        messages: Object.fromEntries(messages.map((name) => [name, z.string()])),
        calls: Object.fromEntries(
          calls.map((name) => [name, { input: z.string(), output: z.string() }]),
        ),
      },
    }),
  } as never); // the names are not known to the compiler
  const { diagnostics, program } = lowerSchema(schema, "schema.ts");
  expect(diagnostics).toEqual([]);
  return program;
}

function changed(sketch: Sketch, edit: Edit): Sketch {
  if (edit.kind === "mode")
    return { ...sketch, mode: sketch.mode === "accept" ? "require" : "accept" };
  if (edit.kind === "user") return sketch;
  const key = edit.kind === "call" ? "calls" : "messages";
  const other = edit.kind === "call" ? sketch.messages : sketch.calls;
  if (other.includes(edit.name)) return sketch;
  const names = sketch[key];
  const next = names.includes(edit.name)
    ? names.filter((name) => name !== edit.name)
    : [...names, edit.name];
  return { ...sketch, [key]: next };
}

const edits = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constantFrom("call" as const, "message" as const),
      name: fc.constantFrom(...NAMES),
    }),
    fc.constant({ kind: "mode" as const }),
    fc.record({
      kind: fc.constant("user" as const),
      habit: fc.constantFrom(...(Object.keys(habits) as Habit[])),
      at: fc.nat(200),
    }),
  ),
  { minLength: 2, maxLength: 10 },
);

const NODE_MODULES = fileURLToPath(new URL("../../../node_modules", import.meta.url));

let folder = "";
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "wsgen-regeneration-")));
  symlinkSync(NODE_MODULES, join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let projects = 0;

function newProject(group: string): Project {
  const root = join(folder, group, String((projects += 1)));
  mkdirSync(root, { recursive: true });
  const outDir = join(root, "src/generated");
  const [handlersDir, contextFile] = [join(root, "src/handlers"), join(root, "src/context.ts")];
  const server = { outDir, handlersDir, contextFile };
  const client = { outDir, validate: "all", format: "ts" } as const;
  return { root, schemaFile: join(root, "src/wsgen.schema.ts"), server, client };
}

async function regenerate(sketch: Sketch, project: Project): Promise<ProjectPlan> {
  const program = programOf(sketch);
  const sources = { files: [project.schemaFile], positions: NOWHERE };
  const plan = await planProject(program, project, { sources });
  writePlan(plan.files);
  const second = await planProject(program, project, { sources });
  expect(second.files.filter(({ action }) => action !== "unchanged")).toEqual([]);
  return plan;
}

/** Whether all of the old text is in the new one, in its order. */
function isKept(before: string, after: string): boolean {
  let at = 0;
  for (const letter of before) {
    at = after.indexOf(letter, at) + letter.length;
    if (at < letter.length) return false;
  }
  return true;
}

function handlerOf({ root }: Project): string {
  return join(root, "src/handlers/chat.ts");
}

const RUNS = 500;

test(
  `nothing of the user's is lost in ${RUNS} random sequences of edits`,
  { timeout: 120_000 },
  async () => {
    let extended = 0;
    await fc.assert(
      fc.asyncProperty(edits, async (sequence) => {
        const project = newProject("random");
        let sketch: Sketch = { mode: "require", calls: ["history"], messages: ["say"] };
        await regenerate(sketch, project);
        for (const edit of sequence) {
          const path = handlerOf(project);
          if (edit.kind === "user") {
            writeFileSync(path, habits[edit.habit](readFileSync(path, "utf8"), edit.at));
            continue;
          }
          sketch = changed(sketch, edit);
          const before = readFileSync(path, "utf8");
          const { files, notices } = await regenerate(sketch, project);
          const after = readFileSync(path, "utf8");
          expect(isKept(before, after)).toBe(true);
          const isExtended = files.some(({ action }) => action === "extended");
          expect(after === before).toBe(!isExtended);
          if (isExtended) extended += 1;
          // Nothing that these people do is beyond understanding.
          expect(notices).toEqual([]);
          for (const name of sketch.calls) expect(after).toContain(name);
        }
      }),
      { numRuns: RUNS, seed: Number(process.env["FUZZ_SEED"] ?? 20_260) },
    );
    expect(extended).toBeGreaterThan(RUNS / 2);
  },
);

test(
  "whatever people do to a handler, it compiles with what it gets",
  { timeout: 120_000 },
  async () => {
    const names = Object.keys(habits) as Habit[];
    for (const [first, second] of names.flatMap((a) => names.map((b) => [a, b] as const))) {
      const project = newProject("pairs");
      const path = handlerOf(project);
      const edit = (habit: Habit): void =>
        writeFileSync(path, habits[habit](readFileSync(path, "utf8"), 4));
      await regenerate({ mode: "require", calls: ["history"], messages: ["say"] }, project);
      edit(first);
      await regenerate({ mode: "accept", calls: ["history", "clear"], messages: ["say"] }, project);
      if (second !== first) edit(second);
      const calls = ["history", "clear", "a-b"];
      await regenerate({ mode: "accept", calls, messages: ["say"] }, project);
    }
    const include = ["pairs/*/src/handlers/chat.ts"];
    const errors = await compile({ folder, include, side: "server", isolatedDeclarations: false });
    // Nobody emits declarations of handlers.
    const own = errors.filter(
      ({ file, message }) => file.includes("handlers/") && !message.includes("cannot be named"),
    );
    expect(own.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([]);
  },
);
