import { Code, sortDiagnostics, type Diagnostic } from "./diagnostic.js";
import type { LoadedProject } from "./load/loader-messages.js";
import { loadProgram, type ProjectOptions } from "./load-program.js";
import type { GoneHandler } from "./output/gone-handlers.js";
import type { PlannedFile } from "./output/plan.js";
import type { Remarks } from "./merge/merge-handler.js";
import type { HandlerFinding } from "./look-into-handlers.js";
import type { LocatedHandler } from "./output/locate-handlers.js";
import { planProject } from "./plan-project.js";

const GENERATE = "run `wsgen generate`";

/**
 * Compares the generated files and the handlers with the schema, and writes nothing.
 * @returns what `wsgen generate`, or the user, would have to change; empty if nothing
 * @throws WsgenError with diagnostics, if the schema or the configuration cannot be read
 */
export async function check(options: ProjectOptions = {}): Promise<readonly Diagnostic[]> {
  return checkLoaded(await loadProgram(options));
}

/** The same for a project that has been read. */
export async function checkLoaded(loaded: LoadedProject): Promise<readonly Diagnostic[]> {
  const { program, project } = loaded;
  const plan = await planProject(program, project, { sources: loaded, looks: "all" });
  const { files, findings, gone, located } = plan;
  return sortDiagnostics([
    ...files.flatMap(fileProblem),
    ...findings.flatMap(handlerProblems),
    ...located.flatMap(pastProblem),
    ...gone.map(orphan),
  ]);
}

function fileProblem({ action, path }: PlannedFile): Diagnostic[] {
  switch (action) {
    case "created":
      return [{ code: Code.NOT_GENERATED, message: "is missing", fix: GENERATE, file: path }];
    case "updated":
      return [{ code: Code.OUT_OF_DATE, message: "is out of date", fix: GENERATE, file: path }];
    case "edited": {
      const message = "was edited by hand";
      const fix = `${GENERATE}, which overwrites it`;
      return [{ code: Code.EDITED, message, fix, file: path }];
    }
    case "removed": {
      const message = "is left over from another client.format";
      const fix = `${GENERATE}, which removes it`;
      return [{ code: Code.LEFT_OVER, message, fix, file: path }];
    }
    // Of handlers more is known than that.
    case "extended":
    case "renamed":
    case "unchanged":
      return [];
  }
}

function handlerProblems({ handler, path, result }: HandlerFinding): Diagnostic[] {
  const { endpoint: name } = handler;
  switch (result.kind) {
    case "merged": {
      const message = `${name} lacks ${result.added.join(", ")}`;
      const fix = `${GENERATE}, which inserts stubs`;
      const lacks = { code: Code.HANDLER_LACKS, message, fix, file: path, line: result.line };
      return [lacks, ...remarks(path, name, result)];
    }
    case "complete":
      return remarks(path, name, result);
    case "unclear": {
      const { obstacle, missing } = result;
      const members = missing.map(({ key }) => key).join(", ");
      const message = `${obstacle.reason}: whether ${name} has ${members} is not known`;
      const fix = "write it as one object, or leave it to the compiler";
      return [{ code: Code.HANDLER_UNCLEAR, message, fix, file: path, line: obstacle.line }];
    }
  }
}

function remarks(file: string, name: string, { extra, renamed }: Remarks): Diagnostic[] {
  return [
    ...extra.map(({ key, line }) => {
      const message = `${name} has ${key}, which the schema has not`;
      const fix = "remove it, or give it back to the schema";
      return { code: Code.HANDLER_EXTRA, message, fix, file, line };
    }),
    ...renamed.map(({ from, line, to }) => {
      const message = `${name} has ${from}, which was renamed to ${to}`;
      const fix = `run \`wsgen rename ${name}.${from} ${to}\``;
      return { code: Code.HANDLER_RENAMED, message, fix, file, line };
    }),
  ];
}

function pastProblem({ endpoint, past, path: file }: LocatedHandler): Diagnostic[] {
  if (past === null) return [];
  const message = `says ${past}, which was renamed to ${endpoint}`;
  const fix = `run \`wsgen rename ${past} ${endpoint}\``;
  return [{ code: Code.HANDLER_RENAMED, message, fix, file }];
}

function orphan({ name, path: file }: GoneHandler): Diagnostic {
  const message = `belongs to ${name}, which is no endpoint of the schema`;
  const fix = "give the endpoint back to the schema, or run `wsgen prune`";
  return { code: Code.HANDLER_ORPHAN, message, fix, file };
}
