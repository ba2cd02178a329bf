import "../zod/steady-urls.js";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { jsonSchema } from "wsgen";
import { corpus } from "../zod/corpus/index.js";
import { endpointAt, generateWires, type Wires } from "../zod/generated.js";
import { scale } from "../zod/values/settings.js";
import { DocumentValidators } from "./document-validators.js";
import { type Described, judge } from "./judge.js";

/** Values of a type, and as much JSON. */
const COUNT = 25;
/** Disagreements that are shown of a type. */
const SHOWN = 3;

let wires: ReadonlyMap<string, Wires> = new Map();
let validators: DocumentValidators | null = null;
let remove = (): void => {};
let values = 0;
let exact = 0;

beforeAll(async () => {
  const path = JSON.stringify(join(import.meta.dirname, "../zod/corpus/index.ts"));
  const generated = await generateWires(`import { corpus as entries } from ${path};`, corpus);
  ({ remove, wires } = generated);
  validators = new DocumentValidators(await jsonSchema({ cwd: generated.folder }));
}, 120_000);
afterAll(() => remove());

function describedAs(name: string): Described {
  if (validators === null) throw new Error("nothing was exported");
  return { fits: validators.named(name), isExact: validators.isExact(name) };
}

const placed = corpus.map((entry, index) => ({ ...entry, endpoint: endpointAt(index) }));

it.each(placed)("the exported schema of $topic: $name takes what the receiver takes", (entry) => {
  const { endpoint, name, oneWay } = entry;
  const found = wires.get(name);
  if (found === undefined) throw new Error(`${name} was not generated`);
  const clientToServer = describedAs(`${endpoint}.clientToServer.messages.${name}`);
  const serverToClient = oneWay ? null : describedAs(`${endpoint}.serverToClient.messages.${name}`);
  const judgement = judge(entry, found, { clientToServer, serverToClient }, COUNT);
  values += judgement.values;
  if (clientToServer.isExact) exact += 1;
  expect(judgement.problems.slice(0, SHOWN).join("\n")).toBe("");
});

it("has judged enough values, and most types by all that is checked of them", () => {
  expect(values).toBeGreaterThanOrEqual(50_000 * Math.min(1, scale));
  expect(exact / corpus.length).toBeGreaterThan(0.7);
});
