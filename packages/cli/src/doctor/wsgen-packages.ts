import { dirname } from "node:path";
import { findPackage } from "./find-package.js";
import type { Finding } from "./finding.js";
import type { Surroundings } from "./surroundings.js";

/** The packages that generated code imports are there, and of the version that generated it. */
export function checkPackages({ machine, project }: Surroundings): Finding[] {
  const { client, schemaFile, server } = project;
  const wanted = [
    { name: "wsgen", from: dirname(schemaFile) },
    ...(server === null ? [] : [{ name: "@wsgen/runtime", from: server.outDir }]),
    ...(client === null ? [] : [{ name: "@wsgen/client", from: client.outDir }]),
  ];
  return wanted.map(({ from, name }) => {
    const found = findPackage(name, from);
    const fix = `npm install ${name}@${machine.wsgenVersion}`;
    if (found === null) return { name, status: "fail", message: "is not installed", fix };
    if (found.version === machine.wsgenVersion)
      return { name, status: "ok", message: found.version };
    const message = `${found.version} is not the version of the wsgen that is running, ${machine.wsgenVersion}`;
    return { name, status: "fail", message, fix };
  });
}
