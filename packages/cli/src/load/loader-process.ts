// Runs as a process of its own, because imported code cannot be unloaded and may do anything.
import "../short-life.js";
import { Code, type Diagnostic } from "../diagnostic.js";
import { WsgenError } from "../wsgen-error.js";
import { loadConfig } from "./load-config.js";
import { loadSchema } from "./load-schema.js";
import type { LoadProgress, LoadReply, LoadRequest } from "./loader-messages.js";
import { describeFailure, ownFrame } from "./module-loader.js";
import { writeProgram } from "./program-text.js";
import { resolveProject } from "./resolve-project.js";

const leave = process.exit.bind(process);
const entries: string[] = [];
let exitCalled: Diagnostic | null = null;

process.once("message", (request: LoadRequest) => {
  // Nothing more comes in: if the schema waits for something that never happens, the process ends.
  process.channel?.unref();
  process.exit = refuseExit;
  process.on("uncaughtException", (error) => reply(failed(error)));
  load(request).then(reply, (error: unknown) => reply(failed(error)));
});

async function load(request: LoadRequest): Promise<LoadReply> {
  const { configFile } = request;
  if (configFile !== null) announce(configFile);
  const config = configFile === null ? {} : await loadConfig(configFile);
  const project = resolveProject(config, configFile, request);
  announce(project.schemaFile);
  const { program, ...loaded } = await loadSchema(project.schemaFile, request.cwd, request.edits);
  const { waivers = [] } = config;
  return { kind: "loaded", project, waivers, ...loaded, program: writeProgram(program) };
}

function announce(file: string): void {
  entries.push(file);
  const progress: LoadProgress = { kind: "loading", file };
  process.send?.(progress);
}

function loading(): string {
  return entries.at(-1) ?? "";
}

function failed(error: unknown): LoadReply {
  const diagnostics =
    error instanceof WsgenError ? error.diagnostics : [describeFailure(error, loading())];
  return { kind: "failed", diagnostics, entries };
}

function reply(answer: LoadReply): void {
  const final: LoadReply =
    exitCalled === null ? answer : { kind: "failed", diagnostics: [exitCalled], entries };
  process.send?.(final, () => leave(0));
}

function refuseExit(code?: number | string | null): never {
  const error = new Error("process.exit");
  exitCalled ??= {
    code: Code.EXITS,
    message: `importing it ends the process (process.exit, code ${code ?? 0})`,
    fix: "nothing in a schema may end the process",
    file: loading(),
    line: 1,
    ...ownFrame(error),
  };
  throw error;
}
