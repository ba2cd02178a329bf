import { SocketClosedError, StreamLostError } from "@wsgen/client";

import type { ChatClient } from "../src/generated/client.js";
import type { Message } from "../src/generated/types.js";

export interface RoomState {
  readonly people: readonly string[];
  /** `null` until the history is there. */
  readonly messages: readonly Message[] | null;
  readonly questions: readonly Question[];
  /** What came of clearing the room. */
  readonly notice: string;
}

/** Something that the server wants to know from whoever sits here. */
export interface Question {
  readonly id: number;
  readonly text: string;
  readonly answer: (agreed: boolean) => void;
}

type Show = (changed: Partial<RoomState>) => void;

export const emptyRoom: RoomState = { people: [], messages: null, questions: [], notice: "" };

/** Shows what happens in the room until the socket ends. */
export function showRoom(chat: ChatClient, show: Show): void {
  const loadHistory = showMessages(chat, show);
  showQuestions(chat, show);
  const load = (): void => {
    loadHistory().catch(report);
    showPeople(chat, show).catch(report);
  };
  load();
  // The connection was lost for so long that the server has forgotten us: what was missed is asked for.
  chat.onGap(load);
}

/** Asks the server to clear the room; it asks somebody else first. */
export async function clearRoom({ calls }: ChatClient, show: Show): Promise<void> {
  show({ notice: "Asking whoever has been here longest …" });
  try {
    await calls.clear();
  } catch (error) {
    const refused = calls.clear.isError(error, "REFUSED");
    show({ notice: `${refused ? error.data.by : "The server"} did not agree to clear the room.` });
  }
}

/** Shows what is said from now on; the result asks for what was said before. */
function showMessages(chat: ChatClient, show: Show): () => Promise<void> {
  let messages: Message[] = [];
  /** What was said since the history was asked for. */
  let newest: Message[] = [];
  chat.on("said", (message) => {
    newest = [...newest, message];
    messages = [...messages, message];
    show({ messages });
  });
  chat.on("cleared", ({ by }) => {
    newest = messages = [];
    show({ messages, notice: `${by} cleared the room.` });
  });
  return async () => {
    newest = [];
    const history = await chat.calls.history({ limit: 100 });
    // What has been said meanwhile may be in it too.
    const known = new Set(history.map(({ id }) => id));
    messages = [...history, ...newest.filter(({ id }) => !known.has(id))];
    show({ messages });
  };
}

async function showPeople(chat: ChatClient, show: Show): Promise<void> {
  for await (const people of chat.calls.presence()) show({ people });
}

function showQuestions(chat: ChatClient, show: Show): void {
  let questions: Question[] = [];
  let count = 0;
  chat.handle("confirm", ({ question }, { signal }) => {
    return new Promise((resolve) => {
      const asked: Question = { id: (count += 1), text: question, answer };
      function answer(agreed: boolean): void {
        questions = questions.filter((other) => other !== asked);
        show({ questions });
        resolve(agreed);
      }
      // The server does not wait any longer, or the socket has ended.
      signal.addEventListener("abort", () => answer(false));
      questions = [...questions, asked];
      show({ questions });
    });
  });
}

/** That the socket has ended is seen in its status, and that its session is lost in a gap. */
function report(error: unknown): void {
  if (error instanceof SocketClosedError || error instanceof StreamLostError) return;
  console.error(error);
}
