import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Program } from "../ir/ir.js";
import { contractsOf, type Contract } from "../ir/contract.js";
import { lowerSchema } from "../ir/lower-schema.js";
import { emptyLock, type Lock } from "../lock/lock.js";
import { defineSchema, endpoint, type MessagesDirection } from "../schema/index.js";
import { keysOf } from "./renaming.js";
import { suspectRenamings } from "./suspect-renamings.js";

function programOf(endpoints: Readonly<Record<string, MessagesDirection>>): Program {
  const entries = Object.entries(endpoints).map(([name, clientToServer]) => {
    return [name, endpoint({ mode: "require", path: "/a", clientToServer } as never)] as const;
  });
  const { program } = lowerSchema(defineSchema(Object.fromEntries(entries)), "schema.ts");
  return program;
}

function lockWith(contracts: Readonly<Record<string, Contract>>): Lock {
  return { ...emptyLock, endpoints: new Map(Object.entries(contracts)) };
}

function suspected(before: Program, after: Program): string[] {
  return suspectRenamings(lockWith(contractsOf(before)), after).map(
    ({ thing, to }) => `${keysOf(thing).join(".")} -> ${to}`,
  );
}

function calls(table: NonNullable<MessagesDirection["calls"]>): Program {
  return programOf({ chat: { calls: table } });
}

const Tree: z.ZodType = z.object({
  text: z.string(),
  get children() {
    return z.array(Tree);
  },
});
const shape = z.object({ at: z.int(), of: z.object({ name: z.string() }) });

describe("a renaming is suspected", () => {
  it.each([
    ["a call", { input: z.string() }],
    // Types that are used twice are called after their first place.
    ["a call with types that have names", { input: shape, output: z.array(shape) }],
    ["a call with a type that is inside of itself", { input: Tree, output: Tree }],
  ])("where one is gone and one is new that promises the same: %s", (_what, call) => {
    const kept = { clear: {} };
    expect(suspected(calls({ ...kept, history: call }), calls({ ...kept, past: call }))).toEqual([
      "chat.clientToServer.calls.history -> past",
    ]);
  });

  it("of messages and of endpoints", () => {
    const say = programOf({ chat: { messages: { say: z.string() } } });
    const post = programOf({ chat: { messages: { post: z.string() } } });
    expect(suspected(say, post)).toEqual(["chat.clientToServer.messages.say -> post"]);
    const talk = programOf({ talk: { messages: { say: z.string() } } });
    expect(suspected(say, talk)).toEqual(["chat -> talk"]);
  });
});

describe("no renaming is suspected", () => {
  const one = { input: z.string() };
  it.each([
    ["nothing has changed", calls({ a: one }), calls({ a: one })],
    ["one is gone", calls({ a: one, b: {} }), calls({ b: {} })],
    ["one is new", calls({ a: one }), calls({ a: one, b: one })],
    ["two are gone", calls({ a: one, b: one }), calls({ c: one })],
    ["two are new", calls({ a: one }), calls({ b: one, c: one })],
    ["they promise different things", calls({ a: one }), calls({ b: { input: z.int() } })],
    ["their effect differs", calls({ a: one }), calls({ b: { ...one, effect: "safe" } })],
    ["the schema says it", calls({ a: one }), calls({ b: { ...one, renamedFrom: "a" } })],
    [
      "a call has become a message",
      calls({ a: {} }),
      programOf({ chat: { messages: { b: z.string() } } }),
    ],
    [
      "two endpoints are new",
      programOf({ a: { calls: { x: {} } } }),
      programOf({ b: { calls: { x: {} } }, c: { calls: { x: {} } } }),
    ],
  ])("where %s", (_what, before, after) => {
    expect(suspected(before, after)).toEqual([]);
  });

  it.each([
    ["talk", null],
    ["talk", { shapes: 5 }],
    ["chat", null],
    ["chat", { clientToServer: 5 }],
    ["chat", { clientToServer: { calls: [null] } }],
  ])("from a lock in which somebody has written of %s: %j", (name, contract) => {
    const lock = lockWith({ [name]: { contract, hash: "" } });
    expect(suspectRenamings(lock, calls({ a: one }))).toEqual([]);
  });
});
