import type { ReactNode } from "react";

import { formText } from "./form-text.js";
import { roomLink } from "./use-room-name.js";

const suggested = ["general", "random", "music"];

/** The suggested rooms, the one we are in, and a way to any other: a room is there as soon as somebody is in it. */
export function RoomList({ current }: { current: string }): ReactNode {
  const rooms = new Set([...suggested, current]);

  function open(form: FormData): void {
    const room = formText(form, "room");
    if (room !== "") location.hash = roomLink(room);
  }

  return (
    <nav className="rooms" aria-label="Rooms">
      <h2>Rooms</h2>
      <ul>
        {Array.from(rooms, (room) => (
          <li key={room}>
            <a href={roomLink(room)} aria-current={room === current ? "page" : undefined}>
              #{room}
            </a>
          </li>
        ))}
      </ul>
      <form action={open} autoComplete="off">
        <input name="room" aria-label="Another room" placeholder="Another room" maxLength={30} />
        <button>Go</button>
      </form>
    </nav>
  );
}
