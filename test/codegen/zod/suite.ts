import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { $ZodType } from "zod/v4/core";

// Of the JSON-Schema-Test-Suite, npm has only this: `json-schema-test-suite` carries the cases of drafts 3 and 4 (MIT).
// `@json-schema-org/tests` carries none, but depends on a commit of the suite's Git repository, of 2019. For
// z.fromJSONSchema the drafts differ in little more than where definitions stand, so that draft 4 is run as all three.
const require = createRequire(import.meta.url);
const folder = join(
  dirname(require.resolve("json-schema-test-suite/package.json")),
  "tests/draft4",
);

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0];

interface Group {
  readonly description: string;
  readonly schema: JsonSchema;
  readonly tests: readonly {
    readonly description: string;
    readonly data: unknown;
    readonly valid: boolean;
  }[];
}

export interface SuiteEntry {
  readonly name: string;
  readonly title: string;
  readonly schema: $ZodType;
  readonly tests: Group["tests"];
  /** Whether the suite has it so, or it was given a type here. */
  readonly original: boolean;
  /** zod checks some keywords in a transform, which cannot be encoded. */
  readonly oneWay: true;
}

const groups = ["", "optional"].flatMap((part) =>
  readdirSync(join(folder, part))
    .filter((file) => file.endsWith(".json"))
    .sort()
    .flatMap((file) => {
      const list = JSON.parse(readFileSync(join(folder, part, file), "utf8")) as readonly Group[];
      return list.map((group) => ({
        ...group,
        title: `${join(part, file)}: ${group.description}`,
      }));
    }),
);

export const refused: string[] = [];
export const suite: SuiteEntry[] = [];

for (const { schema, tests, title } of groups) {
  add(title, schema, tests, true);
  // Without a type zod takes anything; with one, it looks at the rest of the schema.
  if (typeof schema !== "object" || "type" in schema) continue;
  for (const type of ["array", "number", "object", "string"] as const) {
    add(`${title}, of type ${type}`, { ...schema, type }, tests, false);
  }
}

function add(title: string, schema: JsonSchema, tests: Group["tests"], original: boolean): void {
  const made = zodTypeOf(schema);
  if (typeof made === "string") refused.push(`${title} (${made})`);
  else
    suite.push({ name: `case${suite.length}`, title, schema: made, tests, original, oneWay: true });
}

/** The zod type, or why there is none. */
function zodTypeOf(schema: JsonSchema): $ZodType | string {
  try {
    const type = z.fromJSONSchema(schema, { defaultTarget: "draft-4", registry: z.registry() });
    z.safeParse(type, {}); // references are followed only now
    return type;
  } catch (error) {
    return error instanceof Error ? error.message : "unknown";
  }
}
