import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  type Change,
  compareContracts,
  isCompatible,
} from "../../../packages/cli/src/compat/compare-contracts.js";
import { type RuleId, RULES } from "../../../packages/cli/src/compat/rules.js";
import { directionCases, endpointCases } from "./contract-cases.js";
import { contractsFrom, judged, judgedDirection, judgedType } from "./judged.js";
import {
  checkCases,
  choiceCases,
  kindCases,
  listCases,
  objectCases,
  type TypeCase,
} from "./type-cases.js";

const SENDERS = ["client", "server"] as const;

const typeCases: readonly TypeCase[] = [
  ...kindCases,
  ...choiceCases,
  ...objectCases,
  ...listCases,
  ...checkCases,
];

/** The first letters of what a rule says in these changes: of what clients send, and of what the server sends. */
function lettersOf(rule: RuleId, changes: readonly Change[]): string {
  return SENDERS.map((sender) => {
    const found = changes.find((change) => change.rule === rule && change.sender === sender);
    return found?.verdict.charAt(0).toUpperCase() ?? "-";
  }).join("");
}

function isPair(neighbour: TypeCase[4]): neighbour is readonly [z.ZodType, z.ZodType] {
  return Array.isArray(neighbour);
}

describe.each(typeCases)("%s, %s", (rule, verdicts, before, after, neighbour) => {
  it("applies, with the verdict of who sends it", () => {
    const changes = SENDERS.flatMap((sender) => judgedType(sender, before, after));
    expect(lettersOf(rule, changes)).toBe(verdicts);
  });

  it("does not apply to what is beside it", () => {
    const [old, now] = isPair(neighbour) ? neighbour : [before, neighbour];
    const changes = SENDERS.flatMap((sender) => judgedType(sender, old, now));
    expect(lettersOf(rule, changes)).toBe("--");
  });
});

describe.each(directionCases)("%s, %s", (rule, verdicts, before, after, neighbour) => {
  it("applies, with the verdict of who sends it", () => {
    const changes = SENDERS.flatMap((sender) => judgedDirection(sender, before, after));
    expect(lettersOf(rule, changes)).toBe(verdicts);
  });

  it("does not apply to what is beside it", () => {
    const changes = SENDERS.flatMap((sender) => judgedDirection(sender, before, neighbour));
    expect(lettersOf(rule, changes)).toBe("--");
  });
});

describe.each(endpointCases)("%s at %s", (rule, at, verdict, before, after, neighbour) => {
  it("applies", () => {
    const found = judged(before, after).filter((change) => change.rule === rule);
    expect(found.map((change) => [change.at, change.verdict.charAt(0).toUpperCase()])).toEqual([
      [at, verdict],
    ]);
  });

  it("does not apply to what is beside it", () => {
    expect(judged(before, neighbour).map((change) => change.rule)).not.toContain(rule);
  });
});

describe("a contract that this version cannot read", () => {
  const contracts = contractsFrom({});
  const strange = { e: { contract: { kind: "telepathy" }, hash: "0" } };

  it("is unclear, and not compatible", () => {
    const changes = compareContracts(strange, { e: { contract: null, hash: "0" } });
    expect(changes.map(({ rule }) => rule)).toEqual(["contract-unclear"]);
    expect(isCompatible(changes)).toBe(false);
  });

  it("is not looked for where it is not", () => {
    expect(compareContracts(contracts, strange).map(({ rule }) => rule)).toEqual([
      "endpoint-added",
    ]);
  });
});

it("every rule has a case, and every verdict of it is seen", () => {
  const seen = new Map<string, Set<string>>([["contract-unclear", new Set(["UU"])]]);
  const add = (rule: RuleId, letters: string): unknown =>
    seen.get(rule)?.add(letters) ?? seen.set(rule, new Set([letters]));
  for (const [rule, letters] of [...typeCases, ...directionCases]) add(rule, letters);
  for (const [rule, , letter] of endpointCases) add(rule, letter);
  expect([...seen.keys()].toSorted()).toEqual(Object.keys(RULES).toSorted());
  const unseen = Object.entries(RULES).flatMap(([rule, { client, server }]) => {
    const letters = [...(seen.get(rule) ?? [])].join("");
    const verdicts = [client, server].filter((verdict) => verdict !== null);
    const missing = verdicts.filter(
      (verdict) => !letters.includes(verdict.charAt(0).toUpperCase()),
    );
    return missing.map((verdict) => `${rule}: ${verdict}`);
  });
  expect(unseen).toEqual([]);
});

describe("what is the same", () => {
  it.each(typeCases)("gives no changes: %s", (_rule, _verdicts, before, after) => {
    for (const type of [before, after]) {
      expect(SENDERS.flatMap((sender) => judgedType(sender, type, type))).toEqual([]);
    }
  });

  it("gives no changes with other names, words and orders", () => {
    const before = z.object({
      a: z.array(z.object({ b: z.int() }).meta({ id: "Old" })),
      c: z.null(),
    });
    const after = z
      .object({ c: z.null(), a: z.array(z.object({ b: z.int("a number") }).meta({ id: "New" })) })
      .describe("A list.");
    expect(judgedType("client", before, after)).toEqual([]);
  });
});
