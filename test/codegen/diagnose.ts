import { relative } from "node:path";
import { generate, WsgenError, type GenerateOptions } from "wsgen";
import { readTree } from "./golden-cases.js";
import { temporaryProject } from "./temporary-project.js";

export const HEADER =
  'import { defineSchema, endpoint } from "wsgen/schema";\nimport { z } from "zod";\n';

/** Generates from a schema that is wrong; returns the diagnostics as `file:line:column code message`. */
export async function diagnose(
  schema: string,
  options: Omit<GenerateOptions, "cwd"> = {},
): Promise<string[]> {
  const cwd = temporaryProject({ "src/wsgen.schema.ts": schema });
  const found = await diagnoseProject({ cwd, ...options });
  const left = Object.keys(readTree(cwd));
  if (left.length !== 2) throw new Error(`something was written: ${left.join(", ")}`);
  return found;
}

/** The same for a project that is there already. */
export async function diagnoseProject(
  options: GenerateOptions & { readonly cwd: string },
): Promise<string[]> {
  try {
    await generate(options);
  } catch (error) {
    if (!(error instanceof WsgenError)) throw error;
    return error.diagnostics.map(({ file, line, column, code, message, fix }) => {
      if (fix === "") throw new Error(`${code} has no fix`);
      const place = [file === undefined ? "" : relative(options.cwd, file), line, column];
      return `${place.filter((part) => part !== undefined).join(":")} ${code} ${message}`;
    });
  }
  throw new Error("nothing was found wrong");
}
