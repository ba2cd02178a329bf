import { expect, it } from "vitest";
import { nearestWord } from "./nearest-word.js";

it.each([
  ["dry-rn", "dry-run"],
  ["Config", "config"],
  ["shcema", "schema"],
  ["completely-different", null],
])("suggests for %s: %s", (typed, expected) => {
  expect(nearestWord(typed, ["config", "schema", "dry-run", "cwd"])).toBe(expected);
});
