import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { createJiti } from "jiti";
import { beforeAll, afterAll, describe, expect, it } from "vitest";
import { decodeValue, encodeValue } from "@wsgen/protocol";
import { build } from "vite";
import { generate } from "wsgen";
import { compile } from "./compiler.js";
import { createProject } from "./temporary-project.js";
import type { Side } from "./zod/generated.js";

const SCHEMA = `
import { bytes, defineSchema, endpoint } from "wsgen/schema";
import { z } from "zod";
const Node = z.object({ at: z.date(), get next() { return Node.optional(); } }).meta({ id: "Node" });
const types = {
  order: z.object({ id: z.int().min(1), mail: z.email(), note: z.string().max(50).optional() }),
  rich: z.object({
    at: z.date(), id: z.bigint(), seen: z.map(z.string(), z.date()), tags: z.set(z.string()),
    picture: bytes(), gone: z.array(z.number().optional()), nan: z.nan(), "": z.date(),
  }),
  either: z.union([z.date(), z.string()]),
  boxed: z.array(z.string().nullish()),
  list: Node,
  infinite: z.literal([Infinity, 1n]),
  nothing: z.undefined(),
};
const direction = { messages: types };
export default defineSchema({
  all: endpoint({ mode: "require", path: "/", clientToServer: direction, serverToClient: direction }),
});
`;

const values: Record<string, unknown> = {
  order: { id: 1, mail: "a@example.com" },
  rich: {
    at: new Date(5),
    id: 2n ** 70n,
    seen: new Map([["a", new Date(7)]]),
    tags: new Set(["x"]),
    picture: new Uint8Array([0, 255]),
    gone: [1, undefined],
    nan: Number.NaN,
    "": new Date(9),
  },
  either: "1970-01-01T00:00:00.000Z",
  boxed: ["a", null, undefined],
  list: { at: new Date(1), next: { at: new Date(2) } },
  infinite: Number.POSITIVE_INFINITY,
  nothing: undefined,
};

interface Project {
  readonly folder: string;
  readonly remove: () => void;
  readonly server: Side;
  readonly client: Side;
}

async function project(validate: "all" | "none", schema = SCHEMA): Promise<Project> {
  const { folder, remove } = createProject({
    "src/wsgen.schema.ts": schema,
    "wsgen.config.ts": `export default { client: { validate: "${validate}" } };`,
  });
  await generate({ cwd: folder });
  const jiti = createJiti(import.meta.url, { interopDefault: false, fsCache: false });
  const load = async (side: string): Promise<Side> => {
    const path = join(folder, `src/generated/${side}-validators.ts`);
    return (await jiti.import<{ all: Side }>(path)).all;
  };
  return { folder, remove, server: await load("server"), client: await load("client") };
}

let all: Project;
let none: Project;

beforeAll(async () => {
  [all, none] = [await project("all"), await project("none")];
});

afterAll(() => {
  all.remove();
  none.remove();
});

describe("a client without checks", () => {
  it.each(Object.keys(values))("still writes and revives %s", (name) => {
    const value = values[name];
    const { client, server } = none;
    const up = encodeValue(part(client.sends.messages, name), value, name);
    const received = decodeValue(part(server.receives.messages, name), JSON.parse(up), name);
    expect(received).toEqual(value);
    const down = encodeValue(part(server.sends.messages, name), value, name);
    expect(decodeValue(part(client.receives.messages, name), JSON.parse(down), name)).toEqual(
      value,
    );
  });

  it("takes what the server sends for what it should be, and breaks on nothing", () => {
    for (const wire of [null, 1, "x", [], {}, { at: 1 }, { at: "x", seen: [1], picture: {} }]) {
      for (const decode of Object.values(none.client.receives.messages)) {
        expect(() => decodeValue(decode, wire, "m")).not.toThrow();
      }
    }
  });

  it("compiles", async () => {
    const include = ["**/client.ts", "**/client-validators.ts", "**/types.ts"];
    const options = { folder: none.folder, compiler: "typescript", resolution: "bundler" } as const;
    expect(await compile({ ...options, side: "client", include })).toEqual([]);
  });

  it("ships without the checks", async () => {
    // Where a value can be written in several ways, only checks tell in which.
    const schema = SCHEMA.replace(/^ {2}(?:either|boxed): .*\n/gm, "");
    const [withChecks, without] = [await bundled("all", schema), await bundled("none", schema)];
    expect(withChecks).toContain("Too small");
    expect(without).not.toContain("Too small");
    expect(without).not.toContain("@(");
    expect(gzipSync(without).length).toBeLessThan(gzipSync(withChecks).length * 0.75);
  });
});

async function bundled(validate: "all" | "none", schema: string): Promise<string> {
  const { folder, remove } = await project(validate, schema);
  try {
    return await bundle(folder);
  } finally {
    remove();
  }
}

function part<T>(table: Readonly<Record<string, T>>, name: string): T {
  const found = table[name];
  if (found === undefined) throw new Error(`${name} is not generated`);
  return found;
}

/** The functions of a client, as a bundler leaves them. */
async function bundle(folder: string): Promise<string> {
  await build({
    root: folder,
    configFile: false,
    logLevel: "silent",
    build: {
      outDir: "bundle",
      lib: { entry: "src/generated/client-validators.ts", formats: ["es"], fileName: "client" },
    },
  });
  return readFileSync(join(folder, "bundle/client.js"), "utf8");
}
