import { type Decoder, decodeValue, type Encoder, encodeValue } from "@wsgen/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { $ZodType } from "zod/v4/core";
import { compile } from "../codegen/compiler.js";
import { diagnose } from "../codegen/diagnose.js";
import { writeFiles } from "../codegen/temporary-project.js";
import { SAME } from "../codegen/zod-types-same.js";
import { kindsIn, zodsKinds } from "./zod-table-kinds.js";
import { generateTable, loadTypes, schemaOf, serverFileOf } from "./zod-table-project.js";
import type { TableProject } from "./zod-table-project.js";
import { sampled, sampleOf } from "./zod-table-samples.js";
import { declarations, refusedRows, rows } from "./zod-table.js";

const travelling = rows.flatMap(({ received, wire, zod }, index) =>
  wire === null ? [] : [{ zod, wire, isSent: received !== null, name: `row${index}` }],
);

describe("the table of docs/zod.md", () => {
  let project: TableProject;

  beforeAll(async () => {
    project = await generateTable();
  });
  afterAll(() => project.remove());

  it("states the types that are generated", async () => {
    const { folder } = project;
    const { lines, text } = assertions(folder);
    writeFiles(folder, { "src/generated/assertions.ts": text });
    const include = ["src/generated/assertions.ts"];
    const errors = await compile({ folder, side: "server", include, isolatedDeclarations: false });
    // The table is about enums, too, which is all that this error is about.
    const others = errors.filter(({ code }) => code !== "TS1294");
    const found = others.map(({ file, line, message }) =>
      file === include[0] ? (lines[line - 1] ?? message) : `${file}:${line} ${message}`,
    );
    expect(found).toEqual([]);
  });

  it.each(travelling)("states what a client writes of $zod", ({ name, wire, zod }) => {
    const { sent, server } = sampleOf({ zod, wire });
    expect(encodeValue(encoderOf(project.client, name), sent, name)).toBe(wire);
    const decoder = decoderOf(project.server, name);
    expect(decodeValue(decoder, JSON.parse(wire), name)).toEqual(server);
  });

  it.each(travelling.filter(({ isSent }) => isSent))(
    "states what a server writes of $zod",
    ({ name, wire, zod }) => {
      const { received, server } = sampleOf({ zod, wire });
      expect(encodeValue(encoderOf(project.server, name), server, name)).toBe(wire);
      const decoder = decoderOf(project.client, name);
      expect(decodeValue(decoder, JSON.parse(wire), name)).toEqual(received);
    },
  );

  it("says where nothing can travel", () => {
    const never = rows.findIndex(({ wire }) => wire === null);
    expect(rows[never]?.zod).toBe("z.never()");
    for (const side of [project.client, project.server]) {
      const encoder = encoderOf(side, `row${never}`);
      for (const value of [undefined, null, 0, {}]) {
        expect(() => encodeValue(encoder, value, "never")).toThrow("never");
      }
    }
  });

  it("has no value for a row that is gone", () => {
    const known = rows.map(({ zod }) => zod);
    expect(sampled.filter((zod) => !known.includes(zod))).toEqual([]);
  });

  it("has each row once", () => {
    const all = [...rows.map(({ zod }) => zod), ...refusedRows];
    expect(all.filter((zod, index) => all.indexOf(zod) !== index)).toEqual([]);
  });
});

describe("what docs/zod.md calls refused", () => {
  const oneWay = rows.flatMap(({ received, zod }) => (received === null ? [zod] : []));

  it.each([
    ["client", "clientToServer", refusedRows],
    ["server", "serverToClient", [...refusedRows, ...oneWay]],
  ] as const)("is refused where a %s sends it", async (_sender, direction, refused) => {
    const found = await diagnose(schemaOf(direction, refused));
    const places = found.map((text) => /(WSG\d+) rows\.\w+\.messages\.row(\d+)/.exec(text));
    const reported = places.map((match) => `${match?.[1]} ${refused[Number(match?.[2])]}`);
    expect(reported).toEqual(refused.map((zod) => `WSG1201 ${zod}`));
  });
});

describe("every kind of zod", () => {
  let types: readonly $ZodType[];

  beforeAll(async () => {
    types = await loadTypes();
  });

  it.each(Object.entries(zodsKinds()))("has a row: %s", (_source, kinds) => {
    const known = kindsIn(types);
    expect(kinds.length).toBeGreaterThan(3);
    expect(kinds.filter((kind) => !known.has(kind))).toEqual([]);
  });

  it("is looked for inside of types and among their checks", () => {
    const found = kindsIn([z.array(z.object({ to: z.email().max(3) }))]);
    const kinds = ["$ZodArray", "ZodObject", "email", "ZodEmail", "$ZodCheckMaxLength", "ZodDate"];
    expect(kinds.filter((kind) => !found.has(kind))).toEqual(["ZodDate"]);
  });
});

/** One line for each row and view, so that an error names both; `lines` are what the errors' numbers count. */
function assertions(folder: string): { text: string; lines: readonly string[] } {
  const server = (name: string): string => serverFileOf(folder, name);
  const head = [
    'import type * as client from "./types.js";',
    `import type { RowsClientToServer as Received } from "./${server("RowsClientToServer")}";`,
    `import type { RowsServerToClient as Sent } from "./${server("RowsServerToClient")}";`,
    // The types of the document, without its values.
    ...(/^type [^]*/m.exec(declarations)?.[0] ?? "").split("\n"),
    ...SAME.split("\n"),
  ];
  const tests = rows.flatMap((row, index) => {
    const line = (view: string, table: string, type: string): string =>
      `same<Same<${table}["row${index}"], ${type}>>(); // ${view}: ${row.zod}`;
    return [
      line("client sends", "client.RowsClientToServer", row.sent),
      line("server receives", "Received", row.server),
      ...(row.received === null
        ? []
        : [
            line("server sends", "Sent", row.server),
            line("client receives", "client.RowsServerToClient", row.received),
          ]),
    ];
  });
  const lines = [...head, ...tests];
  return { lines, text: `${lines.join("\n")}\nexport {};\n` };
}

function encoderOf({ sends }: TableProject["client"], name: string): Encoder {
  return present(sends.messages[name], `sends ${name}`);
}

function decoderOf({ receives }: TableProject["client"], name: string): Decoder<unknown> {
  return present(receives.messages[name], `receives ${name}`);
}

function present<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`${name} was not generated`);
  return value;
}
