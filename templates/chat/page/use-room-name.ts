import { useSyncExternalStore } from "react";

/** The room that the address names: `#room=general`. */
export function useRoomName(): string {
  return useSyncExternalStore(subscribe, readRoomName);
}

export function roomLink(room: string): string {
  return `#${new URLSearchParams({ room })}`;
}

function readRoomName(): string {
  const room = new URLSearchParams(location.hash.slice(1)).get("room") ?? "";
  return room.slice(0, 30) || "general";
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}
