import { join } from "node:path";
import { decodeValue, encodeValue } from "@wsgen/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { generateWires, type Wires } from "./generated.js";
import { type Outcome, ownOutcome, zodOutcome } from "./outcome.js";
import { type Regression, regressions } from "./regressions.js";
import type { Expected } from "./regressions/row.js";
import { travelled } from "./travelled.js";

let wires: ReadonlyMap<string, Wires> = new Map();
let remove = (): void => {};

beforeAll(async () => {
  const path = JSON.stringify(join(import.meta.dirname, "regressions.ts"));
  const imports = `import { regressions as entries } from ${path};`;
  ({ wires, remove } = await generateWires(imports, regressions));
}, 120_000);
afterAll(() => remove());

describe.each(regressions)("$name", (regression) => {
  it("is to zod what is expected", () => {
    expect(seen(byZod(regression), regression.expected)).toStrictEqual(regression.expected);
  });

  it("is to generated code what it is to zod", () => {
    expect(seen(byOwn(regression), regression.expected)).toStrictEqual(regression.expected);
  });
});

function byZod({ schema, value, way }: Regression): Outcome {
  if (way !== "serverToClient") return zodOutcome(() => z.safeParse(schema, value));
  const encoded = zodOutcome(() => z.safeEncode(schema, value));
  return encoded.kind === "accepted"
    ? zodOutcome(() => z.safeParse(schema, encoded.value))
    : encoded;
}

function byOwn({ name, value, way }: Regression): Outcome {
  const found = wires.get(name);
  if (!found?.clientDecode || !found.serverEncode) throw new Error(`${name} was not generated`);
  const { clientDecode, clientEncode, serverDecode, serverEncode } = found;
  const [encoder, decoder] =
    way === "serverToClient" ? [serverEncode, clientDecode] : [clientEncode, serverDecode];
  return ownOutcome(() => {
    const wire: unknown = way === "json" ? value : JSON.parse(encodeValue(encoder, value, name));
    return decodeValue(decoder, wire, name);
  });
}

/** As much of it as is expected. */
function seen(outcome: Outcome, expected: Expected): unknown {
  if (outcome.kind === "accepted") return { value: travelled(outcome.value) };
  if (outcome.kind === "threw") return outcome;
  const { code, message, path } = outcome;
  return "message" in expected ? { code, path, message } : { code, path };
}
