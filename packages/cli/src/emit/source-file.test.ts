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

  it.each([
    ["/p/src/context.ts", "../context.js"],
    ["/p/src/gen/types.ts", "./types.js"],
    ["/p/api/auth.mts", "../../api/auth.mjs"],
  ])("finds its way to %s", (path, expected) => {
    expect(new SourceFile("/p/src/gen/server.ts").moduleOf(path)).toBe(expected);
  });
});
