import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { exceptions, type View } from "./zod-types-exceptions.js";
import { SAME } from "./zod-types-same.js";
import { corpus, type Entry } from "./zod/corpus/index.js";

const FOLDER = fileURLToPath(new URL("./zod/corpus", import.meta.url));

const topics = [...new Set(corpus.map(({ topic }) => topic))];

// Written out: what only the schema knows is found through its type.
const SCHEMA = `import { defineSchema, endpoint } from "wsgen/schema";
${topics.map((topic) => `import ${topic} from "./corpus/${topic}.js";\n`).join("")}
export default defineSchema({
${topics.map(endpointOf).join("")}});
`;

function endpointOf(topic: string): string {
  const entries = corpus.filter((entry) => entry.topic === topic);
  const messages = (list: readonly Entry[]): string =>
    `{ messages: { ${list.map(({ name }) => `${name}: ${topic}.${name}`).join(", ")} } }`;
  const [up, down] = [entries, entries.filter(({ oneWay }) => !oneWay)].map(messages);
  return `  ${topic}: endpoint({ mode: "require", path: "/${topic}", clientToServer: ${up}, serverToClient: ${down} }),\n`;
}

/** A project in which every type of the corpus travels both ways, if it can, on an endpoint of its topic. */
export const corpusProject: Readonly<Record<string, string>> = {
  "src/wsgen.schema.ts": SCHEMA,
  ...Object.fromEntries(
    readdirSync(FOLDER).map((name) => [
      `src/corpus/${name}`,
      readFileSync(join(FOLDER, name), "utf8"),
    ]),
  ),
};

/**
 * A file of `src/generated` that compiles if the generated types are zod's: one line for each type and view.
 * @param serverTypes the text of `server-types.ts`, which has the names that differ there
 */
export function corpusAssertions(serverTypes: string): string {
  const tables = topics.flatMap((topic) => [
    `${pascal(topic)}ClientToServer`,
    ...(corpus.some((entry) => entry.topic === topic && !entry.oneWay)
      ? [`${pascal(topic)}ServerToClient`]
      : []),
  ]);
  const isServers = (table: string): boolean =>
    new RegExp(`^export (?:interface|type) ${table}\\b`, "m").test(serverTypes);
  const lines = [
    'import type { z } from "zod";',
    'import type * as client from "./types.js";',
    ...topics.map((topic) => `import type ${topic} from "../corpus/${topic}.js";`),
    ...tables.map(
      (table) =>
        `import type { ${table} } from "./${isServers(table) ? "server-types" : "types"}.js";`,
    ),
    SAME,
    "function differs<_Result extends false>(): void {}",
    ...corpus.flatMap(assertionsOf),
  ];
  return `${lines.join("\n")}\n`;
}

function assertionsOf({ name, oneWay, topic }: Entry): string[] {
  const table = (direction: string): string => `${pascal(topic)}${direction}["${name}"]`;
  const zod = (side: string): string => `z.${side}<(typeof ${topic})["${name}"]>`;
  const line = (view: View, type: string, usual: string): string => {
    const exception = exceptions.get(name)?.[view];
    if (exception === undefined) return `same<Same<${type}, ${usual}>>(); // ${name}, ${view}`;
    const own = exception === "z.input" ? zod("input") : exception;
    const isNeeded = `differs<Same<${own}, ${usual}>>();`;
    return `same<Same<${type}, ${own}>>(); ${isNeeded} // ${name}, ${view}, an exception`;
  };
  const fromClient = [
    line("clientSends", `client.${table("ClientToServer")}`, zod("input")),
    line("serverReceives", table("ClientToServer"), zod("output")),
  ];
  if (oneWay) return fromClient;
  return [
    ...fromClient,
    line("serverSends", table("ServerToClient"), zod("output")),
    line("clientReceives", `client.${table("ServerToClient")}`, zod("output")),
  ];
}

function pascal(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
