import type { Call, Endpoint, Message } from "./ir.js";

/** Whether clients send no messages to the endpoint. */
export function receivesNothing({ contract }: Endpoint): boolean {
  return contract.kind === "raw"
    ? contract.clientToServer === null
    : contract.clientToServer.messages.length === 0;
}

/** Whether the server sends no messages on the endpoint. */
export function sendsNothing({ contract }: Endpoint): boolean {
  return contract.kind === "raw"
    ? contract.serverToClient === null
    : contract.serverToClient.messages.length === 0;
}

/** The calls that are made in one direction. */
export function callsOf(
  { contract }: Endpoint,
  direction: "clientToServer" | "serverToClient",
): readonly Call[] {
  return contract.kind === "raw" ? [] : contract[direction].calls;
}

/** The messages that go in one direction. */
export function messagesOf(
  { contract }: Endpoint,
  direction: "clientToServer" | "serverToClient",
): readonly Message[] {
  return contract.kind === "raw" ? [] : contract[direction].messages;
}
