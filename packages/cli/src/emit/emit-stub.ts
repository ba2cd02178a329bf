import type { Endpoint } from "../ir/ir.js";
import { endpointTypeNames } from "../ir/names.js";
import { receivesNothing } from "./emit-server.js";
import { quote } from "./quote.js";
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
  const cases = endpoint.contract.clientToServer.flatMap(({ name }) => [
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

function sendsNothing({ contract }: Endpoint): boolean {
  return contract.kind === "raw"
    ? contract.serverToClient === null
    : contract.serverToClient.length === 0;
}

// Nothing comes in, so that waiting ends when the peer has left.
function sendingLines({ contract }: Endpoint): string[] {
  const first = contract.kind === "raw" ? undefined : contract.serverToClient[0];
  const example =
    first === undefined ? "socket.send(...)" : `socket.send(${quote(first.name)}, ...)`;
  return [
    "async websocket(socket) {",
    `  // Send with ${example}; leaving this function closes the socket.`,
    "  await socket.wait();",
    "},",
  ];
}
