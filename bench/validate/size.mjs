// What generated validators add to a browser bundle: bundled and minified as for a page, then gzip.
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build, VERSION } from "rolldown";

import { table } from "./report.mjs";

const CLIENT = fileURLToPath(new URL("generated/client/", import.meta.url));
const HELPERS = "@wsgen/client/codegen";

/** Bytes that nothing may exceed. */
const LIMITS = { validators: 300, helpers: 1024 };

/** @throws when something has outgrown its limit */
export async function sizeTable() {
  const received = await sizesOf(["receives"]);
  const sent = await sizesOf(["sends"]);
  const both = await sizesOf(["receives", "sends"]);
  for (const { validators } of [received, sent]) checkSizes(validators, both.helpers);
  const page = gzipped(await bundle(`export * from "${CLIENT}client.ts"`));
  return `Bytes of a payload with eight fields (rolldown ${VERSION}, minified, gzip):

${table(
  ["", "validators", "shared helpers", "together"],
  [
    row("one payload that the client receives", received),
    row("one payload that it sends", sent),
    row("both", both),
  ],
)}

"Validators" is the payload's own code, by itself. "Shared helpers" is all that it imports, by itself: the same for every
payload. "Together" is one bundle of both. The whole client of this bench, connection and three endpoints: ${page}.`;
}

function row(name, { validators, helpers, together }) {
  return [name, String(validators), String(helpers), String(together)];
}

function checkSizes(validators, helpers) {
  if (validators <= LIMITS.validators && helpers <= LIMITS.helpers) return;
  throw new Error(
    `${validators} bytes of validators and ${helpers} of helpers: the limits are ${LIMITS.validators} and ${LIMITS.helpers}`,
  );
}

async function sizesOf(endpoints) {
  const entry = `export { ${endpoints} } from "${CLIENT}client-validators.ts"`;
  const own = await bundle(entry, [HELPERS]);
  const { names } = /^import\{(?<names>[^}]*)\}from"[^"]*";/.exec(own).groups;
  const imported = names.split(",").map((name) => name.split(" ")[0]);
  return {
    validators: gzipped(withoutFrame(own)),
    helpers: gzipped(await bundle(`export { ${imported} } from "${HELPERS}"`)),
    together: gzipped(await bundle(entry)),
  };
}

/** Without the imports, and without the table that says which payload is of which message. */
function withoutFrame(code) {
  const functions = code.match(/function .*?(?=const \w+=\{kind|$)/gs);
  if (functions === null) throw new Error("The bundle has no functions in it");
  return functions.join("");
}

async function bundle(entry, external = []) {
  const { output } = await build({
    input: "entry",
    external,
    write: false,
    platform: "browser",
    logLevel: "warn",
    resolve: { extensionAlias: { ".js": [".ts", ".js"] } },
    plugins: [virtual("entry", entry)],
    output: { minify: true },
  });
  return output[0].code;
}

/** A module that is no file; what it imports is looked for from here. */
function virtual(name, code) {
  return {
    name,
    resolveId(id, importer) {
      if (id === name) return id;
      return importer === name
        ? this.resolve(id, fileURLToPath(import.meta.url), { skipSelf: true })
        : null;
    },
    load: (id) => (id === name ? code : null),
  };
}

function gzipped(code) {
  return gzipSync(code, { level: 9 }).length;
}
