import { describe, expect, test } from "vitest";
import { type Member, Rooms } from "./rooms.js";
import { SharedFrame } from "./shared-frame.js";

class Listener implements Member {
  readonly heard: string[] = [];
  readonly #plain: boolean;

  constructor(plain = false) {
    this.#plain = plain;
  }

  sendShared(frame: SharedFrame): void {
    this.heard.push(frame.data(this.#plain) as string);
  }
}

function frame(text: string): SharedFrame {
  return new SharedFrame((plain) => (plain ? `plain ${text}` : text));
}

describe("rooms", () => {
  test("send to those who have joined and not left", () => {
    const rooms = new Rooms();
    const [a, b, c] = [new Listener(), new Listener(), new Listener()];
    for (const member of [a, b]) rooms.join(member, "r");
    rooms.join(c, "other");
    rooms.send("r", frame("one"), undefined);
    rooms.leave(a, "r");
    rooms.send("r", frame("two"), undefined);
    expect([a.heard, b.heard, c.heard]).toEqual([["one"], ["one", "two"], []]);
  });

  test("are left as often as never or twice without harm", () => {
    const rooms = new Rooms();
    const [a, b] = [new Listener(), new Listener()];
    rooms.join(a, "r");
    for (const room of ["r", "r", "never", "__proto__"]) rooms.leave(b, room);
    rooms.leaveAll(b);
    rooms.leaveAll(b);
    rooms.send("r", frame("one"), undefined);
    expect(a.heard).toEqual(["one"]);
  });

  test("are there only while somebody is in them", () => {
    const rooms = new Rooms();
    const [a, b] = [new Listener(), new Listener()];
    for (let index = 0; index < 1_000; index += 1) rooms.join(a, `room ${index}`);
    rooms.join(b, "room 1");
    rooms.join(b, "room 1");
    expect(rooms.size).toBe(1_000);
    rooms.leaveAll(a);
    expect(rooms.size).toBe(1);
    rooms.leave(b, "room 1");
    expect(rooms.size).toBe(0);
  });

  test("may be named like object members", () => {
    const rooms = new Rooms();
    const a = new Listener();
    for (const room of ["__proto__", "constructor", "toString"]) rooms.join(a, room);
    rooms.send("constructor", frame("one"), undefined);
    rooms.send("hasOwnProperty", frame("nobody"), undefined);
    expect(a.heard).toEqual(["one"]);
  });

  test.each(["", null, undefined, 5, {}])("have a name, and %j is none", (name) => {
    const rooms = new Rooms();
    // What plain JavaScript may pass.
    expect(() => rooms.join(new Listener(), name as string)).toThrow(TypeError);
    expect(() => rooms.send(name as string, frame(""), undefined)).toThrow(TypeError);
    expect(rooms.size).toBe(0);
  });

  test("reach everybody also when members leave because of what they get", () => {
    const rooms = new Rooms();
    const heard: string[] = [];
    const leaver = (name: string): Member => ({
      sendShared() {
        heard.push(name);
        rooms.leaveAll(this);
      },
    });
    for (const name of ["a", "b", "c"]) rooms.join(leaver(name), "r");
    rooms.send("r", frame("go"), undefined);
    expect([heard, rooms.size]).toEqual([["a", "b", "c"], 0]);
  });
});

test("a message is written once for each kind of peer that is there", () => {
  const written: string[] = [];
  const shared = new SharedFrame((plain) => {
    written.push(plain ? "plain" : "wsgen");
    return written.at(-1) ?? "";
  });
  const rooms = new Rooms();
  for (let index = 0; index < 50; index += 1) rooms.join(new Listener(index % 2 === 0), "r");
  rooms.send("r", shared, undefined);
  expect(written.sort()).toEqual(["plain", "wsgen"]);
});
