import { describe, expect, it } from "vitest";
import { SchemaRenamer, type SchemaKey } from "./rename-in-schema.js";

const renamer = new SchemaRenamer();

function renamed(text: string, key: Omit<SchemaKey, "line">): string | null {
  const line = text.slice(0, text.indexOf("defineSchema(")).split("\n").length;
  return renamer.renameKey(text, { line, ...key })?.text ?? null;
}

function call(text: string, to = "past"): string | null {
  return renamed(text, { keys: ["chat", "clientToServer", "calls", "history"], kind: "call", to });
}

function schema(calls: string): string {
  return `export default defineSchema({ chat: endpoint({ clientToServer: { calls: ${calls} } }) });\n`;
}

describe("a call", () => {
  it.each([
    ["{ history: {} }", '{ past: { renamedFrom: "history" } }'],
    ["{ history: { output: A } }", '{ past: { renamedFrom: "history", output: A } }'],
    ["{ history: {output: A} }", '{ past: { renamedFrom: "history",output: A} }'],
    ["{ 'history': { output: A('a') } }", "{ 'past': { renamedFrom: 'history', output: A('a') } }"],
    [
      "{ /* a */ history /* b */: { // c\n  output: A } }",
      '{ /* a */ past /* b */: { renamedFrom: "history", // c\n  output: A } }',
    ],
    [
      "{\n\thistory: {\n\t\t/** Words. */\n\t\toutput: A,\n\t},\n}",
      '{\n\tpast: {\n\t\trenamedFrom: "history",\n\t\t/** Words. */\n\t\toutput: A,\n\t},\n}',
    ],
    [
      "{\r\n  history: {\r\n    output: A,\r\n  },\r\n}",
      '{\r\n  past: {\r\n    renamedFrom: "history",\r\n    output: A,\r\n  },\r\n}',
    ],
    [
      "{ history: { output: A, renamedFrom: 'log' } }",
      "{ past: { output: A, renamedFrom: 'history' } }",
    ],
    // No object to say it in.
    ["{ history: common }", "{ past: common }"],
    ["{ history }", "{ past: history }"],
    ["{ history: { ...a, renamedFrom: name } }", "{ past: { ...a, renamedFrom: name } }"],
  ])("gets a new name, and says the old one: %j", (before, after) => {
    expect(call(schema(before))).toBe(schema(after));
  });

  it("says whether it could say the old one", () => {
    const key: SchemaKey = {
      line: 1,
      keys: ["chat", "clientToServer", "calls", "history"],
      kind: "call",
      to: "past",
    };
    expect(renamer.renameKey(schema("{ history: {} }"), key)).toMatchObject({
      saysPast: true,
      line: 1,
      column: schema("").indexOf("calls: ") + 10,
    });
    expect(renamer.renameKey(schema("{ history }"), key)).toMatchObject({ saysPast: false });
  });

  it("keeps a byte order mark", () => {
    expect(call(`\uFEFF${schema("{ history }")}`)).toBe(`\uFEFF${schema("{ past: history }")}`);
  });

  it("is found in a table of this file", () => {
    const text = `${schema("table")}const table = { history: {} };\n`;
    expect(call(text)).toBe(
      `${schema("table")}const table = { past: { renamedFrom: "history" } };\n`,
    );
  });

  it.each([
    ["spread", "{ ...table }"],
    ["computed", "{ [history]: {} }"],
    ["made elsewhere", "table"],
    ["built by code", "Object.fromEntries([['history', {}]])"],
    ["in a file that does not parse", "{ history: {"],
  ])("is not guessed: %s", (_what, calls) => {
    expect(call(schema(calls))).toBeNull();
  });
});

describe("a message", () => {
  const keys = ["chat", "clientToServer", "messages", "say"];
  const text = (messages: string): string =>
    schema("{}").replace("calls: {}", `messages: ${messages}`);

  it.each([
    ["{ say: message(A, { key: 'a' }) }", "{ post: message(A, { renamedFrom: 'say', key: 'a' }) }"],
    ["{ say: A }", "{ post: A }"],
    ["{ say: message(A) }", "{ post: message(A) }"],
  ])("says the old name where it has options: %j", (before, after) => {
    expect(renamed(text(before), { keys, kind: "message", to: "post" })).toBe(text(after));
  });
});

describe("an endpoint", () => {
  it.each([
    ["{ chat: endpoint({ mode }) }", '{ talk: endpoint({ renamedFrom: "chat", mode }) }'],
    ["{ chat }", "{ talk: chat }"],
    ["{ chat: chatEndpoint }", "{ talk: chatEndpoint }"],
    ["{ chat: make({ mode }) }", "{ talk: make({ mode }) }"],
  ])("gets a new name: %j", (before, after) => {
    const text = (endpoints: string): string => `export default defineSchema(${endpoints});\n`;
    const key = { keys: ["chat"], kind: "endpoint", to: "talk" } as const;
    expect(renamed(text(before), key)).toBe(text(after));
  });
});
