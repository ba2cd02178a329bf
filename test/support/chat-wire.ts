import { fail, isObject, type MessageWire, type RawWire } from "@wsgen/protocol";

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

function string(value: unknown, path: string): string {
  return typeof value === "string" ? value : fail(path, "string", value);
}

function number(value: unknown, path: string): number {
  return typeof value === "number" ? value : fail(path, "number", value);
}

/** Validators as the generator writes them. */
export const chat: MessageWire<ChatClientToServer, ChatServerToClient> = {
  kind: "messages",
  clientToServer: {
    messages: {
      say(value, path) {
        if (!isObject(value)) return fail(path, "object", value);
        return { text: string(value["text"], `${path}.text`) };
      },
      typing(value, path) {
        if (!isObject(value)) return fail(path, "object", value);
        const { on } = value;
        return { on: typeof on === "boolean" ? on : fail(`${path}.on`, "boolean", on) };
      },
    },
  },
  serverToClient: {
    messages: {
      said(value, path) {
        if (!isObject(value)) return fail(path, "object", value);
        const from = string(value["from"], `${path}.from`);
        return { from, text: string(value["text"], `${path}.text`) };
      },
      count: number,
    },
  },
};

export const echo: RawWire<string, string> = {
  kind: "raw",
  clientToServer: { encoding: "text", validate: string },
  serverToClient: { encoding: "text", validate: string },
};

export const numbers: RawWire<number, number> = {
  kind: "raw",
  clientToServer: { encoding: "json", validate: number },
  serverToClient: { encoding: "json", validate: number },
};
