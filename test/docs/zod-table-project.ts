import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createJiti } from "jiti";
import type { Decoder, Encoder } from "@wsgen/protocol";
import { generate } from "wsgen";
import type { $ZodType } from "zod/v4/core";
import { createProject } from "../codegen/temporary-project.js";
import { declarations, refusedRows, rows } from "./zod-table.js";

/** What a module has that a side's validators are in. */
interface Validators {
  readonly rows: {
    readonly receives: { readonly messages: Readonly<Record<string, Decoder<unknown>>> };
    readonly sends: { readonly messages: Readonly<Record<string, Encoder>> };
  };
}

/** A project with the rows as messages `row0`, `row1` and so on of the endpoint `rows`, in both directions. */
export interface TableProject {
  readonly folder: string;
  readonly remove: () => void;
  readonly server: Validators["rows"];
  readonly client: Validators["rows"];
}

const ROWS = listOf(
  "rows",
  rows.map(({ zod }) => zod),
);

const EXPORTED = declarations.replaceAll(/^(?:const|enum|type|interface) /gm, "export $&");

const SCHEMA = `import { defineSchema, endpoint } from "wsgen/schema";
import { rows } from "./rows.js";

const { ${rows.map(({ received }, index) => (received === null ? `row${index}, ` : "")).join("")}...both } = rows;
export default defineSchema({
  rows: endpoint({
    mode: "require",
    path: "/rows",
    clientToServer: { messages: rows },
    serverToClient: { messages: both },
  }),
});
`;

export async function generateTable(): Promise<TableProject> {
  const files = { "src/rows.ts": `${EXPORTED}\n${ROWS}`, "src/wsgen.schema.ts": SCHEMA };
  const { folder, remove } = createProject(files);
  try {
    await generate({ cwd: folder });
    const load = (side: string): Promise<Validators> =>
      loadModule<Validators>(join(folder, `src/generated/${side}-validators.ts`));
    const [server, client] = await Promise.all([load("server"), load("client")]);
    return { folder, remove, server: server.rows, client: client.rows };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A schema of one direction, with the messages `row0`, `row1` and so on. */
export function schemaOf(direction: string, expressions: readonly string[]): string {
  return `${declarations}
import { defineSchema, endpoint } from "wsgen/schema";
${listOf("messages", expressions)}
export default defineSchema({
  rows: endpoint({ mode: "require", path: "/rows", ${direction}: { messages } }),
});
`;
}

/** The zod types of all rows, those that are refused among them. */
export async function loadTypes(): Promise<readonly $ZodType[]> {
  const refused = listOf("refused", refusedRows);
  const { folder, remove } = createProject({ "rows.ts": `${declarations}\n${ROWS}${refused}` });
  try {
    type Rows = Readonly<Record<"rows" | "refused", Readonly<Record<string, $ZodType>>>>;
    const loaded = await loadModule<Rows>(join(folder, "rows.ts"));
    return [...Object.values(loaded.rows), ...Object.values(loaded.refused)];
  } finally {
    remove();
  }
}

/** The generated file that declares the server's type of this name. */
export function serverFileOf(folder: string, name: string): string {
  const text = readFileSync(join(folder, "src/generated/server-types.ts"), "utf8");
  return new RegExp(`^export (?:interface|type) ${name}\\b`, "m").test(text)
    ? "server-types.js"
    : "types.js";
}

function listOf(name: string, expressions: readonly string[]): string {
  const lines = expressions.map((zod, index) => `  row${index}: ${zod},\n`);
  return `export const ${name} = {\n${lines.join("")}};\n`;
}

function loadModule<Module>(path: string): Promise<Module> {
  return createJiti(import.meta.url, { interopDefault: false, fsCache: false }).import(path);
}
