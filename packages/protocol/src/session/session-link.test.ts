import { describe, expect, it } from "vitest";
import type { Frame } from "../rpc/frame.js";
import { SessionLink } from "./session-link.js";

interface Timer {
  readonly callback: () => void;
  readonly delay: number;
}

/** A link with a connection whose frames are seen, and a clock that stands still. */
function openLink(limits = { replayFrames: 1_000, replayBytes: 262_144 }): {
  readonly link: SessionLink;
  readonly written: Frame[];
  readonly timers: Set<Timer>;
  readonly gaps: number[];
  acknowledged: number;
  silences: number;
  readonly write: (frame: Frame) => void;
} {
  const written: Frame[] = [];
  const timers = new Set<Timer>();
  const gaps: number[] = [];
  const link = new SessionLink({
    limits,
    onGap: (lost) => gaps.push(lost),
    onAcknowledged: () => (world.acknowledged += 1),
    onSilence: () => (world.silences += 1),
    schedule: (callback, delay) => {
      const timer = { callback, delay };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  });
  const write = (frame: Frame): void => void written.push(frame);
  const world = { link, written, timers, gaps, acknowledged: 0, silences: 0, write };
  link.attach(write, 0);
  return world;
}

/** The timers of acknowledgements; the other one looks after silence. */
function delaysOf(timers: Set<Timer>): number[] {
  return [...timers].map(({ delay }) => delay).filter((delay) => delay !== TICK);
}

function fire(timers: Set<Timer>, delay: number): void {
  for (const timer of timers) {
    if (timer.delay !== delay) continue;
    timers.delete(timer);
    timer.callback();
    return;
  }
}

const TICK = 12_500;

const ack = (received: number): string => `{"method":"$/ack","params":{"received":${received}}}`;

describe("acknowledging", () => {
  it("is done a second after the first frame, once for all that came by then", () => {
    const { link, timers, written } = openLink();
    for (let at = 0; at < 31; at += 1) link.arrived(10);
    expect(written).toEqual([]);
    expect(delaysOf(timers)).toEqual([1_000]);
    fire(timers, 1_000);
    expect(written).toEqual([ack(31)]);
    expect(delaysOf(timers)).toEqual([]);
  });

  it.each([
    ["32 frames", 32, 10],
    ["64 KiB", 2, 32_768],
  ])("is done at once after %s, and leaves no timer", (_, frames, bytes) => {
    const { link, timers, written } = openLink();
    for (let at = 0; at < frames; at += 1) link.arrived(bytes);
    expect(written).toEqual([ack(frames)]);
    expect(delaysOf(timers)).toEqual([]);
  });

  it("is not itself acknowledged, nor is a ping", () => {
    const { link, timers, written } = openLink();
    for (let at = 0; at < 100; at += 1) {
      expect(link.control("$/ack", { received: 0 })).toBe("done");
      link.arrived(40);
      expect(link.control("$/ping", {})).toBe("done");
      link.arrived(20);
    }
    expect(link.received).toBe(0);
    expect(written).toEqual([]);
    expect(delaysOf(timers)).toEqual([]);
  });

  it("counts what came before an acknowledgement, and not that", () => {
    const { link, written } = openLink();
    for (let at = 0; at < 31; at += 1) link.arrived(1);
    link.control("$/ack", { received: 0 });
    link.arrived(1);
    expect(written).toEqual([]);
    link.arrived(1);
    expect(written).toEqual([ack(32)]);
  });

  it("is not owed any more when the connection is gone: the resumption tells it", () => {
    const { link, timers, written } = openLink();
    link.arrived(10);
    link.detach();
    expect(timers.size).toBe(0);
    link.attach(() => undefined, 0);
    expect(link.received).toBe(1);
    expect(written).toEqual([]);
  });

  it.each([
    ["more than was sent", 3],
    ["less than before", 0],
    ["half a frame", 1.5],
    ["a negative count", -1],
    ["no number", "2"],
    ["nothing", undefined],
  ])("of %s breaks the rules, and changes nothing", (_, received) => {
    const world = openLink();
    world.link.send("a", "message");
    world.link.send("b", "message");
    world.link.control("$/ack", { received: 1 });
    expect(world.link.control("$/ack", { received })).toBe("invalid");
    expect(world.link.keptFrames).toBe(1);
    expect(world.acknowledged).toBe(1);
  });
});

describe("resuming", () => {
  it("sends again what the other side has not had, before anything new", () => {
    const { link, written } = openLink();
    for (const frame of ["a", "b", "c"]) link.send(frame, "message");
    link.detach();
    link.send("d", "request");
    expect(written.splice(0)).toEqual(["a", "b", "c"]);
    expect(link.attach((frame) => written.push(frame), 1)).toBe(true);
    link.send("e", "message");
    expect(written).toEqual(["b", "c", "d", "e"]);
  });

  it.each([-1, 4, 0.5, Number.NaN])("is refused from %s of 3 frames", (received) => {
    const { link, written } = openLink();
    for (const frame of ["a", "b", "c"]) link.send(frame, "message");
    link.detach();
    written.length = 0;
    expect(link.attach((frame) => written.push(frame), received)).toBe(false);
    expect(link.isAttached).toBe(false);
    expect(written).toEqual([]);
  });

  it("is refused from before what was acknowledged", () => {
    const { link } = openLink();
    link.send("a", "message");
    link.control("$/ack", { received: 1 });
    link.detach();
    expect(link.attach(() => undefined, 0)).toBe(false);
  });

  it("skips what was volatile, and says how many messages could not be kept", () => {
    const { link, write, written } = openLink({ replayFrames: 2, replayBytes: 1_000 });
    link.send("a", "volatile");
    link.send("b", "message");
    link.send("c", "message");
    link.send("d", "volatile");
    link.send("e", "request");
    link.send("f", "volatile");
    link.send("g", "volatile");
    link.detach();
    link.send("never", "volatile");
    written.length = 0;
    link.attach(write, 0);
    expect(written).toEqual([
      '{"method":"$/gap","params":{"n":2,"lost":1}}',
      "c",
      '{"method":"$/skip","params":{"n":1}}',
      "e",
      '{"method":"$/skip","params":{"n":2}}',
    ]);
  });

  it("keeps by characters and bytes, and by frames", () => {
    const { link, write, written } = openLink({ replayFrames: 1_000, replayBytes: 4 });
    link.detach();
    for (const frame of ["éé", "ü", new Uint8Array(2)]) link.send(frame, "message");
    expect(link.keptBytes).toBe(3);
    link.attach(write, 0);
    expect(written).toEqual([
      '{"method":"$/gap","params":{"n":1,"lost":1}}',
      "ü",
      new Uint8Array(2),
    ]);
  });

  it("never drops a call: the caller of send is told that there are too many", () => {
    const { link } = openLink({ replayFrames: 2, replayBytes: 1_000 });
    link.detach();
    expect(link.send("a", "request")).toBe(true);
    expect(link.send("b", "request")).toBe(true);
    expect(link.send("c", "request")).toBe(false);
    expect(link.keptFrames).toBe(3);
  });

  it("keeps no bounds while there is a connection, and says so when it is lost", () => {
    const { link } = openLink({ replayFrames: 2, replayBytes: 1_000 });
    for (const frame of ["a", "b", "c"]) expect(link.send(frame, "request")).toBe(true);
    expect(link.detach()).toBe(false);
  });
});

describe("silence", () => {
  it("is broken by a ping when nothing else was said", () => {
    const { link, timers, written } = openLink();
    fire(timers, TICK);
    expect(written).toEqual([]);
    fire(timers, TICK);
    expect(written.splice(0)).toEqual(['{"method":"$/ping","params":{}}']);
    link.send("a", "message");
    fire(timers, TICK);
    expect(written.splice(0)).toEqual(["a"]);
    fire(timers, TICK);
    expect(written).toEqual(['{"method":"$/ping","params":{}}']);
  });

  it("of the other side's is told after the fourth look, and anything that arrives ends it", () => {
    const world = openLink();
    for (let at = 0; at < 3; at += 1) fire(world.timers, TICK);
    world.link.control("$/ping", {});
    world.link.arrived(30);
    for (let at = 0; at < 3; at += 1) fire(world.timers, TICK);
    expect(world.silences).toBe(0);
    fire(world.timers, TICK);
    expect(world.silences).toBe(1);
  });

  it("is not listened to without a connection", () => {
    const { link, timers, write } = openLink();
    link.detach();
    expect(timers.size).toBe(0);
    link.attach(write, 0);
    expect(timers.size).toBe(1);
  });
});

describe("another session", () => {
  it("gets the requests and messages that no connection was given, numbered from 1", () => {
    const { link, write, written } = openLink();
    link.send("message seen", "message");
    link.send("request seen", "request");
    link.detach();
    link.send("reply", "reply");
    link.send("message", "message");
    link.send("request", "request");
    expect(link.unwritten()).toEqual(new Set(["reply", "message", "request"]));
    link.arrived(10);
    expect(link.restart(["request seen"])).toBe(1);
    expect(link.received).toBe(0);
    written.length = 0;
    expect(link.attach(write, 0)).toBe(true);
    expect(written).toEqual(["request seen", "message", "request"]);
    expect(link.control("$/ack", { received: 3 })).toBe("done");
    expect(link.keptFrames).toBe(0);
    expect(link.unwritten().size).toBe(0);
  });

  it("counts a message as missing that was dropped, and not one that was acknowledged", () => {
    const { link } = openLink({ replayFrames: 2, replayBytes: 1_000 });
    for (const frame of ["a", "b", "c"]) link.send(frame, "message");
    link.control("$/ack", { received: 1 });
    link.detach();
    for (const frame of ["d", "e"]) link.send(frame, "message");
    expect(link.restart([])).toBe(2);
    expect(link.keptFrames).toBe(2);
  });
});

describe("a peer that holds no sessions", () => {
  it("is given what no connection was, and what follows is kept no more", () => {
    const { link, timers, written } = openLink();
    link.send("seen", "message");
    link.detach();
    link.restart([]);
    link.send("request", "request");
    link.send("message", "message");
    written.length = 0;
    link.attachUncounted((frame) => written.push(frame));
    link.send("new", "request");
    for (let at = 0; at < 100; at += 1) link.arrived(1_000);
    expect(written).toEqual(["request", "message", "new"]);
    expect(link.keptFrames).toBe(0);
    expect(timers.size).toBe(0);
    link.detach();
    link.send("later", "message");
    link.attachUncounted((frame) => written.push(frame));
    expect(written.slice(3)).toEqual(["later"]);
  });
});

describe("what is missing", () => {
  it("counts as arrived, and is told if anybody has to know", () => {
    const { gaps, link } = openLink();
    expect(link.control("$/skip", { n: 3 })).toBe("done");
    link.arrived(30);
    expect(link.control("$/gap", { n: 4, lost: 2 })).toBe("done");
    link.arrived(40);
    expect(link.received).toBe(7);
    expect(gaps).toEqual([2]);
  });

  it.each([
    ["$/skip", { n: 0 }],
    ["$/skip", { n: -1 }],
    ["$/skip", { n: 1.5 }],
    ["$/skip", {}],
    ["$/skip", { n: 2 ** 53 }],
    ["$/gap", { n: 2, lost: 3 }],
    ["$/gap", { n: 2, lost: -1 }],
    ["$/gap", { n: 2 }],
    ["$/gap", { n: "2", lost: 1 }],
  ])("breaks the rules as %s %j", (method, params) => {
    const { gaps, link } = openLink();
    expect(link.control(method, params)).toBe("invalid");
    expect(gaps).toEqual([]);
  });

  it.each(["$/next", "$/session", "$/new", "say"])("is not what %s says", (method) => {
    const { link } = openLink();
    expect(link.control(method, { n: 3, received: 9 })).toBe("unknown");
    link.arrived(10);
    expect(link.received).toBe(1);
  });
});

it("leaves no timer when it ends", () => {
  const { link, timers } = openLink();
  link.arrived(1);
  expect(timers.size).toBe(2);
  link.end();
  expect(timers.size).toBe(0);
});
