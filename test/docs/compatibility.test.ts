import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { RULES } from "../../packages/cli/src/compat/rules.js";

const text = readFileSync(join(import.meta.dirname, "../../docs/compatibility.md"), "utf8");

it("the tables of docs/compatibility.md have all rules, with what they say", () => {
  const rows = [...text.matchAll(/^\| `([a-z-]+-[a-z-]+)`(.*)\|$/gm)].map(
    ([, rule = "", cells = ""]) => [
      rule,
      ...cells.split(" | ").map((cell) => cell.replace(/^\|/, "").trim()),
    ],
  );
  const rules = Object.entries(RULES).map(([rule, { client, says, server }]) => [
    rule,
    "",
    says,
    client ?? "–",
    server ?? "–",
  ]);
  expect(rows.map((row) => row.filter((cell) => cell !== ""))).toEqual(
    rules.map((row) => row.filter((cell) => cell !== "")),
  );
});
