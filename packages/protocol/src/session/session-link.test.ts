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
  readonly write: (frame: Frame) => void;
} {
  const written: Frame[] = [];
  const timers = new Set<Timer>();
  const gaps: number[] = [];
  const link = new SessionLink({
    limits,
    onGap: (lost) => gaps.push(lost),
    onAcknowledged: () => (world.acknowledged += 1),
    schedule: (callback, delay) => {
      const timer = { callback, delay };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  });
  const write = (frame: Frame): void => void written.push(frame);
  const world = { link, written, timers, gaps, acknowledged: 0, write };
  link.attach(write, 0);
  return world;
}

const ack = (received: number): string => `{"method":"$/ack","params":{"received":${received}}}`;

describe("acknowledging", () => {
  it("is done a second after the first frame, once for all that came by then", () => {
    const { link, timers, written } = openLink();
    for (let at = 0; at < 31; at += 1) link.arrived(10);
    expect(written).toEqual([]);
    expect([...timers].map(({ delay }) => delay)).toEqual([1_000]);
    [...timers][0]?.callback();
    expect(written).toEqual([ack(31)]);
    expect(timers.size).toBe(0);
  });

  it.each([
    ["32 frames", 32, 10],
    ["64 KiB", 2, 32_768],
  ])("is done at once after %s, and leaves no timer", (_, frames, bytes) => {
    const { link, timers, written } = openLink();
    for (let at = 0; at < frames; at += 1) link.arrived(bytes);
    expect(written).toEqual([ack(frames)]);
    expect(timers.size).toBe(0);
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
    expect(timers.size).toBe(0);
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
    link.send("d", "call");
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
    link.send("e", "call");
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

  it("keeps by bytes on the wire, and by frames", () => {
    const { link, write, written } = openLink({ replayFrames: 1_000, replayBytes: 6 });
    link.detach();
    for (const frame of ["éé", "ü", new Uint8Array(2)]) link.send(frame, "message");
    expect(link.keptBytes).toBe(4);
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
    expect(link.send("a", "call")).toBe(true);
    expect(link.send("b", "call")).toBe(true);
    expect(link.send("c", "call")).toBe(false);
    expect(link.keptFrames).toBe(3);
  });

  it("keeps no bounds while there is a connection, and says so when it is lost", () => {
    const { link } = openLink({ replayFrames: 2, replayBytes: 1_000 });
    for (const frame of ["a", "b", "c"]) expect(link.send(frame, "call")).toBe(true);
    expect(link.detach()).toBe(false);
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
  expect(timers.size).toBe(1);
  link.end();
  expect(timers.size).toBe(0);
});
