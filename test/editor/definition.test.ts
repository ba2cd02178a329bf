import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { resolutions, type Resolution } from "../codegen/compiler.js";
import { writeFiles } from "../codegen/temporary-project.js";
import { layouts, PAGE, tsconfig, type EditorProject } from "./editor-projects.js";
import { languageServers, type LanguageServer } from "./language-servers.js";

/** What is pointed at in the page: the last word of a text that stands in it once. */
const CALLS = {
  endpoint: "client.chat",
  "endpoint of another file": "client.board",
  type: "chat: ChatClient",
  call: "chat.calls.history",
  "call with a quoted name": 'chat.calls["who-is-there',
  "call of another file": "board.calls.upload",
  "handler of a call": "chat.handle",
};

const PAYLOADS = {
  input: "history({ limit",
  "message as an object": "chat.send({ type",
  "property that was left in": 'chat.send("say", { text',
  "property of a shared type": 'chat.on("said", ({ text',
  "property in a spread": 'chat.on("joined", ({ user',
  "property of a constant": 'board.send("pointer", { x',
  "input of the server's call": 'chat.handle("confirm", ({ question',
};

const NAMES = { "name of what is sent": 'chat.send("say', "name of what arrives": 'chat.on("said' };

/** Where all of these lead: to `file:line:column`, of the first that is told. */
async function ask<Key extends string>(
  server: LanguageServer,
  { folder, page }: EditorProject,
  wanted: Readonly<Record<Key, string>>,
): Promise<Record<string, string | undefined>> {
  const answers: Record<string, string | undefined> = {};
  for (const [what, text] of Object.entries<string>(wanted)) {
    const { line, column } = placeIn(PAGE, text);
    const word = /[\w-]+$/.exec(text)?.index ?? 0;
    const at = { file: join(folder, page), line, column: column + word };
    const [first] = await server.definition(at);
    answers[what] =
      first &&
      `${relative(folder, first.file)}:${first.line}:${first.column}`.replaceAll("\\", "/");
  }
  return answers;
}

/** `file:line:column` of the last word of a text that stands in the file. */
function at({ folder }: EditorProject, file: string, text: string): string {
  const { line, column } = placeIn(readFileSync(join(folder, file), "utf8"), text);
  return `${file}:${line}:${column + text.search(/[^\s{(,:]+$/)}`;
}

function placeIn(source: string, text: string): { line: number; column: number } {
  const index = source.indexOf(text);
  if (index === -1) throw new Error(`it has no ${text}`);
  const before = source.slice(0, index).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function opened(open: () => LanguageServer): LanguageServer {
  const server = open();
  onTestFinished(() => server.close());
  return server;
}

/** Where the schema declares what `CALLS` point at. */
function calls(project: EditorProject): Record<keyof typeof CALLS, string> {
  const { board, schema } = project;
  return {
    endpoint: at(project, schema, "chat"),
    "endpoint of another file": at(project, board, "const board"),
    type: at(project, schema, "chat"),
    call: at(project, schema, "history"),
    "call with a quoted name": at(project, schema, '"who-is-there"'),
    "call of another file": at(project, board, "upload"),
    "handler of a call": at(project, schema, "confirm"),
  };
}

/** The same for `PAYLOADS`. */
function payloads(project: EditorProject): Record<keyof typeof PAYLOADS, string> {
  const { board, line, schema } = project;
  return {
    input: at(project, schema, "limit"),
    "message as an object": at(project, schema, "say"),
    "property that was left in": at(project, line, "text"),
    "property of a shared type": at(project, line, "text"),
    "property in a spread": at(project, line, "joined: z.object({ user"),
    "property of a constant": at(project, board, "const Point = z.object({ x"),
    "input of the server's call": at(project, schema, "question"),
  };
}

const OWN_TYPES = ["the client in a folder of its own", "the client in another package"];

const projects = new Map<string, EditorProject>();

beforeAll(async () => {
  for (const [layout, create] of Object.entries(layouts)) projects.set(layout, await create("js"));
  projects.set("TypeScript", await layouts["the client in a folder of its own"]("ts"));
});
afterAll(() => projects.forEach(({ remove }) => remove()));

/** A project, with how its page is compiled. */
function projectOf(layout: string, resolution: Resolution = "nodenext"): EditorProject {
  const project = projects.get(layout);
  if (project === undefined) throw new Error(`no project: ${layout}`);
  const folder = join(project.folder, dirname(project.page));
  writeFiles(folder, { "tsconfig.json": tsconfig(resolution) });
  return project;
}

describe.each(Object.entries(languageServers))("go to definition in %s", (_version, open) => {
  describe.each(resolutions)("with moduleResolution %s", (resolution) => {
    it.each(OWN_TYPES)("leads to the schema: %s", async (layout) => {
      const project = projectOf(layout, resolution);
      const found = await ask(opened(open), project, { ...CALLS, ...PAYLOADS });
      expect(found).toEqual({ ...calls(project), ...payloads(project) });
    });

    // Types that the server has too are TypeScript, which has no maps.
    it("leads to the schema but for payloads: the client beside the server", async () => {
      const project = projectOf("the client beside the server", resolution);
      const server = opened(open);
      expect(await ask(server, project, CALLS)).toEqual(calls(project));
      for (const place of Object.values(await ask(server, project, PAYLOADS)))
        expect(place).toMatch(/^src\/generated\/types\.ts:/);
    });
  });

  it("offers as a second place how a call is made", async () => {
    const project = projectOf("the client in a folder of its own");
    const { column, line } = placeIn(PAGE, "history");
    const file = join(project.folder, project.page);
    const [, second, ...others] = await opened(open).definition({ file, line, column });
    expect(second?.file).toMatch(/\/rpc\/call-shapes\.ts$/);
    expect(others).toEqual([]);
  });

  // A string is no name to a language server, even where only some strings fit.
  it("leads nowhere from the name of a message in a string", async () => {
    const project = projectOf("the client in a folder of its own");
    const found = await ask(opened(open), project, NAMES);
    expect(Object.values(found)).toEqual([undefined, undefined]);
  });

  it("leads to the generated files where they are TypeScript", async () => {
    const project = projectOf("TypeScript");
    const found = await ask(opened(open), project, { ...CALLS, ...PAYLOADS });
    for (const place of Object.values(found))
      expect(place).toMatch(/^web\/generated\/(?:client|types)\.ts:/);
    expect(found["call"]).toBe(at(project, "web/generated/client.ts", "    history"));
  });
});
