/** One way in which people write a schema, or split it over files. */
export interface Habit {
  readonly title: string;
  /** Beside `package.json`; each makes a schema of one endpoint, whose text has at most five characters. */
  readonly files: Readonly<Record<string, string>>;
  /** What the project is read from; tells of every file that a change of would matter. */
  readonly loaded: readonly string[];
  /** Links, by their path, to a package of this repository or a place in the project. */
  readonly links?: Readonly<Record<string, string>>;
  readonly schema?: string;
  /** Fields of `package.json`. */
  readonly manifest?: Readonly<Record<string, unknown>>;
  /** In which projects; both, if it does not say. */
  readonly only?: "module" | "commonjs";
}

const SCHEMA = "src/wsgen.schema.ts";

/** A schema file that comes by `Text` in some way. */
function schema(...lines: readonly string[]): string {
  return `import { defineSchema, endpoint } from "wsgen/schema";
${lines.join("\n")}
export default defineSchema({
  echo: endpoint({ mode: "accept", path: "/echo", clientToServer: Text }),
});
`;
}

/** A schema file that comes by `max` in some way. */
function limited(...lines: readonly string[]): string {
  return schema('import { z } from "zod";', ...lines, "const Text = z.string().max(max);");
}

const TEXT = 'import { z } from "zod";\nexport const Text = z.string().max(5);\n';

const tsconfig = (compilerOptions: object, more: object = {}): string =>
  `// How this project is compiled.\n${JSON.stringify({ compilerOptions, ...more }, null, 2)}`;

const manifest = (fields: object): string => JSON.stringify({ version: "1.0.0", ...fields });

const ALIAS = schema('import { Text } from "@parts/text";');
const PATHS = { paths: { "@parts/*": ["./parts/*"] } };

/** What only TypeScript has. */
const syntax: readonly Habit[] = [
  {
    title: "an enum",
    files: {
      [SCHEMA]: limited('import { Limit } from "./limit.js";', "const max = Limit.Text;"),
      "src/limit.ts": "export enum Limit { Text = 5 }\n",
    },
    loaded: [SCHEMA, "src/limit.ts"],
  },
  {
    title: "a const enum",
    only: "module",
    files: {
      [SCHEMA]: limited('import { Limit } from "./limit.js";', "const max = Limit.Text;"),
      "src/limit.ts": "export const enum Limit { Text = 5 }\n",
    },
    loaded: [SCHEMA, "src/limit.ts"],
  },
  {
    title: "a namespace",
    only: "module",
    files: {
      [SCHEMA]: limited("namespace Limits { export const text = 5; }", "const max = Limits.text;"),
    },
    loaded: [SCHEMA],
  },
  {
    title: "a parameter property",
    only: "module",
    files: {
      [SCHEMA]: limited(
        "class Limits { constructor(readonly text: number) {} }",
        "const max = new Limits(5).text;",
      ),
    },
    loaded: [SCHEMA],
  },
  {
    title: "a decorator",
    only: "module",
    files: {
      [SCHEMA]: limited(
        "function limit(text: number) { return (target: any) => { target.text = text; }; }",
        "@limit(5) class Limits { declare static text: number; }",
        "const max = Limits.text;",
      ),
    },
    loaded: [SCHEMA],
  },
  {
    title: "a type that is imported without `type`",
    files: {
      [SCHEMA]: limited(
        'import { Limits } from "./limits.js";',
        "const limits: Limits = { text: 5 };",
        "const max = limits.text;",
      ),
      "src/limits.ts": "export interface Limits { text: number }\n",
    },
    loaded: [SCHEMA],
  },
  {
    title: "import = require",
    files: {
      [SCHEMA]: limited('import limits = require("./limits.cjs");', "const max = limits.text;"),
      "src/limits.cjs": "module.exports = { text: 5 };\n",
    },
    loaded: [SCHEMA, "src/limits.cjs"],
  },
  {
    title: "a top-level await",
    files: { [SCHEMA]: limited("const max = await Promise.resolve(5);") },
    loaded: [SCHEMA],
  },
];

/** Where a part of the schema is, and how it is named. */
const parts: readonly Habit[] = [
  {
    title: "a path alias",
    files: { [SCHEMA]: ALIAS, "tsconfig.json": tsconfig(PATHS), "parts/text.ts": TEXT },
    loaded: ["parts/text.ts", SCHEMA, "tsconfig.json"],
  },
  {
    title: "a path alias of the configuration that the project's extends",
    only: "module",
    files: {
      [SCHEMA]: ALIAS,
      "tsconfig.json": tsconfig({}, { extends: ["@acme/tsconfig/strict.json", "./config/base"] }),
      "config/base.json": tsconfig({}, { extends: "./paths.json" }),
      "config/paths.json": tsconfig({ paths: { "@parts/*": ["../parts/*"] } }),
      "node_modules/@acme/tsconfig/strict.json": tsconfig({ strict: true }),
      "parts/text.ts": TEXT,
    },
    loaded: ["config/base.json", "config/paths.json", "parts/text.ts", SCHEMA, "tsconfig.json"],
  },
  {
    title: "an import without an ending",
    files: { [SCHEMA]: schema('import { Text } from "./text";'), "src/text.ts": TEXT },
    loaded: [SCHEMA, "src/text.ts"],
  },
  {
    title: "an import of a folder",
    only: "module",
    files: { [SCHEMA]: schema('import { Text } from "./parts";'), "src/parts/index.ts": TEXT },
    loaded: ["src/parts/index.ts", SCHEMA],
  },
  {
    title: "an import that ends in .js",
    files: { [SCHEMA]: schema('import { Text } from "./text.js";'), "src/text.ts": TEXT },
    loaded: [SCHEMA, "src/text.ts"],
  },
  {
    title: "an import that ends in .ts",
    only: "module",
    files: { [SCHEMA]: schema('import { Text } from "./text.ts";'), "src/text.ts": TEXT },
    loaded: [SCHEMA, "src/text.ts"],
  },
  {
    title: "imports of package.json",
    manifest: { imports: { "#parts/*": "./parts/*.ts" } },
    files: { [SCHEMA]: schema('import { Text } from "#parts/text";'), "parts/text.ts": TEXT },
    loaded: ["parts/text.ts", SCHEMA],
  },
  {
    title: "a type that is the default export of its file",
    files: {
      [SCHEMA]: schema('import Text from "./text.js";'),
      "src/text.ts": 'import { z } from "zod";\nexport default z.string().max(5);\n',
    },
    loaded: [SCHEMA, "src/text.ts"],
  },
  {
    title: "parts that import one another",
    files: {
      [SCHEMA]: schema('import { Text } from "./text.js";', "export const max = () => 5;"),
      "src/text.ts": `import { z } from "zod";
import { list } from "./list.js";
export const Text = z.string().max(5);
export const all = () => [list, Text];
`,
      "src/list.ts": 'import { all } from "./text.js";\nexport const list = () => all();\n',
    },
    loaded: ["src/list.ts", SCHEMA, "src/text.ts"],
  },
  {
    title: "endpoints of other files",
    files: {
      [SCHEMA]: `import { defineSchema } from "wsgen/schema";
import * as endpoints from "./endpoints/index.js";
export default defineSchema({ ...endpoints });
`,
      "src/endpoints/index.ts": 'export { default as echo } from "./echo.js";\n',
      "src/endpoints/echo.ts": `import { endpoint } from "wsgen/schema";
import { z } from "zod";
export default endpoint({ mode: "accept", path: "/echo", clientToServer: z.string().max(5) });
`,
    },
    loaded: ["src/endpoints/echo.ts", "src/endpoints/index.ts", SCHEMA],
  },
  {
    title: "JSON",
    files: {
      [SCHEMA]: limited('import limits from "./limits.json";', "const max = limits.text;"),
      "src/limits.json": '{ "text": 5 }\n',
    },
    loaded: ["src/limits.json", SCHEMA],
  },
  {
    title: "JSON with an attribute",
    files: {
      [SCHEMA]: limited(
        'import limits from "./limits.json" with { type: "json" };',
        "const max = limits.text;",
      ),
      "src/limits.json": '{ "text": 5 }\n',
    },
    loaded: ["src/limits.json", SCHEMA],
  },
  {
    title: "a file beside it by import.meta.url",
    files: {
      [SCHEMA]: limited(
        'import { readFileSync } from "node:fs";',
        'const max = Number(readFileSync(new URL("./max.txt", import.meta.url), "utf8"));',
      ),
      "src/max.txt": "5",
    },
    loaded: [SCHEMA],
  },
  {
    title: "a file beside it by import.meta.dirname",
    files: {
      [SCHEMA]: limited(
        'import { readFileSync } from "node:fs";',
        'const max = Number(readFileSync(`${import.meta.dirname}/max.txt`, "utf8"));',
      ),
      "src/max.txt": "5",
    },
    loaded: [SCHEMA],
  },
  {
    title: "a file beside it by __dirname",
    files: {
      [SCHEMA]: limited(
        'import { readFileSync } from "node:fs";',
        'const max = Number(readFileSync(`${__dirname}/max.txt`, "utf8"));',
      ),
      "src/max.txt": "5",
    },
    loaded: [SCHEMA],
  },
];

/** What is installed, and the packages of a monorepo. */
const packages: readonly Habit[] = [
  {
    title: "a CommonJS package that makes its exports as it runs",
    files: {
      [SCHEMA]: limited('import limits from "limits";', "const { max } = limits;"),
      "node_modules/limits/package.json": manifest({ name: "limits" }),
      "node_modules/limits/index.js": 'for (const name of ["max"]) module.exports[name] = 5;\n',
    },
    loaded: [SCHEMA],
  },
  {
    title: "a package that is ESM only",
    files: {
      [SCHEMA]: limited('import { max } from "limits";'),
      "node_modules/limits/package.json": manifest({
        name: "limits",
        type: "module",
        exports: { import: "./index.js" },
      }),
      "node_modules/limits/index.js": "export const max = 5;\n",
    },
    loaded: [SCHEMA],
  },
  {
    title: "a package of the workspace that exports TypeScript",
    files: {
      [SCHEMA]: schema('import { Text } from "@acme/contract";'),
      "packages/contract/package.json": manifest({
        name: "@acme/contract",
        type: "module",
        exports: "./src/index.ts",
      }),
      "packages/contract/src/index.ts": `import { z } from "zod";
import { Limit } from "./limit.js";
export const Text = z.string().max(Limit.Text);
`,
      "packages/contract/src/limit.ts": "export enum Limit { Text = 5 }\n",
    },
    links: { "node_modules/@acme/contract": "packages/contract" },
    loaded: ["packages/contract/src/index.ts", "packages/contract/src/limit.ts", SCHEMA],
  },
  {
    title: "a package of the workspace that exports JavaScript",
    files: {
      [SCHEMA]: schema('import { Text } from "@acme/contract";'),
      "packages/contract/package.json": manifest({
        name: "@acme/contract",
        type: "module",
        exports: "./dist/index.js",
      }),
      "packages/contract/dist/index.js": `import { z } from "zod";
import { max } from "./limit.js";
export const Text = z.string().max(max);
`,
      "packages/contract/dist/limit.js": "export const max = 5;\n",
    },
    links: { "node_modules/@acme/contract": "packages/contract" },
    loaded: ["packages/contract/dist/index.js", "packages/contract/dist/limit.js", SCHEMA],
  },
  {
    title: "the schema of another package",
    files: {
      [SCHEMA]: 'export { default } from "@acme/contract/schema";\n',
      "packages/contract/package.json": manifest({
        name: "@acme/contract",
        type: "module",
        exports: { "./schema": "./src/schema.ts" },
      }),
      "packages/contract/src/schema.ts": limited("const max = 5;"),
    },
    links: { "node_modules/@acme/contract": "packages/contract" },
    loaded: ["packages/contract/src/schema.ts", SCHEMA],
  },
  {
    title: "a configuration that leads to the schema, and its parts",
    files: {
      "wsgen.config.ts": `import { defineConfig } from "wsgen";
import { folder } from "./config/folder.js";
export default defineConfig({ schema: \`\${folder}/chat.ts\` });
`,
      "config/folder.ts": 'export const folder = "contract";\n',
      "contract/chat.ts": limited("const max = 5;"),
    },
    loaded: ["config/folder.ts", "contract/chat.ts", "wsgen.config.ts"],
  },
];

/** Other files than wsgen.schema.ts. */
const endings: readonly Habit[] = [
  ...["mts", "cts", "tsx"].map((ending) => {
    const path = `src/chat.${ending}`;
    const files = {
      [path]: schema(
        'import { Text } from "./text.js";',
        "const one = <T,>(value: T): T => value;",
      ),
      "src/text.ts": TEXT,
    };
    return { title: `a .${ending} file`, schema: path, files, loaded: [path, "src/text.ts"] };
  }),
  {
    title: "a JavaScript file and its parts",
    schema: "src/chat.js",
    only: "module",
    files: {
      "src/chat.js": schema('import { Text } from "./text.js";'),
      "src/text.js": schema(
        'import { z } from "zod";',
        'import { readLimit } from "./limit.cjs";',
        "export const Text = z.string().max(readLimit());",
      ),
      "src/limit.cjs": 'exports.readLimit = () => require("./limit.json").text;\n',
      "src/limit.json": '{ "text": 5 }\n',
    },
    loaded: ["src/chat.js", "src/limit.cjs", "src/limit.json", "src/text.js"],
  },
  {
    title: "an .mjs file with parts in TypeScript",
    schema: "src/chat.mjs",
    files: {
      "src/chat.mjs": schema('import { Text } from "./text.ts";'),
      "src/text.ts": TEXT,
    },
    loaded: ["src/chat.mjs", "src/text.ts"],
  },
];

/** Which zod. */
const zods: readonly Habit[] = [
  {
    title: "zod/mini",
    only: "module",
    files: {
      [SCHEMA]: schema(
        'import * as z from "zod/mini";',
        "const Text = z.string().check(z.maxLength(5));",
      ),
    },
    loaded: [SCHEMA],
  },
  {
    title: "zod/v4",
    only: "module",
    files: {
      [SCHEMA]: schema('import { z } from "zod/v4";', "const Text = z.string().max(5);"),
    },
    loaded: [SCHEMA],
  },
  {
    title: "zod 4 as zod 3.25 brings it",
    only: "module",
    links: { "node_modules/zod": "zod-3" },
    files: {
      [SCHEMA]: schema('import { z } from "zod/v4";', "const Text = z.string().max(5);"),
    },
    loaded: [SCHEMA],
  },
];

export const habits: readonly Habit[] = [...syntax, ...parts, ...packages, ...endings, ...zods];
