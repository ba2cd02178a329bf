import fc from "fast-check";
import { expect, test } from "vitest";
import { MessageQueue } from "./message-queue.js";

const MAX_MESSAGES = 5;
const MAX_BYTES = 40;

/** What the queue should be: a plain array, a list of those who wait, and a flag. */
interface Model {
  messages: { id: number; bytes: number }[];
  waiting: number;
  full: boolean;
  ended: boolean;
  nextId: number;
  expected: (number | null)[];
  taken: unknown[];
}

interface Real {
  readonly queue: MessageQueue<number>;
  readonly results: Promise<number | null>[];
  /** What came at once. */
  readonly taken: unknown[];
  fullCalls: number;
  roomCalls: number;
}

type Step =
  | { kind: "push"; bytes: number }
  | { kind: "wait" }
  | { kind: "read" }
  | { kind: "shift" }
  | { kind: "abandon" }
  | { kind: "end" };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("push" as const), bytes: fc.nat(30) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom("wait" as const, "read" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom("shift" as const, "abandon" as const) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("end" as const) }) },
);

function take(model: Model): number | null {
  const message = model.messages.shift();
  const bytes = sizeOf(model);
  if (model.messages.length < MAX_MESSAGES / 2 && bytes < MAX_BYTES / 2) model.full = false;
  return message?.id ?? null;
}

function sizeOf(model: Model): number {
  return model.messages.reduce((sum, { bytes }) => sum + bytes, 0);
}

function push(model: Model, real: Real, bytes: number): void {
  const id = model.nextId++;
  real.queue.push(id, bytes);
  if (model.waiting > 0) {
    model.waiting -= 1;
    model.expected.push(id);
    return;
  }
  model.messages.push({ id, bytes });
  if (model.messages.length >= MAX_MESSAGES || sizeOf(model) >= MAX_BYTES) model.full = true;
}

function wait(model: Model, real: Real): void {
  real.results.push(real.queue.wait());
  if (model.messages.length > 0) model.expected.push(take(model));
  else if (model.ended) model.expected.push(null);
  else model.waiting += 1;
}

/** Somebody asks with a signal and gives up at once: must leave everything as it was. */
async function abandon(model: Model, real: Real): Promise<void> {
  if (model.messages.length > 0 || model.ended) return;
  const controller = new AbortController();
  const given = real.queue.wait({ signal: controller.signal });
  controller.abort(new Error("gave up"));
  real.taken.push(await given.catch((error: Error) => error.message));
  model.taken.push("gave up");
}

async function run(model: Model, real: Real, { kind, ...rest }: Step): Promise<void> {
  switch (kind) {
    case "push":
      return push(model, real, "bytes" in rest ? rest.bytes : 0);
    case "wait":
      return wait(model, real);
    case "read":
      real.taken.push(real.queue.read());
      model.taken.push(take(model));
      return;
    case "shift":
      real.taken.push(real.queue.shift());
      model.taken.push(take(model));
      return;
    case "abandon":
      return abandon(model, real);
    case "end":
      real.queue.end();
      model.ended = true;
      while (model.waiting > 0) {
        model.waiting -= 1;
        model.expected.push(null);
      }
  }
}

test("does what a plain array would, whatever the order of the calls", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const real: Real = {
        queue: new MessageQueue<number>({
          maxMessages: MAX_MESSAGES,
          maxBytes: MAX_BYTES,
          onFull: () => (real.fullCalls += 1),
          onRoom: () => (real.roomCalls += 1),
        }),
        results: [],
        taken: [],
        fullCalls: 0,
        roomCalls: 0,
      };
      const model: Model = {
        messages: [],
        waiting: 0,
        full: false,
        ended: false,
        nextId: 0,
        expected: [],
        taken: [],
      };
      for (const one of steps) {
        await run(model, real, one);
        expect(real.queue.countMessages()).toBe(model.messages.length);
        expect(real.queue.hasMessages()).toBe(model.messages.length > 0);
        expect(real.queue.bytes).toBe(sizeOf(model));
        expect(real.queue.full).toBe(model.full);
        expect(real.fullCalls - real.roomCalls).toBe(model.full ? 1 : 0);
      }
      await run(model, real, { kind: "end" });
      expect(real.taken).toEqual(model.taken);
      expect(await Promise.all(real.results)).toEqual(model.expected);
    }),
    { numRuns: 500 },
  );
});
