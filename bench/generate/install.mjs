import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A folder in which wsgen is installed as users get it, from its tarballs; `remove` deletes it. */
export function installPacked() {
  const folder = mkdtempSync(join(tmpdir(), "wsgen-bench-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    run("npm", ["run", "--silent", "build"], ROOT);
    const tarballs = join(folder, "tarballs");
    for (const name of ["protocol", "cli"]) {
      const args = ["--yes", "pnpm@10.34.8", "pack", "--pack-destination", tarballs];
      run("npx", args, join(ROOT, "packages", name));
    }
    const dependencies = Object.fromEntries(
      readdirSync(tarballs).map((file) => [nameOf(file), `file:${join(tarballs, file)}`]),
    );
    const manifest = {
      private: true,
      type: "module",
      dependencies: { ...dependencies, zod: "4.6.7" },
    };
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund"], folder);
    return { folder, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function nameOf(tarball) {
  return tarball.startsWith("wsgen-protocol-") ? "@wsgen/protocol" : "wsgen";
}

function run(command, args, cwd) {
  execFileSync(command, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });
}
