import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What a published manifest has of one in this repository. */
interface Manifest {
  readonly publishConfig: { readonly exports: object };
}

/** Builds what generated code imports into `node_modules` of a folder, as people get it: JavaScript with declarations. */
export function installPackages(folder: string): void {
  for (const name of ["protocol", "client", "runtime"]) {
    const source = join(ROOT, "packages", name);
    const target = join(folder, "node_modules/@wsgen", name);
    const flags = ["--noEmit", "false", "--declaration", "--rootDir", join(source, "src")];
    const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
    const project = ["-p", source, "--outDir", join(target, "dist")];
    execFileSync(process.execPath, [tsc, ...project, ...flags]);
    const manifest = JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as Manifest; // ours
    const { exports } = manifest.publishConfig;
    writeFileSync(join(target, "package.json"), JSON.stringify({ ...manifest, exports }));
  }
  for (const name of ["wsgen", "ws", "zod", "@types/node", "@types/ws"])
    linkFolder(join(folder, "node_modules", name), join(ROOT, "node_modules", name));
}

/** A link as package managers make them. */
export function linkFolder(path: string, target: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, "junction");
}
