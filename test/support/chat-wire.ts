import { boolean, number, object, rawWire, text, wiresOf } from "./codecs.js";

export interface ChatClientToServer {
  say: { text: string };
  typing: { on: boolean };
}
export interface ChatServerToClient {
  said: { from: string; text: string };
  count: number;
}
export type ChatClientToServerMessage =
  | { type: "say"; data: ChatClientToServer["say"] }
  | { type: "typing"; data: ChatClientToServer["typing"] };
export type ChatServerToClientMessage =
  | { type: "said"; data: ChatServerToClient["said"] }
  | { type: "count"; data: ChatServerToClient["count"] };

/** The wire of a client, as the generator would write it. */
export const { client: chat } = wiresOf<ChatClientToServer, ChatServerToClient>(
  { messages: { say: object({ text }), typing: object({ on: boolean }) } },
  { messages: { said: object({ from: text, text }), count: number } },
);

export const echo = rawWire("text", text);

export const numbers = rawWire("json", number);
