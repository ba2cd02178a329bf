import { expect, it } from "vitest";
import { z } from "zod";
import { defineSchema, endpoint, message, type EndpointDefinition } from "../schema/index.js";
import { contractsOf } from "./contract.js";
import { lowerSchema, type Lowered } from "./lower-schema.js";

type Definition = Omit<EndpointDefinition, "path"> & Readonly<Record<string, unknown>>;

/** Lowers endpoints at paths of their own; no compiler has seen them. */
function lower(endpoints: Readonly<Record<string, unknown>>): Lowered {
  const placed = Object.entries(endpoints).map(([name, definition]) => {
    const whole = { path: `/${name}`, ...(definition as Definition) };
    return [name, endpoint(whole as never)] as const;
  });
  return lowerSchema(defineSchema(Object.fromEntries(placed)), "schema.ts");
}

function problems(endpoints: Readonly<Record<string, unknown>>): string[] {
  return lower(endpoints).diagnostics.map(({ code, message: text }) => `${code} ${text}`);
}

function chat(clientToServer: unknown): Readonly<Record<string, unknown>> {
  return { chat: { mode: "require", clientToServer } };
}

/** One endpoint, whose names may have been others. */
function named(past: Readonly<Record<"endpoint" | "message" | "call", object>>): unknown {
  const direction = {
    messages: { say: message(z.string(), { delivery: "volatile", ...past.message }) },
    calls: { history: { output: z.string(), ...past.call } },
  };
  return {
    ...past.endpoint,
    mode: "require",
    path: "/chat",
    clientToServer: direction,
    serverToClient: direction,
  };
}

it("keeps past names of endpoints, messages and calls", () => {
  const past = {
    endpoint: { renamedFrom: "talk" },
    message: { renamedFrom: "shout" },
    call: { renamedFrom: "log" },
  };
  const { diagnostics, program } = lower({ chat: named(past) });
  expect(diagnostics).toEqual([]);
  const direction = {
    messages: [{ name: "say", renamedFrom: "shout" }],
    calls: [{ name: "history", renamedFrom: "log" }],
  };
  expect(program.endpoints).toMatchObject([
    {
      name: "chat",
      renamedFrom: "talk",
      contract: { clientToServer: direction, serverToClient: direction },
    },
  ]);
});

it("changes neither contract nor hash", () => {
  const never = { endpoint: {}, message: {}, call: {} };
  const plain = contractsOf(lower({ chat: named(never) }).program);
  for (const key of ["endpoint", "message", "call"] as const) {
    const past = { ...never, [key]: { renamedFrom: "before" } };
    expect(contractsOf(lower({ chat: named(past) }).program)).toEqual(plain);
  }
});

it.each([
  [3, "WSG1101 chat.clientToServer.calls.a.renamedFrom is 3"],
  [
    "$old",
    'WSG1106 chat.clientToServer.calls.a.renamedFrom: "$old" starts with "$", which the protocol keeps for itself, so that nothing was called that',
  ],
  [
    "a",
    'WSG1107 chat.clientToServer.calls.a.renamedFrom: "a" is still there, so that this was not called that',
  ],
  [
    "say",
    'WSG1107 chat.clientToServer.calls.a.renamedFrom: "say" is still there, so that this was not called that',
  ],
])("refuses %j as the past of a call", (renamedFrom, expected) => {
  const direction = { messages: { say: z.string() }, calls: { a: { renamedFrom } } };
  expect(problems(chat(direction))).toEqual([expected]);
});

it("refuses one past for two of a direction", () => {
  const direction = {
    messages: { say: message(z.string(), { renamedFrom: "old" }) },
    calls: { a: { renamedFrom: "old" } },
  };
  expect(problems(chat(direction))).toEqual([
    'WSG1107 chat.clientToServer.calls.a.renamedFrom: "old" is what chat.clientToServer.messages.say.renamedFrom names too',
  ]);
});

it("takes a past that the other direction still has", () => {
  const endpoints = {
    chat: {
      mode: "require",
      clientToServer: { calls: { a: { renamedFrom: "b" } } },
      serverToClient: { calls: { b: {} } },
    },
  };
  expect(problems(endpoints)).toEqual([]);
});

it("refuses a past of an endpoint that is no name, is there, or is that of another one", () => {
  const raw = { mode: "require", clientToServer: z.string() };
  expect(problems({ chat: { ...raw, renamedFrom: "Talk" } })).toEqual([
    'WSG1106 chat.renamedFrom: "Talk" starts with a capital, as the types do that are generated for it, so that nothing was called that',
  ]);
  expect(problems({ chat: { ...raw, renamedFrom: "echo" }, echo: raw })).toEqual([
    'WSG1107 chat.renamedFrom: "echo" is still there, so that this was not called that',
  ]);
  const both = { chat: { ...raw, renamedFrom: "talk" }, echo: { ...raw, renamedFrom: "talk" } };
  expect(problems(both)).toEqual([
    'WSG1107 echo.renamedFrom: "talk" is what chat.renamedFrom names too',
  ]);
});
