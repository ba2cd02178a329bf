import { readFileSync } from "node:fs";
import type { Diagnostic } from "../diagnostic.js";
import type { OverlayError, ViteServer } from "./host.js";

/** Lines of the file that are shown above and below the one with the mistake. */
const AROUND = 2;

/** Vite's error overlay, in every browser that shows a page of the server. */
export class Overlay {
  readonly #server: ViteServer;
  #error: OverlayError | null = null;

  constructor(server: ViteServer) {
    this.#server = server;
    // A page that is opened later has to tell it as well.
    server.ws.on("connection", () => this.#send());
  }

  /** @param text all of the diagnostics, as the command prints them */
  show(diagnostics: readonly Diagnostic[], text: string): void {
    this.#error = overlayError(diagnostics, text);
    this.#send();
  }

  clear(): void {
    if (this.#error === null) return;
    this.#error = null;
    this.#server.ws.send({ type: "update", updates: [] });
  }

  #send(): void {
    // Without a page, Vite would keep the error for the next one, even if it is mended by then.
    if (this.#error !== null && this.#server.ws.clients.size > 0) this.#server.ws.send(this.#error);
  }
}

function overlayError(diagnostics: readonly Diagnostic[], text: string): OverlayError {
  const { column = 1, file, line } = diagnostics[0] ?? {};
  const err = { message: text.trimEnd(), stack: "", plugin: "wsgen" };
  if (file === undefined || line === undefined) return { type: "error", err };
  const frame = codeFrame(file, line, column);
  return { type: "error", err: { ...err, id: file, frame, loc: { file, line, column } } };
}

function codeFrame(file: string, line: number, column: number): string {
  const lines = readLines(file);
  const first = Math.max(1, line - AROUND);
  const shown = lines.slice(first - 1, line + AROUND);
  const width = String(first + shown.length).length;
  return shown
    .flatMap((text, index) => {
      const number = String(first + index).padStart(width);
      const row = `${number} | ${text}`;
      return first + index === line
        ? [row, `${" ".repeat(width)} | ${" ".repeat(column - 1)}^`]
        : [row];
    })
    .join("\n");
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split(/\r?\n/);
  } catch {
    return [];
  }
}
