import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compare } from "./compare.js";
import { corpus } from "./corpus/index.js";
import { type CallParts, generateFrom, type Generated, type Wires } from "./generated.js";

const NAMES = ["objectRich", "defaultInObject", "codecSeconds", "refineObject", "taggedDateString"];
const COUNT = 30;

/** One call for each type, of which every part has that type, in both directions. */
const schema = `
import { defineSchema, endpoint } from "wsgen/schema";
import { corpus } from ${JSON.stringify(join(import.meta.dirname, "corpus/index.ts"))};

const calls = {};
for (const { name, schema } of corpus) {
  if (!${JSON.stringify(NAMES)}.includes(name)) continue;
  calls[name] = { input: schema, items: schema, uploads: schema, output: schema, errors: { FAILED: schema } };
}
export default defineSchema({
  all: endpoint({ mode: "require", path: "/", clientToServer: { calls }, serverToClient: { calls } }),
});
`;

let generated: Generated | null = null;

beforeAll(async () => {
  generated = await generateFrom(schema);
}, 120_000);
afterAll(() => generated?.remove());

describe.each(corpus.filter(({ name }) => NAMES.includes(name)))("a call of $name", (entry) => {
  it("carries it in every part", () => {
    for (const wires of wiresOfParts(entry.name)) {
      expect(compare(entry, wires, COUNT).problems.join("\n\n")).toBe("");
    }
  });
});

/** Each pairs a part that the client writes with one that the server writes. */
function wiresOfParts(name: string): readonly Wires[] {
  const [server, client] = [generated?.server["all"], generated?.client["all"]];
  const [asked, answering] = [server?.receives.calls[name], server?.sends.calls[name]];
  const [answered, asking] = [client?.receives.calls[name], client?.sends.calls[name]];
  if (!asked || !asking || !answered || !answering) throw new Error(`${name} was not generated`);
  const given = (part: "input" | "uploads"): Wires => ({
    clientEncode: asking[part],
    serverDecode: asked[part],
    serverEncode: answering[part],
    clientDecode: answered[part],
  });
  const taken = (find: <T>(parts: CallParts<unknown, T>) => T): Wires => ({
    clientEncode: find(answered),
    serverDecode: find(answering),
    serverEncode: find(asked),
    clientDecode: find(asking),
  });
  return [
    given("input"),
    given("uploads"),
    taken(({ items }) => items),
    taken(({ output }) => output),
    taken(({ errors }) => errors.FAILED),
  ];
}
