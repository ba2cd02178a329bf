import { decodeValue } from "@wsgen/protocol";
import { expect, it, onTestFinished } from "vitest";
import { generateWires } from "./generated.js";

// zod throws for a readonly type that bytes are taken by: they cannot be frozen.
it.each([
  ["a union", "z.union([z.object({ a: z.int() }), bytes()])"],
  ["a union that is nullable", "z.union([bytes(), z.object({})]).nullable()"],
  ["what code of the user's makes", "bytes().overwrite((value) => value)"],
  [
    "what a codec of the user's makes",
    `z.codec(z.base64(), z.instanceof(Uint8Array), {
      decode: (text) => new Uint8Array(Buffer.from(text, "base64")),
      encode: (value) => Buffer.from(value).toString("base64"),
    })`,
  ],
  ["an optional value", "bytes().or(z.object({ a: z.int() })).default(() => new Uint8Array())"],
])("takes bytes in %s that is readonly, and leaves them as they are", async (_, type) => {
  const imports = `import { z } from "zod";\nimport { bytes } from "wsgen/schema";
const entries = [{ name: "sent", schema: z.object({ value: ${type}.readonly() }), oneWay: false }];`;
  const { remove, wires } = await generateWires(imports, [{ name: "sent", oneWay: false }]);
  onTestFinished(remove);
  const { clientDecode, serverDecode } = wires.get("sent") ?? {};
  if (!serverDecode || !clientDecode) throw new Error("it was not generated");
  expect(decodeValue(serverDecode, { value: "AQI=" }, "sent")).toEqual({
    value: Uint8Array.of(1, 2),
  });
  // A codec of the user's runs on the server only.
  const received = type.includes("z.codec") ? "AQI=" : Uint8Array.of(1, 2);
  expect(decodeValue(clientDecode, { value: "AQI=" }, "sent")).toEqual({ value: received });
});
