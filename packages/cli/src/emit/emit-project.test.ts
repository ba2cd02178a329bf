import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { bytes, defineSchema, endpoint } from "../schema/index.js";
import { contractsOf } from "../ir/contract.js";
import type { Program } from "../ir/ir.js";
import { lowerSchema } from "../ir/lower-schema.js";
import { ProgramReader, writeProgram, type ProgramText } from "../load/program-text.js";
import { emptyLock } from "../lock/lock.js";
import type { Project } from "../project.js";
import { emitProject } from "./emit-project.js";
import { NO_ORIGINS } from "./origin.js";
import type { VirtualFile } from "./virtual-file.js";

const User = z.object({ id: z.int(), since: z.date().optional() }).meta({ id: "User" });
const Page = z.object({ users: z.array(User), from: z.int().default(0) });

/** Types that make functions, patterns, imports and zod types of their own in generated files. */
const TYPES = [
  z.string(),
  User,
  Page,
  z.array(z.object({ at: z.date(), by: User.nullable() })),
  z.string().regex(/^[a-z]+$/),
  z.object({ word: z.string().regex(/^[a-z]+$/), data: bytes() }),
  z.string().refine((text) => text !== "no"),
  z.map(z.string(), z.set(z.bigint())),
  z.union([z.date(), z.string().max(5)]),
];

/** Names whose functions would have the same names: `chat` and `roomSay`, `chatRoom` and `say`. */
const ENDPOINTS = ["chat", "chatRoom", "echo", "list"];
const MESSAGES = ["roomSay", "say", "say-item", "sayItem"];

interface Sketch {
  readonly name: string;
  readonly mode: "accept" | "require";
  /** By message, an index into the types. */
  readonly messages: readonly (readonly [string, number])[];
}

const sketch: fc.Arbitrary<Sketch> = fc.record({
  name: fc.constantFrom(...ENDPOINTS),
  mode: fc.constantFrom("accept", "require"),
  messages: fc.uniqueArray(
    fc.tuple(fc.constantFrom(...MESSAGES), fc.nat({ max: TYPES.length - 1 })),
    { selector: ([name]) => name },
  ),
});

const schemas = fc.uniqueArray(sketch, { selector: ({ name }) => name, minLength: 1 });

function programOf(sketches: readonly Sketch[]): ProgramText {
  const endpoints = sketches.map(({ messages, mode, name }) => {
    const types = Object.fromEntries(messages.map(([type, index]) => [type, TYPES[index]]));
    const calls = { find: { input: z.object({ page: Page }), output: z.array(User) } };
    const clientToServer = { messages: types, calls };
    const serverToClient = { messages: types };
    return [name, endpoint({ mode, path: `/${name}`, clientToServer, serverToClient } as never)]; // made up at run time
  });
  const { diagnostics, program } = lowerSchema(
    defineSchema(Object.fromEntries(endpoints) as never), // made up at run time
    "/app/src/wsgen.schema.ts",
  );
  expect(diagnostics).toEqual([]);
  return writeProgram(program);
}

/** Two endpoints that share a pattern, or want the same name for a function; then the first no longer has it. */
function losing(type: number): [Sketch[], "all"][] {
  const chat: Sketch = { name: "chat", mode: "require", messages: [["roomSay", type]] };
  const room: Sketch = { name: "chatRoom", mode: "require", messages: [["say", type]] };
  return [
    [[chat, room], "all"],
    [[{ ...chat, messages: [["roomSay", 0]] }, room], "all"],
  ];
}

function projectWith(validate: "all" | "none"): Project {
  const server = {
    outDir: "/app/src/generated",
    handlersDir: "/app/src/handlers",
    contextFile: "/app/src/context.ts",
  };
  const client = { outDir: "/app/src/generated", validate, format: "ts" as const };
  return { root: "/app", schemaFile: "/app/src/wsgen.schema.ts", server, client };
}

function emitted(program: Program, project: Project): VirtualFile[] {
  const contracts = contractsOf(program);
  const none = { gone: [], renamed: [], lock: emptyLock, past: new Map(), origins: NO_ORIGINS };
  return emitProject(program, project, { contracts, ...none });
}

describe("what was emitted before", () => {
  it("makes no difference to what is emitted, whatever has changed since", () => {
    const edits = fc.array(fc.tuple(schemas, fc.constantFrom("all" as const, "none" as const)), {
      minLength: 2,
      maxLength: 6,
    });
    fc.assert(
      fc.property(edits, (steps) => {
        const reader = new ProgramReader();
        for (const [sketches, validate] of steps) {
          const [text, project] = [programOf(sketches), projectWith(validate)];
          const warm = emitted(reader.read(text), project);
          const cold = emitted(new ProgramReader().read(text), project);
          expect(warm).toEqual(cold);
        }
      }),
      {
        numRuns: 40,
        seed: Number(process.env["FUZZ_SEED"] ?? 20_260),
        examples: [[losing(4)], [losing(3)]],
      },
    );
  });

  it("is the same object where nothing has changed", () => {
    const [one, other] = [
      { name: "chat", mode: "require", messages: [["say", 0]] },
      { name: "echo", mode: "require", messages: [["say", 1]] },
    ] as const;
    const reader = new ProgramReader();
    const before = reader.read(programOf([one, other]));
    const after = reader.read(programOf([{ ...one, mode: "accept" }, other]));
    expect(after.endpoints[0]).not.toBe(before.endpoints[0]);
    expect(after.endpoints[1]).toBe(before.endpoints[1]);
    const shapeless = reader.read(programOf([one]));
    expect(shapeless.shapes).not.toBe(after.shapes);
  });
});
