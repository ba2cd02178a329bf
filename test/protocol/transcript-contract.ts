import { boolean, list, number, object, text, wiresOf } from "../support/codecs.js";

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

const message = object<Message>({ from: text, text });

/** The wires of both sides. */
export const wires = wiresOf<
  { say: { text: string } },
  { said: Message },
  ClientToServerCalls,
  ServerToClientCalls
>(
  {
    messages: { say: object({ text }) },
    calls: {
      history: {
        input: object({ limit: number }),
        output: list(message),
        errors: { NOT_A_MEMBER: object({ room: text }) },
        effect: "safe",
      },
      count: { input: object({ to: number }), items: number, output: number },
      sleep: {},
      upload: { input: object({ name: text }), uploads: text, output: object({ size: number }) },
      shout: { uploads: text, items: text },
      clear: { output: boolean },
    },
  },
  {
    messages: { said: message },
    calls: { confirm: { input: object({ question: text }), output: boolean } },
  },
);
