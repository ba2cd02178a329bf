import type { WsgenConfig } from "./config.js";
import { nearestWord } from "../nearest-word.js";
import { checkWaivers } from "./check-waivers.js";
import type { ConfigProblem } from "./config-problem.js";

const PATHS = "a path";
const SIDE = "an object or false";
/** Checked on their own. */
const WAIVERS = "a list";
const VALIDATE = '"all" or "none"';
const FORMAT = '"ts" or "js"';

/** What each key of the configuration must be. */
const KEYS: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  [
    "",
    new Map([
      ["schema", PATHS],
      ["server", SIDE],
      ["client", SIDE],
      ["waivers", WAIVERS],
    ]),
  ],
  [
    "server",
    new Map([
      ["outDir", PATHS],
      ["handlersDir", PATHS],
      ["contextFile", PATHS],
    ]),
  ],
  [
    "client",
    new Map([
      ["outDir", PATHS],
      ["validate", VALIDATE],
      ["format", FORMAT],
    ]),
  ],
]);

/** Whether the value is a configuration; JavaScript users have no compiler to tell them. */
export function checkConfig(value: unknown): ConfigProblem[] {
  if (!isObject(value)) {
    return [
      {
        message: "the configuration is not an object",
        fix: "export default defineConfig({ ... })",
      },
    ];
  }
  const problems = ["", "server", "client"].flatMap((section) => checkSection(value, section));
  if (value["server"] === false && value["client"] === false) {
    const fix = "remove `server: false` or `client: false`";
    problems.push({ message: "neither a server nor a client is to be generated", fix });
  }
  return problems;
}

/** Only valid after `checkConfig` found nothing. */
export function isConfig(value: unknown): value is WsgenConfig {
  return checkConfig(value).length === 0;
}

function checkSection(config: Record<string, unknown>, section: string): ConfigProblem[] {
  const fields = section === "" ? config : config[section];
  const known = KEYS.get(section);
  if (!isObject(fields) || known === undefined) return [];
  return Object.entries(fields).flatMap(([key, value]) => {
    const name = section === "" ? key : `${section}.${key}`;
    const wanted = known.get(key);
    if (wanted === undefined) {
      const near = nearestWord(key, [...known.keys()]);
      const fix =
        near === null ? `known: ${[...known.keys()].join(", ")}` : `did you mean ${near}?`;
      return [{ message: `unknown key ${name}`, fix }];
    }
    if (wanted === WAIVERS) return value === undefined ? [] : checkWaivers(value);
    return value === undefined || isWanted(value, wanted)
      ? []
      : [{ message: `${name} is not ${wanted}`, fix: `make it ${wanted}` }];
  });
}

function isWanted(value: unknown, wanted: string): boolean {
  if (wanted === PATHS) return typeof value === "string" && value !== "";
  if (wanted === VALIDATE) return value === "all" || value === "none";
  if (wanted === FORMAT) return value === "ts" || value === "js";
  return value === false || isObject(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
