import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import typescript from "typescript-6";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Installs the client as it is published, in JavaScript, and the package `ws`: for a plain Node. */
export function installBuiltClient(folder: string): void {
  for (const name of ["protocol", "client"]) {
    const source = join(ROOT, "packages", name);
    const target = join(folder, "node_modules/@wsgen", name);
    for (const file of readdirSync(join(source, "src"), { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".ts") || /\.test(?:-d)?\.ts$/.test(file)) continue;
      const text = readFileSync(join(source, "src", file), "utf8");
      write(join(target, "dist", file.replace(/\.ts$/, ".js")), toJavaScript(text));
    }
    const { publishConfig, type } = JSON.parse(
      readFileSync(join(source, "package.json"), "utf8"),
    ) as PackageJson; // this repository's
    const { exports } = publishConfig;
    write(join(target, "package.json"), JSON.stringify({ name: `@wsgen/${name}`, type, exports }));
  }
  symlinkSync(join(ROOT, "node_modules/ws"), join(folder, "node_modules/ws"));
}

interface PackageJson {
  readonly type: string;
  readonly publishConfig: { readonly exports: unknown };
}

function toJavaScript(text: string): string {
  const { ModuleKind, ScriptTarget } = typescript;
  const compilerOptions = {
    module: ModuleKind.ESNext,
    target: ScriptTarget.ES2022,
    verbatimModuleSyntax: true,
  };
  return typescript.transpileModule(text, { compilerOptions }).outputText;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
