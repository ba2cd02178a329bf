import { fail, isObject, type MessageWire } from "@wsgen/runtime/codegen";

// The contract behind the transcripts, written as the generator would write it.

interface Message {
  from: string;
  text: string;
}

export interface ClientToServerCalls {
  history: {
    input: { limit: number };
    output: Message[];
    errors: { NOT_A_MEMBER: { room: string } };
  };
  count: { input: { to: number }; items: number; output: number; errors: object };
  sleep: { input: void; output: void; errors: object };
  upload: { input: { name: string }; uploads: string; output: { size: number }; errors: object };
  shout: { input: void; uploads: string; items: string; output: void; errors: object };
  clear: { input: void; output: boolean; errors: object };
}

export interface ServerToClientCalls {
  confirm: { input: { question: string }; output: boolean; errors: object };
}

function text(value: unknown, path: string): string {
  return typeof value === "string" ? value : fail(path, "a string", value);
}

function number(value: unknown, path: string): number {
  return typeof value === "number" ? value : fail(path, "a number", value);
}

function boolean(value: unknown, path: string): boolean {
  return typeof value === "boolean" ? value : fail(path, "a boolean", value);
}

/** Checks an object with one property. */
function only<Key extends string, T>(
  key: Key,
  check: (value: unknown, path: string) => T,
): (value: unknown, path: string) => { [Name in Key]: T } {
  return (value, path) => {
    if (!isObject(value)) return fail(path, "an object", value);
    // A computed key is typed as any string.
    return { [key]: check(value[key], `${path}.${key}`) } as { [Name in Key]: T };
  };
}

function said(value: unknown, path: string): Message {
  if (!isObject(value)) return fail(path, "an object", value);
  return { from: text(value["from"], `${path}.from`), text: text(value["text"], `${path}.text`) };
}

function messages(value: unknown, path: string): Message[] {
  if (!Array.isArray(value)) return fail(path, "an array", value);
  return value.map((one: unknown, index) => said(one, `${path}.${index}`));
}

export const wire: MessageWire<
  { say: { text: string } },
  { said: Message },
  ClientToServerCalls,
  ServerToClientCalls
> = {
  kind: "messages",
  clientToServer: {
    messages: { say: only("text", text) },
    calls: {
      history: {
        input: only("limit", number),
        output: messages,
        errors: { NOT_A_MEMBER: only("room", text) },
        effect: "safe",
      },
      count: { input: only("to", number), items: number, output: number },
      sleep: {},
      upload: { input: only("name", text), uploads: text, output: only("size", number) },
      shout: { uploads: text, items: text },
      clear: { output: boolean },
    },
  },
  serverToClient: {
    messages: { said },
    calls: { confirm: { input: only("question", text), output: boolean } },
  },
};
