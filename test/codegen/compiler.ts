import { execFile } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** The compilers that people have; aliases in the root package.json. */
export const compilers = ["typescript", "typescript-6", "typescript-5"] as const;
export type Compiler = (typeof compilers)[number];

export const resolutions = ["nodenext", "bundler"] as const;
export type Resolution = (typeof resolutions)[number];

const STRICTEST = {
  target: "ES2022",
  strict: true,
  noEmit: true,
  declaration: true,
  skipLibCheck: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noPropertyAccessFromIndexSignature: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
};

/** What each side may know: a server has no DOM, a browser no Node. */
const SIDES = {
  server: { lib: ["ES2023"], types: ["node"] },
  client: { lib: ["ES2023", "DOM", "DOM.Iterable", "DOM.AsyncIterable"], types: [] },
};

export interface CompileOptions {
  readonly folder: string;
  readonly side: keyof typeof SIDES;
  /** Relative to the folder. */
  readonly include: readonly string[];
  readonly compiler?: Compiler;
  readonly resolution?: Resolution;
  /** Whether exports need explicit types, which generated code has. Default: true. */
  readonly isolatedDeclarations?: boolean;
  /** Whether files of declarations are checked too. Default: false. */
  readonly checksDeclarations?: boolean;
  /** Further compiler options, which win. */
  readonly flags?: Readonly<Record<string, unknown>>;
}

export interface CompileError {
  /** Relative to the folder. */
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** Type-checks files under the strictest flags; returns the errors in the folder itself. */
export async function compile(options: CompileOptions): Promise<CompileError[]> {
  const { folder, side, include, compiler = "typescript", resolution = "nodenext" } = options;
  const module = resolution === "nodenext" ? "NodeNext" : "ESNext";
  const { checksDeclarations = false, flags = {}, isolatedDeclarations = true } = options;
  const modules = { module, moduleResolution: resolution };
  const compilerOptions = {
    ...STRICTEST,
    ...SIDES[side],
    ...modules,
    isolatedDeclarations,
    skipLibCheck: !checksDeclarations,
    ...flags,
  };
  const config = join(folder, `tsconfig.${compiler}.${resolution}.${side}.json`);
  writeFileSync(config, JSON.stringify({ compilerOptions, include }));
  const output = await run(compiler, ["--pretty", "false", "-p", config], folder);
  return parseErrors(output).filter(
    ({ file }) => !relative(folder, join(folder, file)).startsWith(".."),
  );
}

function run(compiler: Compiler, args: readonly string[], cwd: string): Promise<string> {
  const script = fileURLToPath(new URL(`../../node_modules/${compiler}/bin/tsc`, import.meta.url));
  if (!existsSync(script)) throw new Error(`${compiler} is not installed`);
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [script, ...args], { cwd }, (error, stdout, stderr) => {
      // 1 and 2 are how a compiler says that there are type errors.
      const failed = error !== null && error.code !== 1 && error.code !== 2;
      if (failed) reject(new Error(`${compiler} failed: ${stderr}`, { cause: error }));
      else if (stderr !== "" && stdout === "") reject(new Error(stderr));
      else resolve(stdout);
    });
  });
}

function parseErrors(output: string): CompileError[] {
  if (/^error TS/m.test(output)) throw new Error(`the compiler did not run: ${output}`);
  const errors = output.matchAll(/^(.+?)\((\d+),\d+\): error (TS\d+): (.*)$/gm);
  return [...errors].map(([, file = "", line, code = "", message = ""]) => {
    return { file, line: Number(line), code, message };
  });
}
