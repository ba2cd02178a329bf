import type { SharedFrame } from "./shared-frame.js";

/** What a room holds. */
export interface Member {
  /** Sends a frame made for its kind of peer; nobody waits. */
  sendShared(frame: SharedFrame): void;
}

/** Who is in which room of one endpoint. A room is there while somebody is in it. */
export class Rooms {
  readonly #members = new Map<string, Set<Member>>();
  readonly #joined = new Map<Member, Set<string>>();

  /** Rooms that have members. */
  get size(): number {
    return this.#members.size;
  }

  /** @throws {TypeError} for a name that cannot be one. */
  join(member: Member, room: string): void {
    checkName(room);
    entry(this.#members, room).add(member);
    entry(this.#joined, member).add(room);
  }

  leave(member: Member, room: string): void {
    remove(this.#members, room, member);
    remove(this.#joined, member, room);
  }

  /** The member is gone: it is in no room any more. */
  leaveAll(member: Member): void {
    for (const room of this.#joined.get(member) ?? []) remove(this.#members, room, member);
    this.#joined.delete(member);
  }

  send(room: string, frame: SharedFrame, except: unknown): void {
    checkName(room);
    for (const member of this.#members.get(room) ?? []) {
      if (member !== except) member.sendShared(frame);
    }
  }
}

function checkName(room: unknown): void {
  if (typeof room !== "string" || room === "") throw new TypeError("A room has a name.");
}

function entry<Key, Value>(map: Map<Key, Set<Value>>, key: Key): Set<Value> {
  let set = map.get(key);
  if (set === undefined) map.set(key, (set = new Set()));
  return set;
}

function remove<Key, Value>(map: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const set = map.get(key);
  set?.delete(value);
  if (set?.size === 0) map.delete(key);
}
