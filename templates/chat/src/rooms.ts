import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";

import type { ChatSocket } from "./generated/server.js";
import type { Message } from "./generated/types.js";

const keptMessages = 100;
const rooms = new Map<string, Room>();

export function findRoom(name: string): Room {
  const room = rooms.get(name) ?? new Room();
  rooms.set(name, room);
  return room;
}

/** Who is in a room, and what was said there: in memory, so it ends with the process. Put your database here. */
export class Room extends EventEmitter<{ people: [] }> {
  readonly #sockets = new Set<ChatSocket>();
  readonly #messages: Message[] = [];

  constructor() {
    super();
    this.setMaxListeners(0); // one for everybody who watches
  }

  /** The one who has been here longest. */
  get host(): ChatSocket | undefined {
    return this.#sockets.values().next().value;
  }

  /** Everybody once, however many tabs they have open. */
  get people(): string[] {
    return [...new Set(Array.from(this.#sockets, (socket) => socket.context.user))];
  }

  enter(socket: ChatSocket): void {
    this.#sockets.add(socket);
    this.emit("people");
  }

  leave(socket: ChatSocket): void {
    this.#sockets.delete(socket);
    this.emit("people");
  }

  add(from: string, said: Pick<Message, "text" | "picture">): Message {
    const message = { id: randomUUID(), from, ...said, at: new Date() };
    this.#messages.push(message);
    if (this.#messages.length > keptMessages) this.#messages.shift();
    return message;
  }

  newest(count: number): Message[] {
    return this.#messages.slice(-count);
  }

  clear(): void {
    this.#messages.length = 0;
  }
}
