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
    },
  }),
  a: endpoint({ mode: "accept", params: z.object({ mode: z.string() }) }), b: 1,
});
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
  ])("is found at %s", (keys, expected) => {
    expect(find(3, ...keys)).toBe(expected);
  });

  it("that is not in the source stands for the innermost one that is", () => {
    expect(find(3, "clientToServer", "messages", "gone", "deeper")).toBe("6:messages");
    expect(find(3)).toBe("3:chat");
  });

  it("is looked for in the call that has it, when several are on one line", () => {
    expect(find(14, "params", "mode")).toBe("14:mode");
    expect(find(14)).toBe("14:a");
    expect(find(2, "a")).toBe("14:a");
  });

  it("is not found where there is no call", () => {
    expect(find(13, "mode")).toBeNull();
  });
});
