import "../zod/steady-urls.js";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  compareContracts,
  type Verdict,
} from "../../../packages/cli/src/compat/compare-contracts.js";
import { Random } from "../../hostile/random.js";
import { corpus } from "../zod/corpus/index.js";
import { endpointAt, generateWires, type Wires } from "../zod/generated.js";
import { arbitraryNear, sample } from "../zod/values/sample.js";
import { scale, seed } from "../zod/values/settings.js";
import { contractOf, type Lock } from "./contract-of.js";
import { pairs } from "./random-pairs.js";
import { buildAll } from "./spec.js";
import { type Sender, travel, verdictOn, type Version } from "./truth.js";

/** Values of a type from each side. */
const COUNT = 50;
/** Other types that a type is judged against. */
const PARTNERS = 12;

const SENDERS: readonly Sender[] = ["client", "server"];

interface Types {
  readonly wires: ReadonlyMap<string, Wires>;
  readonly lock: Lock;
  readonly remove: () => void;
}

async function generated(
  imports: string,
  types: readonly { readonly name: string; readonly oneWay: boolean }[],
): Promise<Types> {
  const { folder, remove, wires } = await generateWires(imports, types);
  const text = readFileSync(join(folder, "wsgen.lock.json"), "utf8");
  return { wires, remove, lock: (JSON.parse(text) as { endpoints: Lock }).endpoints };
}

function pathOf(file: string): string {
  return JSON.stringify(join(import.meta.dirname, file));
}

const specs = Object.fromEntries(
  pairs.flatMap(({ after, before, name }) => [
    [`${name}Before`, before],
    [`${name}After`, after],
  ]),
);
const entries = buildAll(specs);

/** What was judged, and what became of the values. */
class Tally {
  values = 0;
  readonly pairs: Record<Verdict, number> = { breaking: 0, unknown: 0, warning: 0, compatible: 0 };
  /** Of those judged so, the ones of which a value was refused. */
  readonly refuting: Record<Verdict, number> = {
    breaking: 0,
    unknown: 0,
    warning: 0,
    compatible: 0,
  };
  readonly wrong: string[] = [];

  add(verdict: Verdict, told: string, { refused, written }: ReturnType<typeof travel>): void {
    this.values += written;
    this.pairs[verdict] += 1;
    if (refused.length > 0) this.refuting[verdict] += 1;
    const isBroken = verdict === "compatible" || verdict === "warning";
    if (isBroken && refused.length > 0)
      this.wrong.push(`${told}, judged ${verdict}: ${refused[0]}`);
  }

  toString(): string {
    const told = Object.entries(this.pairs).map(
      ([verdict, count]) =>
        `${verdict} ${count} (values refused in ${this.refuting[verdict as Verdict]})`,
    );
    return `${told.join(", ")}; ${this.values} values`;
  }
}

describe("random edits", () => {
  const tally = new Tally();
  let types: Types | null = null;

  beforeAll(async () => {
    const imports = `import { buildAll } from ${pathOf("spec.ts")};`;
    types = await generated(
      `${imports}\nconst entries = buildAll(${JSON.stringify(specs)});`,
      entries,
    );
  }, 240_000);
  afterAll(() => types?.remove());

  function version(index: number): Version {
    const entry = entries[index];
    const wires = entry && types?.wires.get(entry.name);
    if (entry === undefined || wires === undefined) throw new Error("it was not generated");
    return { schema: entry.schema, wires };
  }

  it.each(pairs.map(({ name }, index) => ({ name, index })))(
    "what is judged compatible is taken: $name",
    ({ index, name }) => {
      const [old, now] = [version(2 * index), version(2 * index + 1)];
      const lock = types?.lock ?? {};
      const changes = compareContracts(
        contractOf(lock[endpointAt(2 * index)], `${name}Before`),
        contractOf(lock[endpointAt(2 * index + 1)], `${name}After`),
      );
      const wrong = tally.wrong.length;
      for (const sender of SENDERS) {
        const writer = sender === "client" ? old : now;
        const values = sample(arbitraryNear(writer.schema), COUNT);
        const verdict = verdictOn(changes, sender);
        const rules = changes.map(({ at, rule }) => `${rule} ${at}`).join(", ");
        tally.add(
          verdict,
          `${name} from the ${sender} (${rules})`,
          travel(sender, old, now, values),
        );
      }
      expect(tally.wrong.slice(wrong).join("\n")).toBe("");
    },
  );

  it("there are enough of them, of every verdict", () => {
    process.stdout.write(`random edits: ${tally}\n`);
    expect(pairs.length).toBeGreaterThanOrEqual(Math.min(1, scale) * 400);
    expect(tally.values).toBeGreaterThanOrEqual(Math.min(1, scale) * 10_000);
    for (const count of Object.values(tally.pairs)) expect(count).toBeGreaterThan(5);
  });
});

describe("types of one topic, as if each had become every other", () => {
  const tally = new Tally();
  let types: Types | null = null;

  beforeAll(async () => {
    const imports = `import { corpus as entries } from ${pathOf("../zod/corpus/index.ts")};`;
    types = await generated(imports, corpus);
  }, 240_000);
  afterAll(() => types?.remove());

  const located = corpus.map((entry, index) => ({ ...entry, index }));
  const topics = [...new Set(corpus.map(({ topic }) => topic))];

  it.each(topics)("what is judged compatible is taken: %s", (topic) => {
    const group = located.filter((entry) => entry.topic === topic);
    const versions = group.map((entry) => {
      const wires = types?.wires.get(entry.name);
      if (wires === undefined) throw new Error(`${entry.name} was not generated`);
      const contract = contractOf(types?.lock[endpointAt(entry.index)], entry.name);
      return { ...entry, wires, contract, values: sample(arbitraryNear(entry.schema), COUNT / 3) };
    });
    const random = new Random(seed);
    for (const old of versions) {
      const partners = Array.from({ length: PARTNERS }, () => random.below(versions.length));
      for (const now of partners.flatMap((index) => versions[index] ?? [])) {
        const changes = compareContracts(old.contract, now.contract);
        for (const sender of SENDERS) {
          if (sender === "server" && (old.oneWay || now.oneWay)) continue;
          // Of the same structure, but with other code: that is not in a contract.
          if (old.closures && now.closures && changes.length === 0) continue;
          const verdict = verdictOn(changes, sender);
          const { values } = sender === "client" ? old : now;
          const rules = changes.map(({ at, rule }) => `${rule} ${at}`).join(", ");
          const told = `${old.name} -> ${now.name} from the ${sender} (${rules})`;
          tally.add(verdict, told, travel(sender, old, now, values));
        }
      }
    }
    expect(tally.wrong.splice(0).slice(0, 5).join("\n")).toBe("");
  });

  it("there are enough of them", () => {
    process.stdout.write(`types of one topic: ${tally}\n`);
    expect(tally.values).toBeGreaterThanOrEqual(Math.min(1, scale) * 10_000);
  });
});
