import { expect, it } from "vitest";
import { checkConfig } from "./check-config.js";

const WAIVER = { rule: "message-removed", at: "chat", until: "2027-01-31", reason: "agreed" };

it("takes every key there is", () => {
  const server = { outDir: "a", handlersDir: "b", contextFile: "c" };
  const client = { outDir: "d", validate: "none", format: "js" };
  expect(checkConfig({ schema: "s", server, client, waivers: [WAIVER] })).toEqual([]);
  expect(checkConfig({ client: false })).toEqual([]);
});

it.each([
  [{ shema: "a" }, "unknown key shema", "did you mean schema?"],
  [{ server: { handlerDir: "a" } }, "unknown key server.handlerDir", "did you mean handlersDir?"],
  [{ client: { zzz: "a" } }, "unknown key client.zzz", "known: outDir, validate, format"],
  [{ server: true }, "server is not an object or false", "make it an object or false"],
  [{ client: { format: "mjs" } }, 'client.format is not "ts" or "js"', 'make it "ts" or "js"'],
  [{ client: { outDir: "" } }, "client.outDir is not a path", "make it a path"],
  [{ waivers: {} }, "waivers is not a list", "make it [{ rule, at, until, reason }]"],
  [{ waivers: [1] }, "waivers[0] is not an object", "make it { rule, at, until, reason }"],
  [
    { waivers: [{ ...WAIVER, until: "2027-02-30" }] },
    "waivers[0].until is no day",
    'write the last day on which it holds, such as "2027-01-31"',
  ],
  [
    { waivers: [WAIVER, { ...WAIVER, reason: " " }] },
    "waivers[1].reason is missing",
    "say why clients out there do not mind",
  ],
  [
    { waivers: [{ ...WAIVER, rule: "message-remove" }] },
    "waivers[0].rule is no rule: message-remove",
    "did you mean message-removed?",
  ],
  [
    { waivers: [{ ...WAIVER, untill: "2027-01-31" }] },
    "unknown key waivers[0].untill",
    "did you mean until?",
  ],
  [null, "the configuration is not an object", "export default defineConfig({ ... })"],
])("refuses %j", (config, message, fix) => {
  expect(checkConfig(config)).toEqual([{ message, fix }]);
});
