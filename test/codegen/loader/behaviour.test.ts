import { describe, expect, it } from "vitest";
import { diagnose, diagnoseProject, HEADER } from "../diagnose.js";
import { wsgen } from "../run-wsgen.js";
import { fixtureProject, loaded } from "./fixture-project.js";

const ECHO = `export default defineSchema({
  echo: endpoint({ mode: "accept", path: "/echo", clientToServer: z.string() }),
});
`;

function project(code: string): string {
  return fixtureProject({
    "package.json": '{ "type": "module" }\n',
    "src/wsgen.schema.ts": `${HEADER}${code}\n${ECHO}`,
  });
}

describe("a schema that", () => {
  it.each([
    ["keeps a timer", "setInterval(() => {}, 1000);"],
    [
      "keeps a server and a socket to it open",
      `import { connect, createServer } from "node:net";
await new Promise<void>((done) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    connect((server.address() as any).port).once("connect", done);
  });
});`,
    ],
    [
      "keeps a thread running",
      `import { Worker } from "node:worker_threads";
new Worker("setInterval(() => {}, 1000)", { eval: true });`,
    ],
    ["is interested in signals", 'process.on("SIGTERM", () => {});'],
    [
      "rejects when it has long been read",
      'setTimeout(() => Promise.reject(new Error("late")), 60_000);',
    ],
    ["changes the folder it runs in", 'process.chdir("/");'],
    ["changes what the process is called and says", 'process.title = "x"; process.exitCode = 7;'],
  ])("%s is loaded", async (_, code) => {
    expect((await loaded({ cwd: project(code) })).files).toEqual(["src/wsgen.schema.ts"]);
  });

  it("prints ten megabytes is loaded, and none of them are in the output", async () => {
    const line = 'console.log("x".repeat(1000));';
    const cwd = project(`for (let i = 0; i < 10_000; i++) ${line}`);
    const { code, err, out } = await wsgen(["generate"], cwd);
    expect(code).toBe(0);
    expect(err).toContain("xxx");
    expect(out).toMatch(/^created .*\n(?:.*\n)*\d+ created, 0 updated/);
    expect(out).not.toContain("xxx");
  });
});

describe("a schema is reported with its place where it", () => {
  it.each([
    ["throws nothing", "throw undefined;", ":1 WSG1003 importing it throws: undefined"],
    ["throws an object", "throw { code: 1 };", ":1 WSG1003 importing it throws: { code: 1 }"],
    [
      "rejects without being asked",
      `${HEADER}Promise.reject(new Error("of itself"));\nawait new Promise((done) => setTimeout(done, 200));\n${ECHO}`,
      ":3 WSG1003 importing it throws: of itself",
    ],
    [
      "throws in a timer",
      `${HEADER}await new Promise(() => setTimeout(() => { throw new Error("in a timer"); }, 1));\n${ECHO}`,
      ":3 WSG1003 importing it throws: in a timer",
    ],
    [
      "exports a class",
      "export default class Schema {}",
      ":1 WSG1006 the default export is a function, not what defineSchema returned",
    ],
    [
      "exports a function that makes it",
      `${HEADER}export default () => defineSchema({});`,
      ":1 WSG1006 the default export is a function, not what defineSchema returned",
    ],
    [
      "exports what CommonJS has",
      `${HEADER}module.exports = defineSchema({});`,
      ":1 WSG1005 the schema has no default export",
    ],
    ["exports nothing", "export {};", ":1 WSG1005 the schema has no default export"],
    ["is empty", "", ":1 WSG1005 the schema has no default export"],
    [
      "asks Node for what is not there",
      `${HEADER}import { createRequire } from "node:module";\ncreateRequire(import.meta.url)("./gone.cjs");\n${ECHO}`,
      ":4 WSG1001 cannot find ./gone.cjs",
    ],
    ["aborts", "process.abort();", ":1 WSG1004 importing it ended the process (SIGABRT)"],
    [
      "leaves by itself, without a word",
      "process.reallyExit(0);",
      ":1 WSG1007 importing it waits for something that never happens",
    ],
  ])("%s", async (_, schema, expected) => {
    expect(await diagnose(schema)).toEqual([`src/wsgen.schema.ts${expected}`]);
  });

  it("is made of zod 3", async () => {
    const cwd = fixtureProject(
      {
        "package.json": '{ "type": "module" }\n',
        "src/wsgen.schema.ts": `${HEADER}export default defineSchema({
  a: endpoint({ mode: "accept", path: "/a", clientToServer: z.string() }),
  b: endpoint({
    mode: "accept",
    path: "/b/:id",
    params: z.object({ id: z.string() }),
    clientToServer: { messages: { say: z.object({}) }, calls: { ask: { output: z.string() } } },
  }),
});
`,
      },
      { "node_modules/zod": "zod-3" },
    );
    expect(await diagnoseProject({ cwd })).toMatchInlineSnapshot(`
      [
        "src/wsgen.schema.ts:4:45 WSG1204 a.clientToServer is a zod 3 type; wsgen reads zod 4",
        "src/wsgen.schema.ts:8:5 WSG1204 b.params is a zod 3 type; wsgen reads zod 4",
        "src/wsgen.schema.ts:9:35 WSG1204 b.clientToServer.messages.say is a zod 3 type; wsgen reads zod 4",
        "src/wsgen.schema.ts:9:72 WSG1204 b.clientToServer.calls.ask.output is a zod 3 type; wsgen reads zod 4",
      ]
    `);
  });
});
