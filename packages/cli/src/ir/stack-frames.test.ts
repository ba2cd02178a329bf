import { expect, it } from "vitest";
import { stackFrames } from "./stack-frames.js";

it.each([
  ["at load (/a/b.ts:3:7)", "/a/b.ts"],
  ["at /a/b.ts:3:7", "/a/b.ts"],
  ["at async /a/b.ts:3:7", "/a/b.ts"],
  ["at async Promise.all (/a/b.ts:3:7)", "/a/b.ts"],
  ["at new Limit (file:///a/b%20c.ts:3:7)", "/a/b c.ts"],
  ["at load (/my app (new)/(group)/b.ts:3:7)", "/my app (new)/(group)/b.ts"],
  ["at /(group)/b.ts:3:7", "/(group)/b.ts"],
  ["at load (C:\\a\\b.ts:3:7)", "C:\\a\\b.ts"],
  ["at load (C:/a/b.ts:3:7)", "C:/a/b.ts"],
])("finds the file in %j", (frame, file) => {
  expect(stackFrames(`Error: no (/x:1:1)!\n    ${frame}`)).toEqual([{ file, line: 3, column: 7 }]);
});

it.each([
  "at Module._load (node:internal/modules/cjs/loader:1521:5)",
  "at async Promise.all (index 0)",
  "at eval (eval at load (/a/b.ts:1:2), <anonymous>:3:7)",
  "at JSON.parse (<anonymous>)",
])("finds no file in %j", (frame) => {
  expect(stackFrames(`Error: x\n    ${frame}`)).toEqual([]);
});
