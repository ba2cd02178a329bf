import { expect, test } from "vitest";
import { Code } from "./diagnostic.js";

test("no two kinds of problem have one code", () => {
  const codes = Object.values(Code);
  expect(codes.toSorted()).toEqual([...new Set(codes)].toSorted());
});
