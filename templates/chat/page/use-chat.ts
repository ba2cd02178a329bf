import { useEffect, useReducer, useState } from "react";

import { type ChatClient, createClient } from "../src/generated/client.js";
import { clearRoom, emptyRoom, type RoomState, showRoom } from "./room-state.js";

export interface Chat extends RoomState {
  readonly connected: boolean;
  readonly say: (text: string, picture?: Uint8Array) => void;
  readonly clear: () => void;
}

const retryAfter = 2_000;

/** A socket in the room for as long as the component is there; a lost one is replaced. */
export function useChat(room: string, user: string): Chat {
  const [socket, setSocket] = useState<ChatClient | null>(null);
  const [connected, setConnected] = useState(false);
  const [attempt, tryAgain] = useReducer((count: number) => count + 1, 0);
  const [state, show] = useReducer(change, emptyRoom);

  useEffect(() => {
    const client = createClient(location.origin, { auth: () => user });
    const chat = client.chat({ params: { room } });
    let retry: ReturnType<typeof setTimeout> | undefined;
    const stopStatus = chat.onStatus((status) => {
      setConnected(status === "open");
      if (status === "closed") retry = setTimeout(tryAgain, retryAfter);
    });
    showRoom(chat, show);
    setSocket(chat);
    return () => {
      stopStatus();
      clearTimeout(retry);
      void chat.close();
    };
  }, [room, user, attempt]);

  return {
    ...state,
    connected,
    say: (text, picture) => void socket?.send("say", { text, picture }),
    clear: () => void (socket && clearRoom(socket, show)),
  };
}

function change(now: RoomState, changed: Partial<RoomState>): RoomState {
  return { ...now, ...changed };
}
