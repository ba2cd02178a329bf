import { EndpointMemo } from "../ir/endpoint-memo.js";
import type { Call, Endpoint, Program } from "../ir/ir.js";
import { endpointTypeNames } from "../ir/names.js";
import { callsOf, receivesNothing, sendsNothing } from "../ir/traffic.js";
import type { HandlerStub, StubMember } from "./handler-stub.js";
import { hang, list } from "./layout.js";
import { propertyKey, quote } from "./quote.js";
import { SourceFile } from "./source-file.js";

interface WrittenStub {
  readonly handler: HandlerStub;
  readonly text: string;
}

const stubs = new EndpointMemo<Map<string, WrittenStub>>();

/** The last stub of each file: what says the same is the same object. */
const latest = new Map<string, WrittenStub>();

/** A handler as it is first written, and what it has to have; from then on the file is the user's. */
export function writeStub(
  program: Program,
  endpoint: Endpoint,
  path: string,
  serverFile: string,
): WrittenStub {
  const texts = stubs.of(program, endpoint, () => new Map());
  const key = `${path} ${serverFile}`;
  const known = texts.get(key);
  if (known !== undefined) return known;
  const handler = stubOf(endpoint);
  const text = emitStub(handler, path, serverFile).toString();
  const before = latest.get(path);
  const stub = before?.text === text ? before : { handler, text };
  latest.set(path, stub);
  texts.set(key, stub);
  return stub;
}

function emitStub(stub: HandlerStub, path: string, serverFile: string): SourceFile {
  const { members, name, typeName } = stub;
  const file = new SourceFile(path, [name]);
  const handler = file.generatedType(serverFile, typeName);
  const lines = members.map(({ text }) => `\n  ${hang(text, 1)},`).join("\n");
  file.add(`export const ${name}: ${handler} = {${lines}${lines === "" ? "" : "\n"}};`);
  return file;
}

/** What the handler of an endpoint has to have. */
function stubOf(endpoint: Endpoint): HandlerStub {
  const { name } = endpoint;
  return { name, typeName: endpointTypeNames(name).handler, members: stubMembers(endpoint) };
}

function stubMembers(endpoint: Endpoint): StubMember[] {
  const members: StubMember[] = [];
  if (endpoint.mode === "accept") members.push(httpMember(endpoint));
  const loop = websocketLines(endpoint);
  if (loop !== null) members.push({ key: "websocket", text: loop.join("\n"), members: [] });
  const calls = callsOf(endpoint, "clientToServer");
  if (calls.length > 0) members.push(callsMember(endpoint, calls));
  return members;
}

function httpMember({ name }: Endpoint): StubMember {
  const text = `${name}: plain HTTP works here too\\n`;
  const lines = ["http(_request) {", `  return new Response("${text}");`, "}"];
  return { key: "http", text: lines.join("\n"), members: [] };
}

function websocketLines(endpoint: Endpoint): string[] | null {
  if (receivesNothing(endpoint)) return sendsNothing(endpoint) ? null : sendingLines(endpoint);
  if (endpoint.contract.kind === "raw") {
    return [
      "async websocket(socket) {",
      "  for await (const _message of socket) {",
      "    // Answer with socket.send(...); leaving this function closes the socket.",
      "  }",
      "}",
    ];
  }
  const cases = endpoint.contract.clientToServer.messages.flatMap(({ name }) => [
    `case ${quote(name)}:`,
    "  break;",
  ]);
  return [
    "async websocket(socket) {",
    "  for await (const message of socket) {",
    "    const { type } = message;",
    "    switch (type) {",
    ...cases.map((line) => `      ${line}`),
    "      default:",
    "        void (type satisfies never); // a message without a case is a compile error here",
    "    }",
    "  }",
    "}",
  ];
}

// Nothing comes in, so that waiting ends when the peer has left.
function sendingLines({ contract }: Endpoint): string[] {
  const first = contract.kind === "raw" ? undefined : contract.serverToClient.messages[0];
  const example =
    first === undefined ? "socket.send(...)" : `socket.send(${quote(first.name)}, ...)`;
  return [
    "async websocket(socket) {",
    `  // Send with ${example}; leaving this function closes the socket.`,
    "  await socket.wait();",
    "}",
  ];
}

function callsMember(endpoint: Endpoint, calls: readonly Call[]): StubMember {
  const members = calls.map((call) => callMember(endpoint, call));
  const inner = members.map(({ text }) => `\n  ${hang(text, 1)},`).join("");
  return { key: "calls", text: `calls: {${inner}\n}`, members };
}

function callMember(endpoint: Endpoint, call: Call): StubMember {
  const star = call.items === null ? "" : "*";
  const message = quote(`${endpoint.name}.${call.name} is not implemented`);
  const thrown = `throw new Error${list(["(", ")"], [message], 22)};`;
  const start = `async ${star}${propertyKey(call.name)}`;
  const head = `${start}${list(["(", ")"], ["_input", "_call"], start.length + 6)} {`;
  return { key: call.name, text: [head, `  ${hang(thrown, 1)}`, "}"].join("\n"), members: [] };
}
