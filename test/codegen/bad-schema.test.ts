import { describe, expect, it } from "vitest";
import { diagnose, HEADER } from "./diagnose.js";

describe("a schema that does not load", () => {
  it.each([
    [
      "throws",
      `${HEADER}\nfunction fail() {\n  throw new Error("no config");\n}\nfail();`,
      ":5 WSG1003 importing it throws: no config",
    ],
    ["throws something that is no error", 'throw "text";', ":1 WSG1003 importing it throws: text"],
    [
      "does not parse",
      `${HEADER}export default defineSchema({ a: 1 +* 2 });`,
      ":3:37 WSG1002 the file does not parse: Unexpected token",
    ],
    [
      "calls process.exit",
      `${HEADER}\nprocess.exit(3);`,
      ":4 WSG1004 importing it ends the process (process.exit, code 3)",
    ],
    [
      "kills its process",
      'process.kill(process.pid, "SIGKILL");',
      ":1 WSG1004 importing it ended the process (SIGKILL)",
    ],
    [
      "has no default export",
      `${HEADER}export const schema = defineSchema({});`,
      ":1 WSG1005 the schema has no default export",
    ],
    [
      "exports a zod type",
      `${HEADER}export default z.object({});`,
      ":1 WSG1006 the default export is a zod type, not what defineSchema returned",
    ],
    [
      "exports a promise",
      `${HEADER}export default Promise.resolve(defineSchema({}));`,
      ":1 WSG1006 the default export is a promise, not what defineSchema returned",
    ],
    [
      "exports one endpoint",
      `${HEADER}export default endpoint({ mode: "accept", path: "/" });`,
      ":1 WSG1006 the default export is a single endpoint, not what defineSchema returned",
    ],
    [
      "imports a file that is not there",
      'import { a } from "./a.js";\nexport default a;',
      ":1 WSG1001 cannot find ./a.js",
    ],
    [
      "imports a package that is not installed",
      '\nimport a from "not-there";\nexport default a;',
      ":2 WSG1001 cannot find not-there",
    ],
    [
      "waits for what never happens",
      "await new Promise(() => {});\nexport default 1;",
      ":1 WSG1007 importing it waits for something that never happens",
    ],
  ])("is reported where it %s", async (_, schema, expected) => {
    expect(await diagnose(schema)).toEqual([`src/wsgen.schema.ts${expected}`]);
  });

  it("is given up after the timeout", async () => {
    expect(await diagnose("while (true) {}", { timeout: 8000 })).toEqual([
      "src/wsgen.schema.ts:1 WSG1007 importing it did not finish within 8 s",
    ]);
  });

  it("is reported when it is not there", async () => {
    expect(await diagnose("", { schema: "src/other.ts" })).toEqual([
      " WSG1001 there is no schema at src/other.ts",
    ]);
  });
});

it("reports everything that is wrong with a schema, in the order of the file", async () => {
  const schema = `${HEADER}
const Note = z.object({ text: z.string(), at: z.symbol() });
export default defineSchema({
  a: endpoint({ mode: "maybe", path: "/x", clientToServer: { messages: { note: Note, then: z.string() } } }),
  b: endpoint({ mode: "accept", path: "/x", clientToServer: z.string().nullable() }),
  listen: endpoint({ mode: "accept", path: "/listen?x" }),
  c: { mode: "accept", path: "/c" },
  d: endpoint({
    mode: "require",
    path: "/d/:id",
    params: z.object({ name: z.string() }),
    clientToServer: z.string(),
    serverToClient: { messages: {} },
  }),
  e: endpoint({
    mode: "require",
    path: "/e",
    serverToClient: {
      messages: { mail: z.object({ to: z.array(z.object({ address: z.file() })) }) },
      call: {},
    },
  }),
});
`;
  expect(await diagnose(schema)).toMatchInlineSnapshot(`
    [
      "src/wsgen.schema.ts:4:43 WSG1201 a.clientToServer.messages.note.at: z.symbol() cannot travel",
      "src/wsgen.schema.ts:6:17 WSG1101 a.mode is "maybe"",
      "src/wsgen.schema.ts:6:86 WSG1106 a.clientToServer.messages.then: the message name "then" means something to JavaScript itself",
      "src/wsgen.schema.ts:7:33 WSG1105 b and a (line 6) have the same path /x",
      "src/wsgen.schema.ts:7:45 WSG1108 b.clientToServer may be null, which is what reading a closed socket gives",
      "src/wsgen.schema.ts:8:3 WSG1106 the endpoint name "listen" is a member of the generated server or client",
      "src/wsgen.schema.ts:8:38 WSG1103 listen: the path "/listen?x" has a query or a fragment; declare query instead",
      "src/wsgen.schema.ts:9:3 WSG1101 schema.c is not an endpoint",
      "src/wsgen.schema.ts:12:5 WSG1104 d: the path has ":id", but params has no "id"",
      "src/wsgen.schema.ts:13:24 WSG1104 d: params has "name", but the path has no ":name"",
      "src/wsgen.schema.ts:15:5 WSG1108 d is raw in one direction and has messages or calls in the other",
      "src/wsgen.schema.ts:21:59 WSG1201 e.serverToClient.messages.mail.to[].address: z.file() cannot travel",
      "src/wsgen.schema.ts:22:7 WSG1102 e.serverToClient.call: unknown key",
    ]
  `);
});

it("reports everything that is wrong with calls and with the options of messages", async () => {
  const schema = `${HEADER.replace("endpoint }", "endpoint, message }")}
const history = { input: z.object({ before: z.symbol() }), efect: "safe", effect: "sometimes" };
const Cursor = z.object({ user: z.string(), at: z.string().optional(), key: z.symbol() });
export default defineSchema({
  a: endpoint({
    mode: "require",
    path: "/a",
    clientToServer: {
      messages: {
        say: message(z.string(), { delivery: "fast" }),
        cursor: message(z.object({ user: z.string() }), { delivery: "latest", key: "usr" }),
        typing: message(z.boolean(), { delivery: "volatile", key: "user" }),
        newest: message(z.object({ user: z.string() }), {
          delivery: "latest",
        }),
        Cursor: message(Cursor, { delivery: "latest", key: "at" }),
      },
      calls: {
        history,
        say: {},
        "two words": {},
        list: z.array(z.string()),
        upload: { uploads: "bytes", items: { text: z.string() } },
        clear: { errors: { "": z.null(), constructor: z.null(), FULL: 1 } },
        stop: { errors: z.object({}) },
      },
    },
    serverToClient: { calls: [] },
  }),
  b: endpoint({ mode: "require", path: "/b", clientToServer: {}, serverToClient: message(z.string()) }),
  c: endpoint({
    mode: "require",
    path: "/c",
    clientToServer: z.string(),
    serverToClient: { calls: { ask: {} } },
  }),
});
`;
  expect(await diagnose(schema)).toMatchInlineSnapshot(`
    [
      "src/wsgen.schema.ts:4:37 WSG1201 a.clientToServer.calls.history.input.before: z.symbol() cannot travel",
      "src/wsgen.schema.ts:4:60 WSG1102 a.clientToServer.calls.history.efect: unknown key",
      "src/wsgen.schema.ts:4:75 WSG1101 a.clientToServer.calls.history.effect is "sometimes"",
      "src/wsgen.schema.ts:5:72 WSG1201 a.clientToServer.messages.Cursor.key: z.symbol() cannot travel",
      "src/wsgen.schema.ts:12:36 WSG1109 a.clientToServer.messages.say: delivery is "fast"",
      "src/wsgen.schema.ts:13:79 WSG1109 a.clientToServer.messages.cursor is to be delivered as the latest, but it has no property "usr"",
      "src/wsgen.schema.ts:14:62 WSG1109 a.clientToServer.messages.typing has a key, but its delivery is not "latest"",
      "src/wsgen.schema.ts:16:11 WSG1109 a.clientToServer.messages.newest is to be delivered as the latest, but has no key",
      "src/wsgen.schema.ts:22:9 WSG1107 a.clientToServer.calls.say has the name of a message, a.clientToServer.messages.say",
      "src/wsgen.schema.ts:23:9 WSG1106 a.clientToServer.calls.two words: the call name "two words" has white space or control characters",
      "src/wsgen.schema.ts:24:9 WSG1101 a.clientToServer.calls.list is a zod type, not a call",
      "src/wsgen.schema.ts:25:19 WSG1101 a.clientToServer.calls.upload.uploads is not a zod type",
      "src/wsgen.schema.ts:25:37 WSG1101 a.clientToServer.calls.upload.items is not a zod type",
      "src/wsgen.schema.ts:26:28 WSG1106 a.clientToServer.calls.clear.errors.: the error name "" is empty",
      "src/wsgen.schema.ts:26:42 WSG1106 a.clientToServer.calls.clear.errors.constructor: the error name "constructor" means something to JavaScript itself",
      "src/wsgen.schema.ts:26:65 WSG1101 a.clientToServer.calls.clear.errors.FULL is not a zod type",
      "src/wsgen.schema.ts:27:17 WSG1101 a.clientToServer.calls.stop.errors is not an object of zod types",
      "src/wsgen.schema.ts:30:23 WSG1101 a.serverToClient.calls is not an object of calls",
      "src/wsgen.schema.ts:32:46 WSG1101 b.clientToServer has neither messages nor calls",
      "src/wsgen.schema.ts:32:66 WSG1101 b.serverToClient is not a direction",
      "src/wsgen.schema.ts:37:5 WSG1108 c is raw in one direction and has messages or calls in the other",
    ]
  `);
});

it("finds keys that every object has, too", async () => {
  const schema = `${HEADER}
export default defineSchema({
  a: endpoint({
    mode: "require",
    path: "/a",
    clientToServer: {
      messages: { m: z.object({ constructor: z.symbol(), toString: z.file(), "valueOf": z.symbol() }) },
    },
  }),
});
`;
  expect(await diagnose(schema)).toMatchInlineSnapshot(`
    [
      "src/wsgen.schema.ts:9:33 WSG1201 a.clientToServer.messages.m.constructor: z.symbol() cannot travel",
      "src/wsgen.schema.ts:9:58 WSG1201 a.clientToServer.messages.m.toString: z.file() cannot travel",
      "src/wsgen.schema.ts:9:78 WSG1201 a.clientToServer.messages.m.valueOf: z.symbol() cannot travel",
    ]
  `);
});

it("wants at least one endpoint", async () => {
  expect(await diagnose(`${HEADER}export default defineSchema({});`)).toEqual([
    "src/wsgen.schema.ts:1 WSG1006 the schema has no endpoints",
  ]);
});
