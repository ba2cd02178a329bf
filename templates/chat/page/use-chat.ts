import { useEffect, useReducer, useState } from "react";

import { type ChatClient, createClient } from "../src/generated/client.js";
import { clearRoom, emptyRoom, type RoomState, showRoom } from "./room-state.js";

export interface Chat extends RoomState {
  readonly connected: boolean;
  readonly say: (text: string, picture?: Uint8Array) => void;
  readonly clear: () => void;
}

/** A socket in the room for as long as the component is there; it looks after lost connections itself. */
export function useChat(room: string, user: string): Chat {
  const [socket, setSocket] = useState<ChatClient | null>(null);
  const [connected, setConnected] = useState(false);
  const [state, show] = useReducer(change, emptyRoom);

  useEffect(() => {
    const client = createClient(location.origin, { auth: () => user });
    const chat = client.chat({ params: { room } });
    const stopStatus = chat.onStatus((status) => setConnected(status === "open"));
    showRoom(chat, show);
    setSocket(chat);
    return () => {
      stopStatus();
      void chat.close();
    };
  }, [room, user]);

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
