import { describe, expect, it } from "vitest";
import { KeyLocator } from "./locate-key.js";

const SOURCE = `const Note = z.object({ text: z.string(), at: z.date() }).meta({ id: "Note" });
export default defineSchema({
  chat: endpoint({
    mode: "require",
    clientToServer: {
      messages: {
        note: Note.optional(),
        list: z.array(z.object({ inner: z.union([z.string(), z.date()]) })),
        table: z.record(z.string(), z.object({ cell: z.date() })),
        "user:joined": (z.object({ id: z.bigint() })),
      },
      calls,
    },
    serverToClient: {
      messages: {
        cursor: message(z.object({ key: z.date() }), { delivery: "latest", key: "x" }),
      },
    },
  }),
  a: endpoint({ mode: "accept", params: z.object({ mode: z.string() }) }), b: 1,
});
const calls = {
  history: { input: z.object({ limit: z.bigint() }), errors: { "too-much": z.date() } },
};
`;

/** The text from the found position to the end of the word. */
function find(line: number, ...keys: string[]): string | null {
  const position = new KeyLocator().locate("schema.ts", SOURCE, line, keys);
  if (position === null) return null;
  const text = SOURCE.split("\n")[position.line - 1] ?? "";
  return `${position.line}:${/^[\w.]+/.exec(text.slice(position.column - 1))?.[0] ?? ""}`;
}

describe("a key", () => {
  it.each([
    [["mode"], "4:mode"],
    [["clientToServer", "messages", "note"], "7:note"],
    [["clientToServer", "messages", "note", "at"], "1:at"],
    [["clientToServer", "messages", "list", "[]", "inner", "[1]"], "8:z.date"],
    [["clientToServer", "messages", "table", "value", "cell"], "9:cell"],
    [["clientToServer", "messages", "user:joined", "id"], "10:id"],
    [["clientToServer", "calls"], "12:calls"],
    [["clientToServer", "calls", "history", "input", "limit"], "23:limit"],
    [["clientToServer", "calls", "history", "effect"], "23:history"],
    [["serverToClient", "messages", "cursor", "key"], "16:key"],
    [["serverToClient", "messages", "cursor", "[options]", "delivery"], "16:delivery"],
  ])("is found at %s", (keys, expected) => {
    expect(find(3, ...keys)).toBe(expected);
  });

  it("is told from an option of the same name", () => {
    const locate = (...keys: string[]): number | undefined =>
      new KeyLocator().locate("schema.ts", SOURCE, 3, ["serverToClient", "messages", ...keys])
        ?.column;
    const line = SOURCE.split("\n")[15] ?? "";
    expect(locate("cursor", "key")).toBe(line.indexOf("key:") + 1);
    expect(locate("cursor", "[options]", "key")).toBe(line.lastIndexOf("key:") + 1);
  });

  it("that is not in the source stands for the innermost one that is", () => {
    expect(find(3, "clientToServer", "messages", "gone", "deeper")).toBe("6:messages");
    expect(find(3)).toBe("3:chat");
  });

  it("is looked for in the call that has it, when several are on one line", () => {
    expect(find(20, "params", "mode")).toBe("20:mode");
    expect(find(20)).toBe("20:a");
    expect(find(2, "a")).toBe("20:a");
  });

  it("is not found where there is no call", () => {
    expect(find(19, "mode")).toBeNull();
  });
});
