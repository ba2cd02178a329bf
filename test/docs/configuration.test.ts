import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { compile } from "../codegen/compiler.js";
import { wsgen } from "../codegen/run-wsgen.js";
import { temporaryProject } from "../codegen/temporary-project.js";

const text = readFileSync(join(import.meta.dirname, "../../docs/configuration.md"), "utf8");

it("names every key of the configuration, and no other", async () => {
  const config = { zzz: 1, server: { zzz: 1 }, client: { zzz: 1 } };
  const cwd = temporaryProject({
    "wsgen.config.ts": `export default ${JSON.stringify(config)};\n`,
  });
  const { err } = await wsgen(["generate"], cwd);
  const keys = ["", "server.", "client."].flatMap((section) => {
    const problem = new RegExp(`unknown key ${section}zzz[^]*?known: ([\\w, ]+)`).exec(err);
    return (problem?.[1] ?? "").split(", ").map((key) => `${section}${key}`);
  });
  const [table = ""] = text.split("\n## ");
  const rows = [...table.matchAll(/^\| `([\w.]+)`/gm)].map(([, key = ""]) => key);
  expect(rows.toSorted()).toEqual(keys.toSorted());
});

it("shows a configuration that compiles", async () => {
  const code = /^```ts title="wsgen\.config\.ts"\n([^]*?)^```$/m.exec(text)?.[1] ?? "";
  expect(code).toContain("defineConfig");
  const folder = temporaryProject({ "wsgen.config.ts": code });
  const include = ["wsgen.config.ts"];
  const options = { folder, include, side: "server", isolatedDeclarations: false } as const;
  expect(await compile(options)).toEqual([]);
});
