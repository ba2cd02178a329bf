import { readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generate } from "wsgen";
import { HEADER } from "./diagnose.js";
import { wsgen } from "./run-wsgen.js";
import { temporaryProject } from "./temporary-project.js";

const SCHEMA = `${HEADER.replace("endpoint }", "endpoint, message }")}
const Message = z.object({ from: z.string(), at: z.date() }).meta({ id: "Message" });
export default defineSchema({
  echo: endpoint({ mode: "accept", path: "/echo", clientToServer: z.string() }),
  chat: endpoint({
    mode: "require",
    path: "/rooms/:room",
    params: z.object({ room: z.string() }),
    query: z.object({ lang: z.enum(["en", "zh"]).optional() }),
    clientToServer: {
      messages: { say: z.object({ text: z.string().default("") }) },
      calls: {
        history: {
          input: z.object({ limit: z.int() }),
          output: z.array(Message),
          errors: { NOT_A_MEMBER: z.object({ room: z.string() }) },
          effect: "safe",
        },
      },
    },
    serverToClient: {
      messages: { cursor: message(z.object({ user: z.string() }), { delivery: "latest", key: "user" }) },
    },
  }),
});
`;

interface Lock {
  readonly endpoints: { readonly chat: { readonly contract: object; readonly hash: string } };
}

async function project(): Promise<string> {
  const cwd = temporaryProject({ "src/wsgen.schema.ts": SCHEMA });
  await generate({ cwd });
  return cwd;
}

describe("wsgen list", () => {
  it("lists the endpoints, aligned", async () => {
    const cwd = await project();
    rmSync(join(cwd, "src/handlers/echo.ts"));
    renameSync(join(cwd, "src/handlers/chat.ts"), join(cwd, "src/rooms.ts"));
    expect(await wsgen(["list"], cwd)).toEqual({
      code: 0,
      out: [
        "endpoint  mode     path          to server          to client  handler       schema",
        "echo      accept   /echo         raw text           nothing    missing       src/wsgen.schema.ts:6",
        "chat      require  /rooms/:room  1 message, 1 call  1 message  src/rooms.ts  src/wsgen.schema.ts:7",
        "",
      ].join("\n"),
      err: "",
    });
  });

  it("prints one JSON document with --json", async () => {
    const { code, out } = await wsgen(["list", "--json"], await project());
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      endpoints: [
        {
          name: "echo",
          mode: "accept",
          path: "/echo",
          clientToServer: { kind: "raw", encoding: "text" },
          serverToClient: { kind: "raw", encoding: null },
          schema: { file: "src/wsgen.schema.ts", line: 6 },
          handler: "src/handlers/echo.ts",
        },
        expect.objectContaining({
          name: "chat",
          clientToServer: { kind: "messages", messages: 1, calls: 1 },
        }),
      ],
    });
  });
});

describe("wsgen inspect", () => {
  it("tells all about an endpoint", async () => {
    const { code, out } = await wsgen(["inspect", "chat"], await project());
    expect(code).toBe(0);
    expect(out.replace(/[0-9a-f]{16}/, "<hash>")).toMatchInlineSnapshot(`
      "chat require /rooms/:room
        schema    src/wsgen.schema.ts:7
        handler   src/handlers/chat.ts
        contract  <hash>
        params    { room: string }
        query     { lang?: "en" | "zh" | undefined }

      client to server
        say                   { text?: string | undefined }
        history               call, safe
          input               { limit: number }
          output              Message[]
          error NOT_A_MEMBER  { room: string }

      server to client
        cursor  { user: string }  latest by user

      types
        interface Message {
          from: string;
          at: Date;
        }
      "
    `);
  });

  it("tells of raw endpoints", async () => {
    const { out } = await wsgen(["inspect", "echo"], await project());
    expect(out).toMatch(/\n\nclient to server\n {2}raw text {2}string\n$/);
  });

  it("prints one JSON document with --json, with the contract as in the lock", async () => {
    const cwd = await project();
    const { code, out } = await wsgen(["inspect", "chat", "--json"], cwd);
    expect(code).toBe(0);
    const lock = JSON.parse(readFileSync(join(cwd, "wsgen.lock.json"), "utf8")) as Lock;
    const { contract, hash } = lock.endpoints.chat;
    expect(JSON.parse(out)).toMatchObject({
      name: "chat",
      mode: "require",
      path: "/rooms/:room",
      params: "{ room: string }",
      clientToServer: {
        messages: [{ name: "say", type: "{ text?: string | undefined }", delivery: "reliable" }],
        calls: [
          {
            name: "history",
            effect: "safe",
            input: "{ limit: number }",
            items: null,
            output: "Message[]",
            errors: { NOT_A_MEMBER: "{ room: string }" },
          },
        ],
      },
      types: { Message: "interface Message {\n  from: string;\n  at: Date;\n}" },
      handler: "src/handlers/chat.ts",
      contract,
      hash,
    });
  });

  it("suggests an endpoint where there is none, and ends with 2", async () => {
    const { code, err } = await wsgen(["inspect", "chta"], await project());
    expect(code).toBe(2);
    expect(err).toMatch(/^error WSG1503 there is no endpoint chta\n {2}fix: did you mean chat\?\n/);
  });
});
