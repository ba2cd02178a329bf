import { describe, expect, it } from "vitest";
import { z } from "zod";
import { lowerSchema } from "../ir/lower-schema.js";
import { defineSchema, endpoint } from "../schema/index.js";
import { keysOf } from "./renaming.js";
import { resolveRenaming } from "./resolve-renaming.js";

const schema = defineSchema({
  chat: endpoint({
    mode: "require",
    path: "/chat",
    clientToServer: { messages: { say: z.string() }, calls: { history: {}, both: {} } },
    serverToClient: { messages: { said: z.string(), both: z.string() }, calls: { "a.b": {} } },
  }),
  echo: endpoint({ mode: "require", path: "/echo", clientToServer: z.string() }),
});
const { program } = lowerSchema(schema, "schema.ts");

/** The keys that lead to what is meant, the new name, and whether the schema has to say it yet. */
function resolved(old: string, wanted: string): string {
  const { inSchema, thing, to } = resolveRenaming(program, old, wanted);
  return `${keysOf(thing).join(" ")} -> ${to}${inSchema ? "" : " (handlers only)"}`;
}

describe("what is to be renamed", () => {
  it.each([
    ["chat", "talk", "chat -> talk"],
    ["chat.say", "post", "chat clientToServer messages say -> post"],
    ["chat.say", "chat.post", "chat clientToServer messages say -> post"],
    ["chat.calls.history", "past", "chat clientToServer calls history -> past"],
    ["chat.calls.history", "chat.calls.past", "chat clientToServer calls history -> past"],
    ["chat.serverToClient.both", "one", "chat serverToClient messages both -> one"],
    ["chat.calls.both", "one", "chat clientToServer calls both -> one"],
    ["chat.a.b", "chat.serverToClient.calls.c", "chat serverToClient calls a.b -> c"],
    // The other direction has names of its own.
    ["chat.say", "said", "chat clientToServer messages say -> said"],
    ["talk", "chat", "talk -> chat (handlers only)"],
    ["chat.log", "history", "chat clientToServer calls log -> history (handlers only)"],
    ["chat.serverToClient.log", "both", "chat serverToClient messages log -> both (handlers only)"],
  ])("is found for %s %s", (old, wanted, expected) => {
    expect(resolved(old, wanted)).toBe(expected);
  });

  it.each([
    ["talk", "room", "the schema has no endpoint talk"],
    ["chat", "echo", "the schema has an endpoint echo already"],
    [
      "chat",
      "Talk",
      'the endpoint name "Talk" starts with a capital, as the types do that are generated for it',
    ],
    ["talk.say", "post", "the schema has no endpoint talk"],
    ["chat.sey", "post", "chat has neither sey nor post"],
    ["chat.say", "history", "chat.clientToServer.calls.history is there already"],
    ["chat.say", "say", "chat.clientToServer.messages.say is there already"],
    ["chat.say", "$post", 'the name "$post" starts with "$", which the protocol keeps for itself'],
    ["chat.both", "one", "chat has several that are called both"],
    ["chat.log", "both", "chat has several that are called both"],
    ["echo.say", "post", "echo has neither say nor post"],
    ["", "", "the schema has no endpoint "],
    ["chat.", "", "chat has neither  nor "],
  ])("is refused for %j %j", (old, wanted, expected) => {
    expect(() => resolved(old, wanted)).toThrow(expected);
  });

  it("is said in the way out", () => {
    const fixOf = (old: string): unknown => {
      try {
        return resolved(old, "one");
      } catch (error) {
        return error;
      }
    };
    expect(fixOf("chat.both")).toMatchObject({
      diagnostics: [
        { fix: "say which: chat.clientToServer.calls.both or chat.serverToClient.messages.both" },
      ],
    });
    expect(fixOf("chat.histroy")).toMatchObject({
      diagnostics: [{ fix: "did you mean history?" }],
    });
  });
});
