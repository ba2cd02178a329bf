import { printDiagnostics } from "../commands/print-diagnostics.js";
import { printRun } from "../commands/print-run.js";
import type { Diagnostic } from "../diagnostic.js";
import { generateFrom } from "../generate.js";
import { loadProgram, type ProjectOptions } from "../load-program.js";
import { LoadError } from "../load/run-loader.js";
import { ProjectWatch, type WatchRun } from "../watch/project-watch.js";
import { WsgenError } from "../wsgen-error.js";
import type { ViteBuild, ViteConfig, ViteLogger, ViteServer } from "./host.js";
import { Overlay } from "./overlay.js";

/** Which project it is about, as the flags of the commands say it. */
export type WsgenPluginOptions = Pick<ProjectOptions, "cwd" | "config" | "schema">;

/** A plugin as Vite takes it. */
export interface WsgenPlugin {
  readonly name: "wsgen";
  configResolved(config: ViteConfig): void;
  buildStart(this: ViteBuild): Promise<void>;
  configureServer(server: ViteServer): Promise<void>;
  closeBundle(): void;
}

/**
 * Generates before Vite builds, and while its development server runs whenever the schema changes. Mistakes fail a
 * build; while you work they are shown over the page.
 */
export function wsgen(options: WsgenPluginOptions = {}): WsgenPlugin {
  let config: ViteConfig | null = null;
  let watch: ProjectWatch | null = null;
  return {
    name: "wsgen",
    configResolved(resolved) {
      config = resolved;
    },
    async buildStart() {
      if (config?.command === "build") await generateForBuild(options, this);
    },
    async configureServer(server) {
      if (config === null) return;
      watch = await startWatch(options, server, config.logger);
    },
    closeBundle() {
      watch?.close();
      watch = null;
    },
  };
}

async function generateForBuild(options: WsgenPluginOptions, build: ViteBuild): Promise<void> {
  const watchFiles = (files: readonly string[]): void => {
    if (build.meta.watchMode) for (const file of files) build.addWatchFile(file);
  };
  try {
    const loaded = await loadProgram(options);
    watchFiles(loaded.files);
    await generateFrom(loaded);
  } catch (error) {
    if (!(error instanceof WsgenError)) throw error;
    if (error instanceof LoadError) watchFiles(error.entries);
    const mistakes = new Error(`the schema has mistakes\n${textOf(error.diagnostics)}`);
    // The way through the plugin says nothing about them.
    mistakes.stack = "";
    throw mistakes;
  }
}

async function startWatch(
  options: WsgenPluginOptions,
  server: ViteServer,
  logger: ViteLogger,
): Promise<ProjectWatch> {
  const overlay = new Overlay(server);
  const watch = new ProjectWatch(options, {
    onRun(run) {
      log(logger, run);
      if (run.kind === "failed") overlay.show(run.diagnostics, textOf(run.diagnostics));
      else overlay.clear();
    },
    onFault(error) {
      const text = error instanceof Error ? error.stack : String(error);
      logger.error(`wsgen failed, which is a fault of its own:\n${text}`, { timestamp: true });
    },
  });
  await watch.start();
  // A server that is told to watch nothing runs once, as tests do.
  if (server.config.server.watch === null) watch.close();
  return watch;
}

function log(logger: ViteLogger, run: WatchRun): void {
  let text = "";
  const output = { colors: false, write: (more: string): void => void (text += more) };
  printRun(output, run);
  const line = `wsgen: ${text.trimEnd()}`;
  if (run.kind === "failed") logger.error(line, { timestamp: true });
  else logger.info(line, { timestamp: true });
}

function textOf(diagnostics: readonly Diagnostic[]): string {
  let text = "";
  printDiagnostics(
    { colors: false, write: (more) => void (text += more) },
    diagnostics,
    process.cwd(),
  );
  return text;
}
