import { expect, it } from "vitest";
import { checkConfig } from "./check-config.js";

it("takes every key there is", () => {
  const server = { outDir: "a", handlersDir: "b", contextFile: "c" };
  expect(
    checkConfig({ schema: "s", server, client: { outDir: "d", validate: "none", format: "js" } }),
  ).toEqual([]);
  expect(checkConfig({ client: false })).toEqual([]);
});

it.each([
  [{ shema: "a" }, "unknown key shema", "did you mean schema?"],
  [{ server: { handlerDir: "a" } }, "unknown key server.handlerDir", "did you mean handlersDir?"],
  [{ client: { zzz: "a" } }, "unknown key client.zzz", "known: outDir, validate, format"],
  [{ server: true }, "server is not an object or false", "make it an object or false"],
  [{ client: { format: "mjs" } }, 'client.format is not "ts" or "js"', 'make it "ts" or "js"'],
  [{ client: { outDir: "" } }, "client.outDir is not a path", "make it a path"],
  [null, "the configuration is not an object", "export default defineConfig({ ... })"],
])("refuses %j", (config, message, fix) => {
  expect(checkConfig(config)).toEqual([{ message, fix }]);
});
