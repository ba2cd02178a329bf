import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { wsgen } from "../codegen/run-wsgen.js";

const text = readFileSync(join(import.meta.dirname, "../../docs/commands.md"), "utf8");

it("names every command that there is, and no other", async () => {
  const { out } = await wsgen(["--help"]);
  const commands = [...out.matchAll(/^ {2}wsgen (\S+)/gm)].map(([, name = ""]) => name);
  const rows = [...text.matchAll(/^\| `wsgen (\S+)`/gm)].map(([, name = ""]) => name);
  expect(rows.toSorted()).toEqual(commands.toSorted());
});

it("names every code of wsgen check", () => {
  const source = join(import.meta.dirname, "../../packages/cli/src/diagnostic.ts");
  const codes = readFileSync(source, "utf8").match(/WSG2\d+/g);
  expect([...text.matchAll(/^\| (WSG\d+) /gm)].map(([, code]) => code)).toEqual(codes);
});
