import { decodeValue } from "@wsgen/protocol";
import { expect, it, onTestFinished } from "vitest";
import { generateWires } from "./generated.js";

// zod throws for a readonly type that bytes are taken by: they cannot be frozen.
it.each([
  ["a union", "z.union([z.object({ a: z.int() }), bytes()])"],
  ["a union that is nullable", "z.union([bytes(), z.object({})]).nullable()"],
  ["an optional value", "bytes().or(z.object({ a: z.int() })).default(() => new Uint8Array())"],
])("takes bytes in %s that is readonly, and leaves them as they are", async (_, type) => {
  const imports = `import { z } from "zod";\nimport { bytes } from "wsgen/schema";
const entries = [{ name: "sent", schema: z.object({ value: ${type}.readonly() }), oneWay: false }];`;
  const { remove, wires } = await generateWires(imports, [{ name: "sent", oneWay: false }]);
  onTestFinished(remove);
  const { clientDecode, serverDecode } = wires.get("sent") ?? {};
  for (const decode of [serverDecode, clientDecode]) {
    if (!decode) throw new Error("it was not generated");
    const decoded = decodeValue(decode, { value: "AQI=" }, "sent");
    expect(decoded).toEqual({ value: Uint8Array.of(1, 2) });
  }
});
