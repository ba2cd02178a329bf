import { mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { generate } from "wsgen";
import { goldenCases } from "../codegen/golden-cases.js";
import { createProject, writeFiles } from "../codegen/temporary-project.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A page that uses the client, beside the folder `generated`. */
export const PAGE = `import { createClient, type ChatClient } from "./generated/client.js";

const client = createClient("wss://example.com");
export const chat: ChatClient = client.chat({ params: { room: "main" } });
export const board = client.board({ params: { board: "a" } });

void chat.calls.history({ limit: 10 });
export const presence = chat.calls["who-is-there"];
void board.calls.upload({ name: "a.png" });
void chat.send("say", { text: "hi" });
void chat.send({ type: "say", data: { text: "hi" } });
void board.send("pointer", { x: 1 });
chat.on("said", ({ text }) => text);
chat.on("joined", ({ user }) => user);
chat.handle("confirm", ({ question }) => question !== "");
`;

/** A project as editors see it. */
export interface EditorProject {
  readonly folder: string;
  /** Paths of what a test talks about, in the folder. */
  readonly page: string;
  readonly schema: string;
  readonly line: string;
  readonly board: string;
  readonly generated: string;
  readonly remove: () => void;
}

export const layouts = {
  "the client in a folder of its own": (format: string) =>
    singlePackage({ format, outDir: "web/generated" }, "web"),
  "the client beside the server": (format: string) => singlePackage({ format }, "src"),
  "the client in another package": (format: string) => workspace(format),
} as const satisfies Record<string, (format: string) => Promise<EditorProject>>;

const SOURCES = goldenCases.find(({ name }) => name === "js-client")?.written ?? {};

async function singlePackage(client: object, page: string): Promise<EditorProject> {
  const { folder, remove } = createProject({
    ...SOURCES,
    "wsgen.config.ts": configText({ client }),
    [`${page}/page.ts`]: PAGE,
  });
  await generate({ cwd: folder });
  const schema = "src/wsgen.schema.ts";
  const [line, board] = ["contract/line.ts", "contract/board.ts"];
  return {
    folder,
    page: `${page}/page.ts`,
    schema,
    line,
    board,
    generated: `${page}/generated`,
    remove,
  };
}

/** As pnpm lays it out: each package has links to what it depends on, and to nothing else. */
async function workspace(format: string): Promise<EditorProject> {
  const { folder, remove } = createProject();
  const text = (path: string): string => SOURCES[path] ?? "";
  const api = text("src/wsgen.schema.ts").replaceAll(
    /"\.\.\/contract\/(\w+)\.js"/g,
    '"@acme/contract/$1"',
  );
  writeFiles(folder, {
    "packages/contract/package.json": JSON.stringify({
      name: "@acme/contract",
      type: "module",
      exports: { "./*": "./src/*.ts" },
    }),
    "packages/contract/src/line.ts": text("contract/line.ts"),
    "packages/contract/src/board.ts": text("contract/board.ts"),
    "packages/api/package.json": '{ "name": "@acme/api", "type": "module" }',
    "packages/api/src/wsgen.schema.ts": api,
    "packages/api/wsgen.config.ts": configText({
      client: { format, outDir: "../web/src/generated" },
    }),
    "packages/web/package.json": '{ "name": "@acme/web", "type": "module" }',
    "packages/web/src/page.ts": PAGE,
  });
  link(folder, "packages/contract", ["wsgen", "zod"]);
  link(folder, "packages/api", ["wsgen", "zod", "@wsgen/runtime"]);
  link(folder, "packages/web", ["@wsgen/client"]);
  const contract = join(folder, "packages/api/node_modules/@acme/contract");
  mkdirSync(dirname(contract), { recursive: true });
  symlinkSync(join(folder, "packages/contract"), contract);
  await generate({ cwd: join(folder, "packages/api") });
  return {
    folder,
    page: "packages/web/src/page.ts",
    schema: "packages/api/src/wsgen.schema.ts",
    line: "packages/contract/src/line.ts",
    board: "packages/contract/src/board.ts",
    generated: "packages/web/src/generated",
    remove,
  };
}

function configText(config: object): string {
  return `export default ${JSON.stringify(config)};\n`;
}

function link(folder: string, name: string, packages: readonly string[]): void {
  for (const dependency of packages) {
    const path = join(folder, name, "node_modules", dependency);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(realpathSync(join(ROOT, "node_modules", dependency)), path);
  }
}

/** What the page's project says to the compiler. */
export function tsconfig(resolution: "nodenext" | "bundler"): string {
  const module = resolution === "nodenext" ? "NodeNext" : "ESNext";
  const compilerOptions = {
    target: "ES2022",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module,
    moduleResolution: resolution,
    lib: ["ES2023", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
    types: [],
  };
  return JSON.stringify({ compilerOptions, include: ["."] });
}
