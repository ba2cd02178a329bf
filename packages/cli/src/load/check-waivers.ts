import { RULES } from "../compat/rules.js";
import { nearestWord } from "../nearest-word.js";
import type { ConfigProblem } from "./config-problem.js";

const RULE_IDS = Object.keys(RULES);
const KEYS = ["rule", "at", "until", "reason"];

/** The problems of `waivers` in a configuration. */
export function checkWaivers(value: unknown): ConfigProblem[] {
  if (!Array.isArray(value))
    return [{ message: "waivers is not a list", fix: "make it [{ rule, at, until, reason }]" }];
  return value.flatMap((waiver: unknown, index) => checkWaiver(waiver, `waivers[${index}]`));
}

function checkWaiver(waiver: unknown, name: string): ConfigProblem[] {
  if (typeof waiver !== "object" || waiver === null)
    return [{ message: `${name} is not an object`, fix: `make it { ${KEYS.join(", ")} }` }];
  const fields = new Map<string, unknown>(Object.entries(waiver));
  const unknown = [...fields.keys()].filter((key) => !KEYS.includes(key));
  return [
    ...unknown.map((key) => unknownKey(`${name}.${key}`, key)),
    ...KEYS.flatMap((key) => checkField(`${name}.${key}`, key, fields.get(key))),
  ];
}

function unknownKey(name: string, key: string): ConfigProblem {
  const near = nearestWord(key, KEYS);
  const fix = near === null ? `known: ${KEYS.join(", ")}` : `did you mean ${near}?`;
  return { message: `unknown key ${name}`, fix };
}

function checkField(name: string, key: string, value: unknown): ConfigProblem[] {
  if (typeof value !== "string" || value.trim() === "")
    return [{ message: `${name} is missing`, fix: FIXES.get(key) ?? "" }];
  if (key === "until" && !isDay(value))
    return [{ message: `${name} is no day`, fix: FIXES.get(key) ?? "" }];
  if (key === "rule" && !RULE_IDS.includes(value)) {
    const near = nearestWord(value, RULE_IDS);
    const fix = near === null ? (FIXES.get(key) ?? "") : `did you mean ${near}?`;
    return [{ message: `${name} is no rule: ${value}`, fix }];
  }
  return [];
}

const FIXES: ReadonlyMap<string, string> = new Map([
  ["rule", "name the rule that `wsgen breaking` shows"],
  ["at", "name the place that `wsgen breaking` shows, or one around it"],
  ["until", 'write the last day on which it holds, such as "2027-01-31"'],
  ["reason", "say why clients out there do not mind"],
]);

function isDay(value: string): boolean {
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
