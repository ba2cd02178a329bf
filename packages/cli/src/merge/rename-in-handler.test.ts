import { describe, expect, it } from "vitest";
import type { HandlerStub, StubMember } from "../emit/handler-stub.js";
import { HandlerRenamer, type RenamedHandler } from "./rename-in-handler.js";

const renamer = new HandlerRenamer();
const HANDLER: HandlerStub = {
  endpoint: "chat",
  name: "chat",
  typeName: "ChatHandler",
  members: [],
};

function stub(key: string): StubMember {
  const text = `async ${key}(_input, _call) {\n  throw new Error("chat.${key} is not implemented");\n}`;
  return { key, text, members: [] };
}

function renameCall(text: string, from: string, to: string): RenamedHandler {
  return renamer.renameCall(text, HANDLER, [from], stub(to));
}

function textOf(result: RenamedHandler): string {
  if (result.kind !== "renamed") throw new Error(JSON.stringify(result));
  return result.text;
}

function handler(calls: string): string {
  return `export const chat: ChatHandler = { calls: {${calls}} };\n`;
}

describe("the key of a call", () => {
  it.each([
    ["a method", "async history(a, b) {}", "async past(a, b) {}"],
    ["a stream", "async *history() {}", "async *past() {}"],
    ["a property", "history: make(history)", "past: make(history)"],
    ["an arrow", "history: () => history()", "past: () => history()"],
    ["a shorthand", "clear, history", "clear, past: history"],
    ["a shorthand with a comma", "history,", "past: history,"],
    ["quoted", '"history": 1', '"past": 1'],
    ["in single quotes", "'history'() {}", "'past'() {}"],
    ["computed of a text", '["history"]: 1', '["past"]: 1'],
    [
      "between comments",
      "/* history */ history /* a */ : 1, // history",
      "/* history */ past /* a */ : 1, // history",
    ],
    ["beside a spread", "...base, history() {}", "...base, past() {}"],
  ])("is replaced alone: %s", (_what, before, after) => {
    const end = before.includes("//") ? "\n" : "";
    const result = renameCall(handler(before + end), "history", "past");
    expect(textOf(result)).toBe(handler(after + end));
  });

  it("is quoted if it has to be, as the file quotes", () => {
    const single = `import a from 'a';\n${handler("history() {}")}`;
    expect(textOf(renameCall(single, "history", "user:joined"))).toContain("{'user:joined'() {}}");
    const other = handler(`"user:joined": 1`);
    expect(textOf(renameCall(other, "user:joined", 'a"b\\c'))).toBe(handler(`"a\\"b\\\\c": 1`));
    expect(textOf(renameCall(handler("history"), "history", "a-b"))).toBe(
      handler(`"a-b": history`),
    );
  });

  it("changes nothing else of a file with CRLF, tabs, a byte order mark and emoji", () => {
    const lines = [
      "\uFEFF// 😀 history",
      "export const chat = {",
      "\tcalls: {",
      '\t\t// "history" 😀',
      "\t\tasync history(input) {\t",
      '\t\t\treturn input.history["history"];',
      "\t\t},",
      "\t},",
      "} satisfies ChatHandler",
    ];
    const text = lines.join("\r\n");
    const result = renameCall(text, "history", "past");
    expect(textOf(result)).toBe(text.replace("async history(", "async past("));
    expect(result).toMatchObject({ names: [{ from: "history", to: "past", line: 5, column: 9 }] });
  });

  it("is found under an older name, the newest first", () => {
    const text = handler("log() {}");
    expect(textOf(renamer.renameCall(text, HANDLER, ["history", "log"], stub("past")))).toBe(
      handler("past() {}"),
    );
  });

  it("pushes out a stub that was inserted for it, and that nobody has touched", () => {
    const before = `export const chat: ChatHandler = {
  calls: {
    async history() {
      return 1;
    }, // mine

    async past(_input, _call) {
      throw new Error('chat.past is not implemented')
    },
    // the end
  },
};
`;
    expect(textOf(renameCall(before, "history", "past"))).toBe(`export const chat: ChatHandler = {
  calls: {
    async past() {
      return 1;
    }, // mine
    // the end
  },
};
`);
    const first = handler(`${stub("past").text}, history() {}, // mine\n`);
    expect(textOf(renameCall(first, "history", "past"))).toBe(handler(" past() {}, // mine\n"));
  });

  it("is left where both names have code", () => {
    const text = handler("history() {},\n past() {}");
    expect(renameCall(text, "history", "past")).toEqual({
      kind: "unclear",
      obstacle: {
        reason: "has both history and past, so that one of them has to go first",
        line: 2,
      },
    });
  });

  // What is left of the stub made no sense, and the command ended with a stack trace.
  it("is left where the stub that is in the way cannot be taken out", () => {
    const text = handler(`\n${stub("past").text} /* mine */, history() {}`);
    const reason = "is laid out in a way in which a change would damage it";
    expect(renameCall(text, "history", "past")).toMatchObject({
      kind: "unclear",
      obstacle: { reason },
    });
  });

  it.each([
    ["is not there", handler("clear() {}")],
    ["is there already under its new name", handler("past() {}")],
    ["is in a handler without calls", "export const chat: ChatHandler = { websocket() {} };"],
  ])("is left alone where it %s", (_what, text) => {
    expect(renameCall(text, "history", "past")).toEqual({ kind: "nothing" });
  });

  it.each([
    ["spread", handler("...base")],
    ["computed", handler("[history]: 1")],
    ["made by a call", "export const chat: ChatHandler = { calls: make() };"],
    ["in a class", "export const chat: ChatHandler = new Chat();"],
    ["in a file that is being written", "export const chat: ChatHandler = {"],
  ])("is not looked for where only running it would tell: %s", (_what, text) => {
    expect(renameCall(text, "history", "past")).toMatchObject({ kind: "unclear" });
  });
});

describe("the case of a message", () => {
  function inSwitch(cases: string, on = "message.type"): string {
    return `export const chat: ChatHandler = {
  async websocket(socket) {
    for await (const message of socket) {
      switch (${on}) { ${cases} }
      log("say");
    }
  },
};
`;
  }

  it.each(["message.type", "type"])("is replaced in the switch on %s", (on) => {
    const result = renamer.renameCase(
      inSwitch("case 'say': case \"b\":", on),
      HANDLER,
      "say",
      "it's",
    );
    expect(textOf(result)).toBe(inSwitch("case 'it\\'s': case \"b\":", on));
  });

  it.each([
    ["there are two of them", inSwitch('case "say": { switch (a.type) { case "say": } }')],
    ["the new one is there", inSwitch('case "say": case "post":')],
    ["the switch is on something else", inSwitch('case "say":', "message.data")],
    ["it is no literal", inSwitch("case say:")],
    [
      "the switch is elsewhere",
      `function f() { switch (m.type) { case "say": } }\n${inSwitch("")}`,
    ],
    ["there is no handler", 'switch (m.type) { case "say": }'],
  ])("is left to the compiler where %s", (_what, text) => {
    expect(renamer.renameCase(text, HANDLER, "say", "post")).toEqual({ kind: "nothing" });
  });
});

describe("the types of an endpoint", () => {
  const names = new Map([
    ["TalkHandler", "ChatHandler"],
    ["TalkSocket", "ChatSocket"],
  ]);

  it("are replaced in the import and where they are used, and nothing else is", () => {
    const text = `import type { TalkHandler, TalkSocket } from "../generated/server.js"; // TalkHandler
const words = { TalkHandler: "TalkHandler" };
function own(socket: TalkSocket): TalkSocket[] { return [socket, words.TalkHandler]; }
function shadow<TalkSocket>(a: TalkSocket) {}
export const talk: TalkHandler = { websocket: (socket: TalkSocket) => {} };
export type { TalkHandler };
export type { TalkSocket as Socket };
export type { TalkHandler as Other } from "./other.js";
`;
    const result = renamer.renameTypes(text, names);
    expect(textOf(result))
      .toBe(`import type { ChatHandler, ChatSocket } from "../generated/server.js"; // TalkHandler
const words = { TalkHandler: "TalkHandler" };
function own(socket: ChatSocket): ChatSocket[] { return [socket, words.TalkHandler]; }
function shadow<TalkSocket>(a: TalkSocket) {}
export const talk: ChatHandler = { websocket: (socket: ChatSocket) => {} };
export type { ChatHandler as TalkHandler };
export type { ChatSocket as Socket };
export type { TalkHandler as Other } from "./other.js";
`);
    expect(result).toMatchObject({
      names: expect.arrayContaining([expect.objectContaining({ line: 3, column: 22 })]),
    });
  });

  it("keep what the file calls them", () => {
    const text = `import { type TalkHandler as H } from '../generated/server'\nexport const talk: H = {};\n`;
    expect(textOf(renamer.renameTypes(text, names))).toBe(
      text.replace("TalkHandler", "ChatHandler"),
    );
  });

  it("are left where another module has them", () => {
    const text = `import type { TalkHandler } from "./mine.js";\nexport const talk: TalkHandler = {};\n`;
    expect(renamer.renameTypes(text, names)).toEqual({ kind: "nothing" });
  });

  it("are left where the new name is taken", () => {
    const text = `import type { TalkHandler } from "../generated/server.js";\ntype ChatHandler = 1;\n`;
    expect(renamer.renameTypes(text, names)).toEqual({
      kind: "unclear",
      obstacle: { reason: "has the name ChatHandler for something already", line: 2 },
    });
  });
});
