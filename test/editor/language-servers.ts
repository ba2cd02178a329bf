import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from "vscode-jsonrpc/node.js";

/** A place in a file; line and column from 1. */
export interface EditorPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What an editor asks behind "go to definition". */
export interface LanguageServer {
  definition(place: EditorPlace): Promise<EditorPlace[]>;
  close(): Promise<void>;
}

/** What editors run: tsserver for TypeScript 5 and 6, the language server protocol for 7. */
export const languageServers = {
  "TypeScript 5": () => new TsServer("typescript-5"),
  "TypeScript 6": () => new TsServer("typescript-6"),
  "TypeScript 7": () => new NativeServer(),
} as const satisfies Record<string, () => LanguageServer>;

const MODULES = new URL("../../node_modules/", import.meta.url);

/** tsserver: requests are lines of JSON, answers have a header. */
class TsServer implements LanguageServer {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<number, (body: unknown) => void>();
  readonly #opened = new Set<string>();
  #sequence = 0;

  constructor(typescript: string) {
    const script = fileURLToPath(new URL(`${typescript}/lib/tsserver.js`, MODULES));
    this.#child = spawn(process.execPath, [script, "--disableAutomaticTypingAcquisition"]);
    new StreamMessageReader(this.#child.stdout).listen((message) => {
      const { body, request_seq: sequence } = message as unknown as TsServerAnswer; // no JSON-RPC
      if (sequence !== undefined) this.#waiting.get(sequence)?.(body);
    });
  }

  async definition({ column: offset, file, line }: EditorPlace): Promise<EditorPlace[]> {
    if (!this.#opened.has(file)) {
      this.#opened.add(file);
      this.#send("open", { file });
    }
    // As VS Code asks.
    const body = await this.#ask("definitionAndBoundSpan", { file, line, offset });
    const { definitions } = body as { definitions: readonly TsServerPlace[] }; // by its protocol
    return definitions.map((found) => ({
      file: found.file,
      line: found.start.line,
      column: found.start.offset,
    }));
  }

  async close(): Promise<void> {
    this.#send("exit", {});
    if (this.#child.exitCode === null) await once(this.#child, "exit");
  }

  #ask(command: string, args: object): Promise<unknown> {
    return new Promise((resolve) => this.#waiting.set(this.#send(command, args), resolve));
  }

  #send(command: string, args: object): number {
    this.#sequence += 1;
    const request = { seq: this.#sequence, type: "request", command, arguments: args };
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    return this.#sequence;
  }
}

interface TsServerAnswer {
  readonly request_seq?: number;
  readonly body?: unknown;
}

interface TsServerPlace {
  readonly file: string;
  readonly start: { readonly line: number; readonly offset: number };
}

/** The language server that the native compiler brings. */
class NativeServer implements LanguageServer {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #connection: MessageConnection;
  readonly #opened = new Set<string>();
  readonly #ready: Promise<void>;

  constructor() {
    const script = fileURLToPath(new URL("typescript/bin/tsc", MODULES));
    this.#child = spawn(process.execPath, [script, "--lsp", "--stdio"]);
    this.#connection = createMessageConnection(
      new StreamMessageReader(this.#child.stdout),
      new StreamMessageWriter(this.#child.stdin),
    );
    this.#connection.onRequest("client/registerCapability", () => null);
    this.#connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) =>
      items.map(() => null),
    );
    this.#connection.listen();
    this.#ready = this.#initialize();
  }

  async definition({ column, file, line }: EditorPlace): Promise<EditorPlace[]> {
    await this.#ready;
    const uri = pathToFileURL(file).href;
    if (!this.#opened.has(file)) {
      this.#opened.add(file);
      const text = readFileSync(file, "utf8");
      const textDocument = { uri, languageId: "typescript", version: 1, text };
      await this.#connection.sendNotification("textDocument/didOpen", { textDocument });
    }
    const found = await this.#connection.sendRequest<LspLocation | readonly LspLocation[] | null>(
      "textDocument/definition",
      { textDocument: { uri }, position: { line: line - 1, character: column - 1 } },
    );
    return [found ?? []].flat().map((location) => ({
      file: fileURLToPath(location.uri),
      line: location.range.start.line + 1,
      column: location.range.start.character + 1,
    }));
  }

  async close(): Promise<void> {
    await this.#connection.sendRequest("shutdown");
    await this.#connection.sendNotification("exit");
    if (this.#child.exitCode === null) await once(this.#child, "exit");
    this.#connection.dispose();
  }

  async #initialize(): Promise<void> {
    const request = { processId: process.pid, rootUri: null, capabilities: {} };
    await this.#connection.sendRequest("initialize", request);
    await this.#connection.sendNotification("initialized", {});
  }
}

interface LspLocation {
  readonly uri: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}
