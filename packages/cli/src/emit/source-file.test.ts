import { describe, expect, it } from "vitest";
import { SourceFile } from "./source-file.js";
import { RUNTIME } from "./runtime-symbols.js";

describe("a source file", () => {
  it("imports values before types, and packages before folders", () => {
    const file = new SourceFile("/p/src/generated/server.ts");
    file.generatedType("/p/src/generated/types.ts", "B");
    file.generatedType("/p/src/generated/types.ts", "A");
    file.type(file.moduleOf("/p/src/context.ts"), "Context");
    file.type(RUNTIME, "RawSocket");
    file.value(RUNTIME, "createEndpointServer");
    file.namespace("/p/src/generated/server-validators.ts", "wire");
    file.add("export {};");
    expect(file.toString()).toBe(
      [
        'import { createEndpointServer, type RawSocket } from "@wsgen/runtime/codegen";',
        'import type { Context } from "../context.js";',
        'import * as wire from "./server-validators.js";',
        'import type { A, B } from "./types.js";',
        "",
        "export {};",
        "",
      ].join("\n"),
    );
  });

  it("imports what it declares itself under another name", () => {
    const file = new SourceFile("/p/a.ts", ["issue"]);
    expect(file.value(RUNTIME, "issue")).toBe("issue$");
    expect(file.value(RUNTIME, "issue")).toBe("issue$");
    expect(file.toString()).toContain('import { issue as issue$ } from "@wsgen/runtime/codegen";');
  });

  it("has neither types nor their imports in JavaScript", () => {
    const file = new SourceFile("/p/web/client.js");
    file.generatedType("/p/web/types.d.ts", "A");
    const options = file.type(RUNTIME, "ServerOptions");
    const create = file.value(RUNTIME, "createEndpointServer");
    file.add(`export const server = ${create}(a${file.typed(` as ${options}`)});`);
    expect(file.toString()).toBe(
      [
        'import { createEndpointServer } from "@wsgen/runtime/codegen";',
        "",
        "export const server = createEndpointServer(a);",
        "",
      ].join("\n"),
    );
  });

  it("tells where the names in it come from", () => {
    const file = new SourceFile("/p/web/client.d.ts");
    const origin = { file: "/p/src/a.ts", line: 3, column: 5, length: 3 };
    file.add(`${file.name("say", origin)}: ${file.name("other", null)};`);
    expect(file.print()).toEqual({ text: "say: other;\n", names: [{ start: 0, end: 3, origin }] });
  });

  it.each([
    ["/p/src/context.ts", "../context.js"],
    ["/p/src/gen/types.ts", "./types.js"],
    ["/p/src/gen/types.d.ts", "./types.js"],
    ["/p/src/gen/client.js", "./client.js"],
    ["/p/api/auth.mts", "../../api/auth.mjs"],
  ])("finds its way to %s", (path, expected) => {
    expect(new SourceFile("/p/src/gen/server.ts").moduleOf(path)).toBe(expected);
  });
});
