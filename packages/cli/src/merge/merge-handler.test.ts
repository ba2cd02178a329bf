import { describe, expect, test } from "vitest";
import type { HandlerStub } from "../emit/handler-stub.js";
import { HandlerMerger, type MergeResult } from "./merge-handler.js";

const merger = new HandlerMerger();

function stub(key: string): HandlerStub["members"][number] {
  const text = `async ${key}(_input, _call) {\n  throw new Error("chat.${key} is not implemented");\n}`;
  return { key, text, members: [] };
}

function wanted(...calls: string[]): HandlerStub {
  const members = calls.map(stub);
  const inner = members.map(({ text }) => `\n  ${text.replaceAll("\n", "\n  ")},`).join("");
  return {
    endpoint: "chat",
    name: "chat",
    typeName: "ChatHandler",
    members: [
      {
        key: "websocket",
        text: "async websocket(socket) {\n  await socket.wait();\n}",
        members: [],
      },
      { key: "calls", text: `calls: {${inner}\n}`, members },
    ],
  };
}

function merge(text: string, handler: HandlerStub): MergeResult {
  return merger.merge(text, handler);
}

function merged(text: string, handler: HandlerStub): string {
  const result = merge(text, handler);
  if (result.kind !== "merged") throw new Error(JSON.stringify(result));
  // What has been done once is not done again.
  expect(merge(result.text, handler).kind).toBe("complete");
  return result.text;
}

const HEAD = 'import type { ChatHandler } from "../generated/server.js";\n\n';

describe("a handler that lacks something gets it", () => {
  test("behind what is there, and is otherwise as it was", () => {
    const before = `${HEAD}export const chat: ChatHandler = {
  async websocket(socket) {}, // mine

  calls: {
    // first
    async history() {
      return [];
    }, // the end
    // and a last word
  },
};
`;
    expect(merged(before, wanted("history", "clear")))
      .toBe(`${HEAD}export const chat: ChatHandler = {
  async websocket(socket) {}, // mine

  calls: {
    // first
    async history() {
      return [];
    }, // the end
    async clear(_input, _call) {
      throw new Error("chat.clear is not implemented");
    },
    // and a last word
  },
};
`);
  });

  test("where nothing was", () => {
    const result = merged(`${HEAD}export const chat: ChatHandler = {};\n`, wanted("clear"));
    expect(result).toBe(`${HEAD}export const chat: ChatHandler = {
  async websocket(socket) {
    await socket.wait();
  },

  calls: {
    async clear(_input, _call) {
      throw new Error("chat.clear is not implemented");
    },
  },
};
`);
  });

  test("where only a comment was", () => {
    const before = `${HEAD}export const chat: ChatHandler = {\n  async websocket() {},\n  calls: {\n    // soon\n  },\n};\n`;
    expect(merged(before, wanted("clear"))).toContain(
      "  calls: {\n    // soon\n    async clear(_input, _call) {\n      throw",
    );
  });

  test("on a line that has everything", () => {
    const before = `export const chat = { async websocket() {}, calls: { async history() {} } };\n`;
    expect(merged(before, wanted("history", "clear"))).toBe(
      `export const chat = { async websocket() {}, calls: { async history() {}, 
  async clear(_input, _call) {
    throw new Error("chat.clear is not implemented");
  },
} };
`,
    );
  });

  test("without a comma at the end, if that is the habit", () => {
    const before = `export const chat = {\n  async websocket() {},\n  calls: {\n    async history() {} // mine\n  }\n};\n`;
    expect(merged(before, wanted("history", "clear"))).toBe(
      `export const chat = {
  async websocket() {},
  calls: {
    async history() {}, // mine
    async clear(_input, _call) {
      throw new Error("chat.clear is not implemented");
    }
  }
};
`,
    );
  });

  test("in the line ends, tabs, quotes and semicolons of the file, and behind its byte order mark", () => {
    const lines = [
      "import type { ChatHandler } from '../generated/server.js'",
      "",
      "// 😀 mine",
      "export const chat: ChatHandler = {",
      "\tasync websocket() {},",
      "",
      "\tcalls: {",
      "\t\tasync history() { return '😀' },",
      "\t},",
      "}",
    ];
    const result = merged(`\uFEFF${lines.join("\r\n")}`, wanted("history", "clear"));
    lines.splice(
      8,
      0,
      "\t\tasync clear(_input, _call) {",
      "\t\t\tthrow new Error('chat.clear is not implemented')",
      "\t\t},",
    );
    expect(result).toBe(`\uFEFF${lines.join("\r\n")}`);
  });

  // The file's smallest step was taken, though it was in a text, and the line of the closing brace.
  test.each([
    ["with a tab in a text", "const help = `\n\ta`;\n", "  ", ["", "    history() {},", "  "]],
    ["with a member beside the brace", "", "  ", ["a() {},", "    history() {},"]],
    ["with a brace beside the last", "", "    ", ["", "        history() {},"]],
  ])("as deep as the members of that object: %s", (_what, head, indent, lines) => {
    const calls = lines.join("\n");
    const text = (inner: string): string =>
      `${head}export const chat = {\n${indent}websocket() {},\n${indent}calls: {${inner}},\n};\n`;
    const clear = `${indent}${indent}async clear(_input, _call) {\n${indent.repeat(3)}throw new Error("chat.clear is not implemented");\n${indent}${indent}},\n`;
    const result = merge(text(calls), { ...wanted("clear") });
    if (result.kind !== "merged") throw new Error(JSON.stringify(result));
    expect(result.text).toContain(`\n${clear}${indent}},\n`);
  });

  test("in the quotes of its code, whatever its comments have", () => {
    const text = `// I don't, and you can't\n// nor won't, nor shan't\n/* isn't\n it's */\nimport a from "a";\nexport const chat = {};\n`;
    expect(merged(text, wanted("clear"))).toContain('throw new Error("chat.clear');
  });

  // The quotes in a name were taken for those of a literal.
  test("in single quotes, whatever quotes its name has", () => {
    const before = "export const chat = {\n  websocket: () => 'a',\n  calls: {\n  },\n};\n";
    const keys = [`'say"hi"to'`, `"it's"`, `"both'\\""`, '"back\\\\slash"'];
    const members = keys.map((key) => {
      const text = `async ${key}() {\n  throw new Error(${key});\n}`;
      return { key: key.slice(1, -1).replaceAll("\\", ""), text, members: [] };
    });
    const calls = { key: "calls", text: "", members };
    const result = merge(before, { ...wanted(), members: [calls] });
    const single = [...keys.slice(0, 3), "'back\\\\slash'"];
    const inserted = single.map(
      (key) => `    async ${key}() {\n      throw new Error(${key});\n    },\n`,
    );
    expect(result).toMatchObject({
      kind: "merged",
      text: before.replace("calls: {\n", `calls: {\n${inserted.join("")}`),
    });
  });

  test("with four spaces and empty lines, if that is the habit", () => {
    const before = `export const chat = {
    async websocket() {},
    calls: {
        async history() {},

        async presence() {},
    },
};`;
    expect(merged(before, wanted("history", "presence", "clear"))).toContain(
      "        async presence() {},\n\n        async clear(_input, _call) {\n            throw",
    );
  });

  test.each([
    ["satisfies", "export const chat = {\n  calls: {},\n} satisfies ChatHandler;\n"],
    ["as", "export const chat = ({\n  calls: {},\n}) as ChatHandler;\n"],
    ["a constant", "const own = {\n  calls: {},\n};\nexport const chat: ChatHandler = own;\n"],
    ["another name", "const own = {\n  calls: {},\n};\nexport { own as chat };\n"],
    ["the default", "const chat: ChatHandler = {\n  calls: {},\n};\nexport default chat;\n"],
    ["the type alone", "export const talk: ChatHandler = {\n  calls: {},\n};\n"],
    ["more than the type", "export const talk: Named & ChatHandler = {\n  calls: {},\n};\n"],
    ["the type in its module", "const own: server.ChatHandler = {\n  calls: {},\n};\n"],
    ["calls apart", "const calls = {};\nexport const chat: ChatHandler = { calls };\n"],
    ["a key in quotes", 'export const chat: ChatHandler = { "calls": {} };\n'],
    ["a computed key that is a text", 'export const chat: ChatHandler = { ["calls"]: {} };\n'],
    ["a name that a comment has", "export const chat = { calls: {} }; // clear, websocket\n"],
    [
      "a name that another object has",
      "const clear = { clear: 1 };\nexport const chat = { calls: {} };\n",
    ],
  ])("behind %s", (_name, text) => {
    const result = merge(text, wanted("clear"));
    expect(result).toMatchObject({ kind: "merged", added: ["websocket", "calls.clear"] });
    merged(text, wanted("clear"));
  });
});

test.each([
  ["a method", "export const chat = { websocket() {}, calls: { clear() {} } };"],
  ["an arrow", "export const chat = { websocket: () => {}, calls: { clear: async () => {} } };"],
  [
    "a shorthand",
    "const clear = () => {};\nexport const chat = { websocket() {}, calls: { clear } };",
  ],
  ["a generator", "export const chat = { websocket() {}, calls: { async *clear() {} } };"],
  ["a getter", "export const chat = { websocket() {}, calls: { get clear() { return f; } } };"],
  [
    "a spread beside it",
    "export const chat = { ...more, websocket() {}, calls: { ...more, clear() {} } };",
  ],
])("a handler that has everything is complete: %s", (_name, text) => {
  expect(merge(text, wanted("clear"))).toEqual({
    kind: "complete",
    extra: [],
    renamed: [],
  });
});

test.each([
  ["a spread", "export const chat = { ...base };", /spread or computed/, 1],
  ["a computed key", "export const chat = { [name]() {} };", /spread or computed/, 1],
  [
    "a spread in the calls",
    "\nexport const chat = { websocket() {},\n  calls: { ...more } };",
    /spread/,
    3,
  ],
  [
    "calls from elsewhere",
    "export const chat = { websocket() {}, calls: makeCalls() };",
    /no plain object/,
    1,
  ],
  [
    "calls that are imported",
    'import { calls } from "./x.js";\nexport const chat = { websocket() {}, calls };',
    /no plain object/,
    2,
  ],
  [
    "calls as a getter",
    "export const chat = { websocket() {}, get calls() { return {}; } };",
    /`calls` in a form/,
    1,
  ],
  ["a class", "export class chat {}", /no plain object/, 1],
  ["an instance", "export const chat = new Chat();", /no plain object/, 1],
  ["a wrapper", "export const chat = withAuth({ calls: {} });", /no plain object/, 1],
  ["a circle", "export const chat = other;\nconst other = chat;", /no plain object/, 1],
  ["an export from elsewhere", 'export { chat } from "./other.js";', /exports no `chat`/, 1],
  ["another handler", "export const talk = {};", /exports no `chat`/, 1],
  [
    "calls alone",
    'export const calls: ChatHandler["calls"] = {};\nexport const http = {} satisfies ChatHandler["http"];',
    /exports no `chat`/,
    1,
  ],
  ["handlers in a table", "const all: { chat: ChatHandler } = { chat };", /exports no `chat`/, 1],
  ["some of a handler", "const part: Partial<ChatHandler> = {};", /exports no `chat`/, 1],
  ["an empty file", "", /exports no `chat`/, 1],
  ["a syntax error", "export const chat = {\n  calls: {,\n};", /syntax error/, 2],
  [
    "merge markers",
    "export const chat = {\n<<<<<<< ours\n  a() {},\n=======\n  b() {},\n>>>>>>> theirs\n};",
    /Merge conflict/,
    2,
  ],
])("a file that is not understood is left alone: %s", (_name, text, reason, line) => {
  const result = merge(text, wanted("clear"));
  if (result.kind !== "unclear") throw new Error(JSON.stringify(result));
  expect(result.obstacle.reason).toMatch(reason);
  expect(result.obstacle.line).toBe(line);
  expect(result.missing.length).toBeGreaterThan(0);
});

test("what the schema has no more is told with its place", () => {
  const text = `export const chat = {
  http() {},
  websocket() {},
  calls: {
    clear() {},
    history() {},
  },
};
`;
  expect(merge(text, wanted("clear"))).toEqual({
    kind: "complete",
    extra: [
      { key: "http", line: 2 },
      { key: "calls.history", line: 6 },
    ],
    renamed: [],
  });
});

test("what has another name now is told, and gets no stub beside it", () => {
  const text = `export const chat = {
  websocket() {},
  calls: {
    log() {},
  },
};
`;
  const history = { ...stub("history"), renamedFrom: "log" };
  const handler = wanted("history", "clear");
  const members = handler.members.map((member) =>
    member.key === "calls" ? { ...member, members: [history, stub("clear")] } : member,
  );
  const result = merge(text, { ...handler, members });
  expect(result).toMatchObject({
    kind: "merged",
    added: ["calls.clear"],
    extra: [],
    renamed: [{ from: "log", to: "history", line: 4 }],
  });
  // With both there, nothing was renamed.
  const both = text.replace("log() {},", "log() {}, history() {}, clear() {},");
  expect(merge(both, { ...handler, members })).toEqual({
    kind: "complete",
    extra: [{ key: "calls.log", line: 4 }],
    renamed: [],
  });
});
