import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Origins } from "../emit/origin.js";
import { findOrigins } from "./find-origins.js";

type Files = Readonly<Record<string, string>>;

/** Writes the files of a schema, whose endpoint `chat` is on the first line that calls `endpoint`. */
function originsOf(files: Files): Origins {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "wsgen-origins-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const paths = Object.entries(files).map(([name, text]) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  });
  const [file = ""] = paths.filter((path) => (files[basename(path)] ?? "").includes("endpoint("));
  const lines = (files[basename(file)] ?? "").split("\n");
  const line = lines.findIndex((text) => text.includes("endpoint(")) + 1;
  return findOrigins({ files: paths, positions: { endpoints: { chat: { file, line } } } });
}

const MESSAGES = ["chat", "clientToServer", "messages"];

/** What stands at the place that is found, with the rest of its line: `say: z.string() },`. */
function found(files: Files, names: readonly string[], how: "exact" | "nearest" = "exact"): string {
  const origin = originsOf(files)[how](names);
  if (origin === null) return "nothing";
  const text = (files[basename(origin.file)] ?? "").split("\n")[origin.line - 1] ?? "";
  return `${basename(origin.file)}:${origin.line} ${text.slice(origin.column - 1)}`;
}

const schema = (messages: string, before = ""): Files => ({
  "a.ts": `${before}
export default defineSchema({
  chat: endpoint({
    clientToServer: {
      messages: ${messages},
    },
  }),
});
`,
});

describe("the place of an endpoint", () => {
  it.each([
    ["a key", "defineSchema({\n  chat: endpoint({}),\n})", "a.ts:2 chat: endpoint({}),"],
    ["a quoted key", '({\n "chat": endpoint({}) })', 'a.ts:2 "chat": endpoint({}) })'],
    ["a constant", "export const chat = endpoint({});", "a.ts:1 chat = endpoint({});"],
    ["a constant of another name", "const room = endpoint({});", "a.ts:1 room = endpoint({});"],
    ["a member of a namespace", "const chat = w.endpoint({});", "a.ts:1 chat = w.endpoint({});"],
    ["the call, where it has no name", "add(\n  endpoint({}))", "a.ts:2 endpoint({}))"],
    ["the call, in a function", "() => endpoint({})", "a.ts:1 endpoint({})"],
    [
      "one of two on a line",
      "({ a: endpoint({}), chat: endpoint({}) })",
      "a.ts:1 chat: endpoint({}) })",
    ],
  ])("is %s", (_what, text, expected) => {
    expect(found({ "a.ts": text }, ["chat"])).toBe(expected);
  });

  it("is the line, if nothing more is known", () => {
    const files = { "a.ts": "({ a: endpoint({}), b: endpoint({}) })" };
    expect(found(files, ["chat"])).toBe("nothing");
    expect(originsOf(files).nearest(["chat", "x"])).toMatchObject({
      line: 1,
      column: 1,
      length: 0,
    });
  });

  it("knows another name of the function", () => {
    const file =
      'import { endpoint as ws } from "wsgen/schema";\nconst chat = ws({ path: "/" });\n';
    const at = { "a.ts": `${file}// endpoint(` };
    const origins = originsOf(at);
    expect(origins.exact(["chat"])).toBeNull();
    const { file: path = "" } = origins.nearest(["chat"]) ?? {};
    const places = { chat: { file: path, line: 2 } };
    expect(
      findOrigins({ files: [path], positions: { endpoints: places } }).exact(["chat"]),
    ).toMatchObject({
      line: 2,
      column: 7,
      length: 4,
    });
  });
});

describe("the place of a message", () => {
  it.each([
    ["its key", "{ hi: 1, say: z.string() }", "", "say: z.string() },"],
    ["its quoted key", `{ 'say': z.string() }`, "", "'say': z.string() },"],
    ["its name alone", "{ say }", "", "say },"],
    ["the last of two", "{ say: 1, say: 2 }", "", "say: 2 },"],
    ["its key behind odd texts", "{ a: /[}/]{/, b: `}{`, say: 1 }", "", "say: 1 },"],
    ["in a constant", "all", "const all = { say: 1 };", "say: 1 };"],
    ["in a constant as const", "all", "const all = { say: 1 } as const", "say: 1 } as const"],
    ["in a constant with a type", "all", "const all: Messages = { say: 1 }", "say: 1 }"],
    ["in a spread", "{ a: 1, ...all }", "const all = { say: 1 };", "say: 1 };"],
    ["over a spread", "{ ...all, say: 2 }", "const all = { say: 1 };", "say: 2 },"],
    ["in a frozen constant", "all", "const all = Object.freeze({ say: 1 });", "say: 1 });"],
    ["in a member", "all.chat", "const all = { chat: { say: 1 } };", "say: 1 } };"],
    ["in brackets", "({ say: 1 } satisfies object)", "", "say: 1 } satisfies object),"],
  ])("is %s", (_what, messages, before, expected) => {
    expect(found(schema(messages, before), [...MESSAGES, "say"])).toMatch(
      new RegExp(`^a\\.ts:\\d+ ${expected.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`),
    );
  });

  it.each([
    ["import { all } from './b.js';", "all", "export const all = { say: 1 };"],
    ["import { some as all } from './b';", "all", "const x = { say: 1 }; export { x as some };"],
    ["import all from './b.js';", "all", "export default { say: 1 };"],
    ["import * as b from './b.js';", "{ ...b.all }", "export const all = { say: 1 };"],
    [
      "import type { T } from './t'; import { all } from './c.js'",
      "all",
      "export const all = { say: 1 }",
    ],
    ["import { other as all } from './c.js'", "all", "export const all = { say: 1 }"],
  ])("is in another file: %s", (before, messages, text) => {
    const c = 'export * from "./b.js"; export { all as other } from "./b.js";';
    const files = { ...schema(messages, before), "b.ts": text, "c.ts": c };
    expect(found(files, [...MESSAGES, "say"])).toMatch(/^b\.ts:1 say: 1 /);
  });

  it.each([
    ["a function makes it", "make()", "const make = () => ({ say: 1 });"],
    ["it is a choice", "live ? { say: 1 } : {}", ""],
    ["its key is computed", "{ [SAY]: 1 }", ""],
    ["it comes from a package", "all", 'import { all } from "@acme/contract";'],
    ["it leads to itself", "all", "const all = all;"],
  ])("is that of all messages where %s", (_what, messages, before) => {
    const files = schema(messages, before);
    expect(found(files, [...MESSAGES, "say"])).toBe("nothing");
    expect(found(files, [...MESSAGES, "say"], "nearest")).toMatch(/^a\.ts:5 messages: /);
  });
});

describe("the place of a property", () => {
  const line = "const Line = z.object({ text: z.string() });";

  it.each([
    ["z.object({ text: 1 })", "", "text: 1 }) },"],
    ["object({ text: 1 }).strict().meta({ text: 2 })", "", "text: 1 }).strict()"],
    ["message(z.object({ text: 1 }), { key: 'text' })", "", "text: 1 }), { key"],
    ["Line", line, "text: z.string() });"],
    ["z.optional(Line)", line, "text: z.string() });"],
    ["Line.nullable().default({ text: '' })", line, "text: z.string() });"],
    ["Line.pick({ text: true })", line, "text: z.string() });"],
    ["z.pick(Line, { text: true })", line, "text: z.string() });"],
    ["z.lazy(() => Line)", line, "text: z.string() });"],
    ["z.object({ ...Line.shape, at: 1 })", line, "text: z.string() });"],
    ["z.object({ get text() { return Line; } })", line, "text() { return Line; } })"],
    ["Line.extend({ at: 1 })", line, "text: z.string() });"],
    ["Line.extend({ text: 2 })", line, "text: 2 }) },"],
    ["z.extend(Line, { text: 2 })", line, "text: 2 }) },"],
    ["Other.merge(Line)", `${line} const Other = z.object({});`, "text: z.string() });"],
  ])("of %s is found", (type, before, expected) => {
    const names = [...MESSAGES, "say", "text"];
    expect(found(schema(`{ say: ${type} }`, before), names)).toContain(` ${expected}`);
  });

  it("in the items of a list is found", () => {
    for (const list of ["z.array(Line)", "Line.array().min(1)", "z.array(z.object({ text: 1 }))"]) {
      const files = schema(`{ say: ${list} }`, line);
      expect(found(files, [...MESSAGES, "say", "[]", "text"])).toMatch(/^a\.ts:\d text: /);
      expect(found(files, [...MESSAGES, "say", "text"])).toBe("nothing");
    }
  });

  it.each([
    "page(Line)",
    "z.union([Line, Line])",
    "Unknown.pick({ text: true })",
    "z.custom<{ text: string }>()",
    "z.record(z.string(), Line)",
  ])("of %s is not guessed", (type) => {
    const files = schema(`{ say: ${type} }`, line);
    expect(found(files, [...MESSAGES, "say", "text"])).toBe("nothing");
  });
});

it("finds nothing in a file that is not there, but its line", () => {
  const place = { file: "/nowhere/a.ts", line: 7 };
  const origins = findOrigins({ files: [], positions: { endpoints: { chat: place } } });
  expect(origins.exact(["chat"])).toBeNull();
  expect(origins.nearest(["chat", "a"])).toEqual({ ...place, column: 1, length: 0 });
});
