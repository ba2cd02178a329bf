import { describe, expect, it } from "vitest";
import type { Call, Endpoint } from "../ir/ir.js";
import { emitStub, stubOf } from "./emit-stub.js";
import { isUntouchedStub } from "./untouched-stub.js";

const type = { kind: "string", checks: [] } as const;
const text = { encoding: "text", type } as const;
const NO_CALL = { input: null, items: null, uploads: null, output: null, errors: [] };

function call(name: string, items = false): Call {
  return { ...NO_CALL, name, items: items ? type : null, effect: "once" };
}

function endpoint(mode: Endpoint["mode"], contract: Endpoint["contract"]): Endpoint {
  return { name: "talk", mode, path: "/talk", params: null, query: null, contract };
}

function messages(names: readonly string[], calls: readonly Call[], sent: readonly string[]) {
  return {
    kind: "messages",
    clientToServer: { messages: names.map((name) => ({ name, type })), calls },
    serverToClient: { messages: sent.map((name) => ({ name, type })), calls: [call("confirm")] },
  } as const;
}

const LONG = "aNameOfACallThatIsSoLongThatItsParametersStandOnLinesOfTheirOwnBelowIt";

const contracts: readonly [string, Endpoint["contract"]][] = [
  ["raw", { kind: "raw", clientToServer: text, serverToClient: text }],
  ["raw, one way", { kind: "raw", clientToServer: null, serverToClient: text }],
  ["messages", messages(["say", "it's", 'a"b'], [], [])],
  ["messages that are only sent", messages([], [], ["it's 'so'", "b"])],
  ["calls", messages([], [call("history"), call("items", true), call("a-b", true)], [])],
  ["odd names of calls", messages(["say"], [call("a(b"), call('"'), call("'"), call(LONG)], [])],
  ["nothing at all", messages([], [], [])],
];

describe.each(["accept", "require"] as const)("a stub of mode %s", (mode) => {
  it.each(contracts)("is known again: %s", (_what, contract) => {
    const stub = emitStub(
      stubOf(endpoint(mode, contract)),
      "/p/handlers/talk.ts",
      "/p/gen/server.ts",
    );
    expect(isUntouchedStub(stub.toString(), "/p/handlers/talk.ts", "/p/gen/server.ts")).toBe(true);
  });
});

it("is the user's as soon as one letter is", () => {
  const contract = messages(["say"], [call("history"), call("items", true)], ["said"]);
  const stub = emitStub(stubOf(endpoint("accept", contract)), "/p/h/talk.ts", "/p/g/server.ts");
  const written = stub.toString();
  const isUntouched = (changed: string): boolean =>
    isUntouchedStub(changed, "/p/h/talk.ts", "/p/g/server.ts");
  expect(isUntouched(written)).toBe(true);
  // A letter that is a name's says another name, which is no work of theirs.
  const names = "talksayhistoryitemsTalk";
  const kept = Array.from(written, (_, at) => at).filter(
    (at) => !names.includes(written[at] ?? ""),
  );
  for (const at of kept) {
    const changed = `${written.slice(0, at)}~${written.slice(at + 1)}`;
    expect([at, isUntouched(changed)]).toEqual([at, false]);
  }
  for (const changed of [
    "",
    `${written}\n`,
    `// mine\n${written}`,
    written.replace("break;", ""),
  ]) {
    expect(isUntouched(changed)).toBe(false);
  }
});
