import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generate } from "wsgen";
import { Code } from "../../packages/cli/src/diagnostic.js";
import { diagnose } from "../codegen/diagnose.js";
import { wsgen } from "../codegen/run-wsgen.js";
import { temporaryProject } from "../codegen/temporary-project.js";

const folder = join(import.meta.dirname, "../../docs/errors");
const pages = new Map(
  readdirSync(folder).map((file) => [
    file.replace(".md", ""),
    readFileSync(join(folder, file), "utf8"),
  ]),
);

const IMPORTS = `import { defineSchema, endpoint, message } from "wsgen/schema";
import { z } from "zod";
`;

/** Codes that no schema causes alone, and what does. */
const WITHOUT_SCHEMA: Readonly<Record<string, string>> = {
  WSG1008: "a configuration",
  WSG1205: "no mistake",
  WSG1301: "a configuration",
  WSG1302: "the file system",
  WSG1303: "another program",
  WSG1304: "a lock",
  WSG1305: "a lock",
  WSG1306: "a flag",
  WSG1307: "generated files",
  WSG1401: "a flag",
  WSG1402: "a flag",
  WSG1403: "the file system",
  WSG1404: "the file system",
  WSG1405: "a package manager",
  WSG1501: "a flag",
  WSG1502: "a handler",
  WSG1503: "a flag",
  WSG2001: "generated files",
  WSG2002: "generated files",
  WSG2003: "generated files",
  WSG2004: "generated files",
  WSG2101: "a handler",
  WSG2102: "a handler",
  WSG2103: "a handler",
  WSG2104: "a handler",
  WSG2105: "a handler",
};

function block(page: string, mark: string): string | undefined {
  return new RegExp(`^\`\`\`ts ${mark}\\n([^]*?)^\`\`\`$`, "m").exec(page)?.[1];
}

async function codesOf(schema: string): Promise<string[]> {
  const found = await diagnose(IMPORTS + schema, { timeout: 10_000 });
  return found.map((line) => /WSG\d+/.exec(line)?.[0] ?? line);
}

async function countOfFiles(schema: string): Promise<number> {
  const cwd = temporaryProject({ "src/wsgen.schema.ts": IMPORTS + schema });
  return (await generate({ cwd, dryRun: true })).files.length;
}

it("has a page for every code, and no other", () => {
  expect([...pages.keys()].toSorted()).toEqual(Object.values<string>(Code).toSorted());
});

describe.each([...pages])("docs/errors/%s.md", (code, page) => {
  it("begins with the code, and is short", () => {
    expect(page).toMatch(new RegExp(`^# ${code}: [^\\n]+\\n\\n\\S`));
    expect(page.split("\n").length).toBeLessThan(60);
  });

  it.skipIf(code in WITHOUT_SCHEMA)(
    "has an example that causes it, and one that does not",
    async () => {
      const [fails, works] = [block(page, "fails"), block(page, "works")];
      expect(await codesOf(fails ?? "")).toEqual([code]);
      const written = works === undefined ? 1 : await countOfFiles(works);
      expect(written).toBeGreaterThan(0);
    },
  );
});

describe("wsgen explain", () => {
  it("prints the page of a code, in whatever case it is written", async () => {
    for (const word of ["WSG1101", "wsg1101", "1101"])
      expect(await wsgen(["explain", word])).toEqual({
        code: 0,
        out: pages.get("WSG1101"),
        err: "",
      });
  });

  it("lists all codes with what they mean", async () => {
    const { out } = await wsgen(["explain"]);
    expect(out.trimEnd().split("\n")).toHaveLength(pages.size);
    expect(out).toContain("WSG1101  a definition is not as it has to be\n");
  });

  it("knows no other", async () => {
    const { code, err } = await wsgen(["explain", "WSG9999"]);
    expect(code).toBe(2);
    expect(err).toContain("There is no code WSG9999; `wsgen explain` lists all.\n");
  });
});
