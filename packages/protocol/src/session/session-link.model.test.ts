import fc from "fast-check";
import { assert, expect, test } from "vitest";
import type { Frame } from "../rpc/frame.js";
import type { FrameKind } from "./replay-log.js";
import { SessionLink } from "./session-link.js";

const LIMITS = { replayFrames: 6, replayBytes: 200 };

type Name = "client" | "server";

type Step =
  | { kind: "send"; from: Name; as: FrameKind; padding: number }
  | { kind: "deliver"; to: Name; frames: number }
  | { kind: "wait" }
  | { kind: "drop" }
  | { kind: "connect"; isHalf: boolean };

const name = fc.constantFrom<Name>("client", "server");

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("send" as const),
      from: name,
      as: fc.constantFrom<FrameKind>("request", "reply", "message", "message", "volatile"),
      padding: fc.nat(60),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("deliver" as const), to: name, frames: fc.nat(5) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("wait" as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("drop" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("connect" as const), isHalf: fc.boolean() }),
  },
);

interface Sent {
  readonly id: number;
  readonly as: FrameKind;
  readonly bytes: number;
  isKept: boolean;
}

/** What one side has sent and the other has had, by the book: plain lists, and nothing that is clever. */
class Direction {
  /** Everything that has a number, oldest first. */
  readonly sent: Sent[] = [];
  /** How many of these the other side has had, and how many the sender knows of. */
  had = 0;
  known = 0;
  /** What the application of the other side has seen: an id, or how many were lost. */
  readonly seen: (number | { lost: number })[] = [];
  /** Everything that lies on the connection, by number. */
  onTheWay: number[] = [];

  trim(): void {
    const kept = (): Sent[] => this.sent.slice(this.known).filter(({ isKept }) => isKept);
    const isOver = (): boolean =>
      kept().length > LIMITS.replayFrames ||
      kept().reduce((sum, { bytes }) => sum + bytes, 0) > LIMITS.replayBytes;
    for (const sent of kept()) {
      if (isOver() && sent.as === "message") sent.isKept = false;
    }
  }
}

/** Two links, a connection that may swallow what lies on it, and what should come of it. */
class World {
  readonly links: Record<Name, SessionLink>;
  readonly model: Record<Name, Direction> = { client: new Direction(), server: new Direction() };
  readonly seen: Record<Name, (number | { lost: number })[]> = { client: [], server: [] };
  /** Frames on their way to each side. */
  wires: Record<Name, Frame[]> = { client: [], server: [] };
  readonly timers = new Set<() => void>();
  isConnected = false;
  #nextId = 0;

  constructor() {
    this.links = { client: this.#link("client"), server: this.#link("server") };
  }

  run(step: Step): void {
    switch (step.kind) {
      case "send":
        return this.#send(step.from, step.as, step.padding);
      case "deliver":
        for (let at = 0; at < step.frames; at += 1) this.deliver(step.to);
        return;
      case "wait":
        for (const fire of Array.from(this.timers)) fire();
        return;
      case "drop":
        return this.#drop();
      case "connect":
        this.#drop();
        return step.isHalf ? this.#halfConnect() : this.connect();
    }
  }

  connect(): void {
    const { client, server } = this.links;
    const [clientHas, serverHas] = [client.received, server.received];
    this.isConnected = true;
    assert.isTrue(server.attach((frame) => this.wires.client.push(frame), clientHas));
    assert.isTrue(client.attach((frame) => this.wires.server.push(frame), serverHas));
    for (const side of SIDES) this.#replay(side);
  }

  deliver(to: Name): void {
    const frame = this.wires[to].shift();
    if (frame === undefined) return;
    const { method, params } = JSON.parse(frame as string);
    const outcome = this.links[to].control(method, params ?? {});
    assert.notEqual(outcome, "invalid");
    if (outcome === "unknown") this.seen[to].push(params.id);
    this.links[to].arrived(frame.length);
    this.#book(to, method, params);
  }

  #link(side: Name): SessionLink {
    return new SessionLink({
      limits: LIMITS,
      onGap: (lost) => this.seen[side].push({ lost }),
      onAcknowledged: () => undefined,
      onSilence: () => undefined,
      schedule: (callback) => {
        const fire = (): void => {
          this.timers.delete(fire);
          callback();
        };
        this.timers.add(fire);
        return () => this.timers.delete(fire);
      },
    });
  }

  #send(from: Name, as: FrameKind, padding: number): void {
    const id = this.#nextId++;
    const frame = JSON.stringify({ method: "m", params: { id, padding: "x".repeat(padding) } });
    this.links[from].send(frame, as);
    const direction = this.model[from];
    if (as === "volatile" && !this.isConnected) return;
    direction.sent.push({ id, as, bytes: frame.length, isKept: as !== "volatile" });
    if (!this.isConnected) direction.trim();
  }

  /** The server has taken the client back, and the client never hears of it. */
  #halfConnect(): void {
    const { client, server } = this.links;
    assert.isTrue(server.attach(() => undefined, client.received));
    this.model.server.known = this.model.server.had;
    server.detach();
    this.model.server.trim();
  }

  #drop(): void {
    if (!this.isConnected) return;
    this.isConnected = false;
    this.wires = { client: [], server: [] };
    for (const side of SIDES) {
      this.links[side].detach();
      this.model[side].trim();
    }
  }

  #replay(side: Name): void {
    const direction = this.model[side];
    direction.known = direction.had;
  }

  /** A frame has arrived: the book says what the application of that side has to have seen by now. */
  #book(to: Name, method: string, params: { n?: number; received?: number }): void {
    const direction = this.model[to === "client" ? "server" : "client"];
    if (method === "$/ack") this.model[to].known = params.received ?? 0;
    else if (method !== "$/ping") {
      const numbers = direction.sent.slice(direction.had, direction.had + (params?.n ?? 1));
      direction.had += numbers.length;
      if (params?.n === undefined) direction.seen.push(numbers[0]?.id ?? -1);
      else {
        // Only what is not kept may be left out, and what was a message has to be told.
        assert.isTrue(numbers.every(({ isKept }) => !isKept));
        const lost = numbers.filter(({ as }) => as === "message").length;
        if (lost > 0) direction.seen.push({ lost });
      }
    }
    assert.deepEqual(this.seen[to], direction.seen);
    assert.equal(this.links[to].received, direction.had);
  }
}

const SIDES: readonly Name[] = ["client", "server"];

test("a session gives every frame once and in order, or says how many are missing, whatever happens to its connections", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
      const world = new World();
      world.connect();
      for (const one of steps) {
        world.run(one);
        for (const side of SIDES) {
          const { had, known, sent } = world.model[side];
          const kept = sent.slice(known).filter(({ isKept }) => isKept);
          expect(world.links[side].sent).toBe(sent.length);
          expect(world.links[side].keptFrames).toBe(kept.length);
          expect(world.links[side].keptBytes).toBe(kept.reduce((sum, { bytes }) => sum + bytes, 0));
          expect(known).toBeLessThanOrEqual(had);
        }
      }
      // In the end everything has arrived, but for what could not be kept.
      world.run({ kind: "connect", isHalf: false });
      for (const side of SIDES) while (world.wires[side].length > 0) world.deliver(side);
      for (const side of SIDES) {
        const { had, seen, sent } = world.model[side];
        expect(had).toBe(sent.length);
        const calls = sent
          .filter(({ as }) => as === "request" || as === "reply")
          .map(({ id }) => id);
        expect(seen.filter((one) => calls.includes(one as number))).toEqual(calls);
        const messages = sent.filter(({ as }) => as === "message").map(({ id }) => id);
        const arrived = seen.filter((one) => messages.includes(one as number));
        const lost = seen.reduce<number>(
          (sum, one) => sum + (typeof one === "object" ? one.lost : 0),
          0,
        );
        expect(arrived.length + lost).toBe(messages.length);
      }
      for (const side of SIDES) world.links[side].end();
      expect(world.timers.size).toBe(0);
    }),
    { numRuns: 10_000 },
  );
}, 120_000);
