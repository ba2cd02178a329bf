import { expect, test } from "vitest";
import * as index from "./index.js";

test("the schema entry exports these values and no others", () => {
  expect(Object.keys(index).sort()).toEqual(["bytes", "defineSchema", "endpoint", "message"]);
});
