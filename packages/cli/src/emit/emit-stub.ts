import type { Call, Endpoint } from "../ir/ir.js";
import { endpointTypeNames } from "../ir/names.js";
import { callsOf, receivesNothing, sendsNothing } from "../ir/traffic.js";
import { hang, list } from "./layout.js";
import { propertyKey, quote } from "./quote.js";
import { SourceFile } from "./source-file.js";

/** Emits a handler as it is first written; from then on the file is the user's. */
export function emitStub(endpoint: Endpoint, path: string, serverFile: string): SourceFile {
  const { name, mode } = endpoint;
  const file = new SourceFile(path, [name]);
  const handler = file.generatedType(serverFile, endpointTypeNames(name).handler);
  const members: string[][] = [];
  if (mode === "accept") {
    const text = `${name}: plain HTTP works here too\\n`;
    members.push(["http(_request) {", `  return new Response("${text}");`, "},"]);
  }
  const loop = websocketLines(endpoint);
  if (loop !== null) members.push(loop);
  const calls = callsOf(endpoint, "clientToServer");
  if (calls.length > 0) members.push(callLines(endpoint, calls));
  const body = members.map((lines) => lines.map((line) => `  ${line}`).join("\n")).join("\n\n");
  file.add(`export const ${name}: ${handler} = {${body === "" ? "" : `\n${body}\n`}};`);
  return file;
}

function websocketLines(endpoint: Endpoint): string[] | null {
  if (receivesNothing(endpoint)) return sendsNothing(endpoint) ? null : sendingLines(endpoint);
  if (endpoint.contract.kind === "raw") {
    return [
      "async websocket(socket) {",
      "  for await (const _message of socket) {",
      "    // Answer with socket.send(...); leaving this function closes the socket.",
      "  }",
      "},",
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
    "},",
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
    "},",
  ];
}

function callLines(endpoint: Endpoint, calls: readonly Call[]): string[] {
  const stubs = calls.map((call) => {
    const star = call.items === null ? "" : "*";
    const message = quote(`${endpoint.name}.${call.name} is not implemented`);
    const thrown = `throw new Error${list(["(", ")"], [message], 22)};`;
    const start = `async ${star}${propertyKey(call.name)}`;
    const head = `${start}${list(["(", ")"], ["_input", "_call"], start.length + 6)} {`;
    return [head, `  ${hang(thrown, 1)}`, "},"].join("\n");
  });
  return ["calls: {", `  ${hang(stubs.join("\n"), 1)}`, "},"].join("\n").split("\n");
}
