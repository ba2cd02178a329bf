import { type ReactNode, useState } from "react";

import { ChatRoom } from "./chat-room.js";
import { JoinForm } from "./join-form.js";
import { useRoomName } from "./use-room-name.js";

export function App(): ReactNode {
  const room = useRoomName();
  // For this tab only: a second tab can be somebody else.
  const [user, setUser] = useState(sessionStorage.getItem("user") ?? "");

  function rename(name: string): void {
    sessionStorage.setItem("user", name);
    setUser(name);
  }

  if (user === "") return <JoinForm room={room} onJoin={rename} />;
  return <ChatRoom key={room} room={room} user={user} onLeave={() => rename("")} />;
}
