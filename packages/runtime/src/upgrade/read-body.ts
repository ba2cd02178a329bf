import type { IncomingMessage } from "node:http";
import { textResponse } from "./write-response.js";

/** The text of a body, or the refusal when it is longer than `maxBytes` or stays incomplete. */
export async function readBody(
  request: Request,
  message: IncomingMessage,
  maxBytes: number,
): Promise<string | Response> {
  if (request.body === null) return "";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    // The stream gives bytes; its type here says so only for a part of the runtimes.
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > maxBytes) return tooLong(maxBytes);
      chunks.push(chunk);
    }
  } catch (error) {
    // A client that leaves is no error of ours; nobody gets this answer.
    if (!message.complete || message.socket.destroyed)
      return textResponse(400, "The body is incomplete.");
    throw error;
  }
  return Buffer.concat(chunks).toString();
}

function tooLong(maxBytes: number): Response {
  const text = `A body has at most ${maxBytes} bytes.`;
  return textResponse(413, text, { connection: "close" });
}
