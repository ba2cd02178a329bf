import { createJiti } from "jiti";

const { manyEndpoints } = await createJiti(import.meta.url).import(
  "../../test/codegen/zod-types-schemas.ts",
);

const PER_FILE = 10;

/** 500 endpoints that a loop in one file makes. `limit` belongs to one of them. */
export function looped(limit) {
  const text = manyEndpoints(500);
  return { "src/wsgen.schema.ts": text.replace("max(500)", `max(index === 7 ? ${limit} : 500)`) };
}

/** The same 500, written out in 50 files; an edit is in the first. */
export function writtenOut(limit) {
  const [head, rest] = manyEndpoints(500).split("const endpoints");
  const body = /endpoints\[`part\$\{index\}`\] = (endpoint\(\{[^]*?\n {2}\}\));/.exec(rest)[1];
  const [imports, shared] = [
    head.slice(0, head.indexOf("const User")),
    head.slice(head.indexOf("const User")),
  ];
  const files = { "src/shared.ts": `${imports}${shared.replaceAll("const ", "export const ")}` };
  const names = [];
  for (let first = 0; first < 500; first += PER_FILE) {
    const endpoints = Array.from({ length: PER_FILE }, (_, at) =>
      endpointText(body, first + at, limit),
    );
    const name = `part${first}`;
    names.push(name);
    files[`src/parts/${name}.ts`] =
      `${imports}import { Page, User } from "../shared.js";\n${endpoints.join("\n")}\n`;
  }
  const lines = names.map((name) => `import * as ${name} from "./parts/${name}.js";\n`);
  files["src/wsgen.schema.ts"] =
    `import { defineSchema } from "wsgen/schema";\n${lines.join("")}` +
    `export default defineSchema({ ${names.map((name) => `...${name}`).join(", ")} });\n`;
  return files;
}

function endpointText(body, index, limit) {
  const text = body
    .replaceAll("${index}", index)
    .replaceAll("`", '"')
    .replace('index % 2 === 0 ? "require" : "accept"', index % 2 === 0 ? '"require"' : '"accept"')
    .replace("z.literal(index)", `z.literal(${index})`)
    .replace("max(500)", `max(${index === 7 ? limit : 500})`);
  return `export const part${index} = ${text};`;
}
