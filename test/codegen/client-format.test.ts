import { execFile, execFileSync } from "node:child_process";
import { appendFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createJiti } from "jiti";
import { describe, expect, it } from "vitest";
import { check, generate, type PlannedFile } from "wsgen";
import type { EndpointServer } from "@wsgen/runtime";
import { installBuiltClient } from "../support/built-packages.js";
import { started } from "../support/started-server.js";
import { compile, compilers, resolutions } from "./compiler.js";
import { HEADER } from "./diagnose.js";
import { goldenCases, readTree } from "./golden-cases.js";
import { wsgen } from "./run-wsgen.js";
import { temporaryProject, writeFiles } from "./temporary-project.js";

const TSC = fileURLToPath(new URL("../../node_modules/typescript-6/bin/tsc", import.meta.url));

const SCHEMA = `${HEADER}export default defineSchema({
  chat: endpoint({
    mode: "require",
    path: "/chat",
    clientToServer: { calls: { history: { input: z.int(), output: z.date() } } },
    serverToClient: { messages: { said: z.object({ text: z.string() }) } },
  }),
});
`;

const JAVASCRIPT = ["client.js", "client.d.ts", "client-validators.js", "client-validators.d.ts"];
const MAPS = ["client.d.ts.map", "client-validators.d.ts.map"];
const TYPESCRIPT = ["client.ts", "client-validators.ts"];
const SERVER = ["server.ts", "server-validators.ts"];

function config(client: object): Record<string, string> {
  return { "wsgen.config.ts": `export default { client: ${JSON.stringify(client)} };\n` };
}

async function projectWith(client: object): Promise<string> {
  const cwd = temporaryProject({ "src/wsgen.schema.ts": SCHEMA, ...config(client) });
  await generate({ cwd });
  return cwd;
}

/** The files in a folder, sorted. */
function filesIn(cwd: string, folder: string): string[] {
  const paths = Object.keys(readTree(join(cwd, "src")));
  const start = `${folder}/`;
  return paths
    .filter((path) => path.startsWith(start))
    .map((path) => path.slice(start.length))
    .toSorted();
}

/** What a run does, but for what stays as it is: `removed generated/client.ts`. */
function changes(cwd: string, files: readonly PlannedFile[]): string[] {
  return files
    .filter(({ action }) => action !== "unchanged")
    .map(({ action, path }) => `${action} ${path.slice(join(cwd, "src/").length)}`)
    .toSorted();
}

describe("the client in JavaScript", () => {
  it("shares the server's types in one folder, and has its own in another", async () => {
    const shared = await projectWith({ format: "js" });
    expect(filesIn(shared, "generated")).toEqual(
      [...JAVASCRIPT, ...MAPS, ...SERVER, "types.ts"].toSorted(),
    );
    const apart = await projectWith({ format: "js", outDir: "src/web" });
    expect(filesIn(apart, "generated")).toEqual([...SERVER, "types.ts"].toSorted());
    expect(filesIn(apart, "web")).toEqual(
      [...JAVASCRIPT, ...MAPS, "types.d.ts", "types.d.ts.map"].toSorted(),
    );
  });

  it("changes only in its maps when the schema's lines move", async () => {
    const cwd = await projectWith({ format: "js", outDir: "src/web" });
    writeFiles(cwd, { "src/wsgen.schema.ts": `// A line.\n${SCHEMA}` });
    const { files } = await generate({ cwd });
    const maps = [...MAPS, "types.d.ts.map"].map((name) => `updated web/${name}`);
    expect(changes(cwd, files)).toEqual(maps.toSorted());
  });

  it("keeps a map that somebody has laid out in another way", async () => {
    const cwd = await projectWith({ format: "js" });
    const map = join(cwd, "src/generated/client.d.ts.map");
    const laidOut = JSON.stringify(JSON.parse(readFileSync(map, "utf8")), null, 2);
    writeFiles(cwd, { "src/generated/client.d.ts.map": laidOut });
    expect(await check({ cwd })).toEqual([]);
  });

  it("is held to the schema by wsgen check", async () => {
    const cwd = await projectWith({ format: "js" });
    rmSync(join(cwd, "src/generated/client.d.ts.map"));
    appendFileSync(join(cwd, "src/generated/client.js"), "// mine\n");
    writeFiles(cwd, { "src/generated/client-validators.d.ts.map": "{}\n" });
    const found = await check({ cwd });
    expect(found.map(({ code, file = "" }) => `${code} ${file.split("/").pop() ?? ""}`)).toEqual([
      "WSG2001 client-validators.d.ts.map",
      "WSG2002 client.d.ts.map",
      "WSG2003 client.js",
    ]);
  });
});

describe("another format", () => {
  const others = (folder: string): string[] =>
    [...JAVASCRIPT, ...MAPS].map((name) => `${folder}/${name}`);

  it.each([
    ["ts", "js"],
    ["js", "ts"],
  ])("removes the files of the one before: from %s to %s", async (from, to) => {
    const cwd = await projectWith({ format: from });
    writeFiles(cwd, config({ format: to }));
    const [gone, made] = [TYPESCRIPT.map((name) => `generated/${name}`), others("generated")];
    const [removed, created] = to === "js" ? [gone, made] : [made, gone];
    const expected = [
      ...created.map((path) => `created ${path}`),
      ...removed.map((path) => `removed ${path}`),
    ].toSorted();
    const before = readTree(cwd);
    expect(changes(cwd, (await generate({ cwd, dryRun: true })).files)).toEqual(expected);
    expect(readTree(cwd)).toEqual(before);
    const left = (await check({ cwd })).filter(({ code }) => code === "WSG2004");
    expect(left).toHaveLength(removed.length);
    expect(changes(cwd, (await generate({ cwd })).files)).toEqual(expected);
    expect(await check({ cwd })).toEqual([]);
    expect(changes(cwd, (await generate({ cwd })).files)).toEqual([]);
  });

  it("removes types of the client's own, and not those that the server has too", async () => {
    const cwd = await projectWith({ format: "js", outDir: "src/web" });
    writeFiles(cwd, config({ outDir: "src/web" }));
    const { files } = await generate({ cwd });
    expect(changes(cwd, files)).toContain("removed web/types.d.ts.map");
    expect(filesIn(cwd, "web")).toEqual([...TYPESCRIPT, "types.ts"].toSorted());
    writeFiles(cwd, config({ format: "js" }));
    expect(changes(cwd, (await generate({ cwd })).files).join()).not.toContain("types");
  });

  it("removes what git has checked out with other line ends", async () => {
    const cwd = await projectWith({});
    const client = readFileSync(join(cwd, "src/generated/client.ts"), "utf8");
    writeFiles(cwd, { "src/generated/client.ts": client.replaceAll("\n", "\r\n") });
    writeFiles(cwd, config({ format: "js" }));
    expect(changes(cwd, (await generate({ cwd })).files)).toContain("removed generated/client.ts");
  });

  it.each([
    ["ts", "js", "client.ts"],
    ["js", "ts", "client.js"],
    ["js", "ts", "client.d.ts"],
  ])("writes nothing over %s to %s if %s was edited", async (from, to, file) => {
    const cwd = await projectWith({ format: from });
    appendFileSync(join(cwd, "src/generated", file), "// mine\n");
    writeFiles(cwd, config({ format: to }));
    const before = readTree(cwd);
    const { code, err } = await wsgen(["generate"], cwd);
    expect(code).toBe(2);
    expect(err).toContain("WSG1307");
    expect(err).toContain(`src/generated/${file} was changed by hand`);
    expect(readTree(cwd)).toEqual(before);
  });

  it("leaves alone what a compiler has made of TypeScript in the same folder", async () => {
    const cwd = await projectWith({});
    const args = ["--target", "ES2022", "--module", "NodeNext", "--declaration", "--skipLibCheck"];
    const lib = ["--lib", "ES2023,DOM,DOM.AsyncIterable", "--types", "node"];
    const client = "src/generated/client.ts";
    const out = ["--rootDir", "src/generated", "--outDir", "src/generated"];
    execFileSync(process.execPath, [TSC, ...args, ...lib, ...out, client], { cwd });
    expect(filesIn(cwd, "generated")).toEqual(expect.arrayContaining(["client.js", "client.d.ts"]));
    expect(changes(cwd, (await generate({ cwd })).files)).toEqual([]);
  });
});

const PAGE = `import { createClient } from "./generated/client.js";

export async function use(): Promise<string> {
  const chat = createClient("ws://x").chat({ params: { room: "a" } });
  chat.on("said", ({ at, text }) => [at.getTime(), text.length]);
  chat.handle("confirm", ({ question }) => question.length > 0);
  const lines = await chat.calls.history({ limit: 2 });
  // @ts-expect-error it is a number
  void chat.calls.history({ limit: "2" });
  // @ts-expect-error there is no such message
  void chat.send("sai", { text: "" });
  for await (const users of chat.calls["who-is-there"]()) void users.join();
  return lines.map(({ from }) => from).join();
}
`;

const GOLDEN = goldenCases.find(({ name }) => name === "js-client");

describe.each(compilers)("declarations under the strictest flags of %s", (compiler) => {
  it.each(resolutions)("compile, and type a page, with moduleResolution %s", async (resolution) => {
    const folder = temporaryProject({ ...GOLDEN?.files, "web/page.ts": PAGE });
    const include = ["web/**/*.ts"];
    const options = { folder, side: "client", include, compiler, resolution } as const;
    expect(await compile({ ...options, checksDeclarations: true })).toEqual([]);
  });
});

it("runs in Node as it is", async () => {
  const cwd = temporaryProject({ ...GOLDEN?.files, "web/run.js": PROGRAM });
  installBuiltClient(join(cwd, "web"));
  const server = await started(await createServer(cwd));
  const run = promisify(execFile)(process.execPath, ["web/run.js", server.url], { cwd });
  const { stderr, stdout } = await run;
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual({
    echoed: "hi",
    lines: [{ from: "a", text: "x", at: "2026-01-02T03:04:05.000Z" }],
    isDate: true,
    confirmed: true,
    refused: "ValidationError",
    users: [["a"], ["a", "b"]],
  });
});

const PROGRAM = `import { WebSocket } from "ws";
import { createClient } from "./generated/client.js";

const client = createClient(process.argv[2], { WebSocket });
const echo = client.echo();
await echo.send("hi");
const echoed = await echo.wait();
await echo.close();

const chat = client.chat({ params: { room: "main" } });
chat.handle("confirm", ({ question }) => question === "Sure?");
const lines = await chat.calls.history({ limit: 1 });
const refused = await chat.calls.history({ limit: 1000 }).catch((error) => error.name);
const users = [];
for await (const names of chat.calls["who-is-there"]()) users.push(names);
await chat.send("say", { text: "now" });
const { data } = await chat.wait();
const isDate = lines[0].at instanceof Date;
await chat.close();
console.log(JSON.stringify({ echoed, lines, isDate, confirmed: data.text === "true", refused, users }));
`;

/** The generated server, with handlers that answer `PROGRAM`. */
async function createServer(cwd: string): Promise<EndpointServer> {
  writeFiles(cwd, {
    "src/server.ts": `import { createServer } from "./generated/server.js";

const at = new Date("2026-01-02T03:04:05Z");

export const server = createServer({
  echo: {
    http: () => new Response(),
    async websocket(socket) {
      for await (const message of socket) await socket.send(message);
    },
  },
  chat: {
    async websocket(socket) {
      for await (const _message of socket) {
        const sure = await socket.calls.confirm({ question: "Sure?" });
        await socket.send("said", { from: "server", text: String(sure), at });
      }
    },
    calls: {
      history: () => [{ from: "a", text: "x", at }],
      async *"who-is-there"() {
        yield ["a"];
        yield ["a", "b"];
      },
    },
  },
  board: { websocket: () => undefined, calls: { upload: () => 0 } },
});
`,
  });
  const jiti = createJiti(import.meta.url, { interopDefault: false, fsCache: false });
  const loaded = await jiti.import<{ server: EndpointServer }>(join(cwd, "src/server.ts"));
  return loaded.server;
}
