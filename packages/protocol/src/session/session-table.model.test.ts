import fc from "fast-check";
import { assert, expect, test } from "vitest";
import { SessionTable } from "./session-table.js";

const TTL = 100;
const MAX_KEPT_BYTES = 50;

/** One session by the book. */
interface Known {
  readonly name: string;
  readonly id: string;
  readonly subject: string | null;
  /** The keys that open it. */
  keys: string[];
  newest: string;
  awaySince: number | null;
  /** Which came first of those that left in the same millisecond. */
  order: number;
  bytes: number;
}

const subject = fc.constantFrom("ann", "bob", null);
const which = fc.nat(5);

const step = fc.oneof(
  fc.record({ kind: fc.constant("open" as const), subject }),
  fc.record({ kind: fc.constant("resume" as const), which, subject, key: fc.nat(3) }),
  fc.record({ kind: fc.constant("leave" as const), which, bytes: fc.nat(30) }),
  fc.record({ kind: fc.constant("keep" as const), which, bytes: fc.nat(30) }),
  fc.record({ kind: fc.constantFrom("confirm" as const, "close" as const), which }),
  fc.record({ kind: fc.constant("wait" as const), time: fc.nat(60) }),
  fc.record({ kind: fc.constant("end" as const) }),
);

test("gives a session to whom it belongs, while there is one, and ends those that are away too long or keep too much", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
      let [time, made, left] = [0, 0, 0];
      const table = new SessionTable<string>({
        ttl: TTL,
        maxKeptBytes: MAX_KEPT_BYTES,
        now: () => time,
        createKey: () => `k${(made += 1)}`,
      });
      let known: Known[] = [];
      const every: Known[] = [];
      const held = new Map<string, { key: { confirm(): void } }>();
      const isOver = ({ awaySince }: Known): boolean =>
        awaySince !== null && time - awaySince >= TTL;
      const away = (): Known[] =>
        known.filter(({ awaySince }) => awaySince !== null).toSorted((a, b) => a.order - b.order);
      const keptBytes = (): number => away().reduce((sum, { bytes }) => sum + bytes, 0);
      for (const one of steps) {
        const session = "which" in one ? every[one.which] : undefined;
        const isKnown = session !== undefined && known.includes(session);
        switch (one.kind) {
          case "open": {
            const opened = table.open(one.subject, `s${every.length}`);
            held.set(opened.id, opened);
            every.push({
              name: opened.session,
              id: opened.id,
              subject: one.subject,
              keys: [opened.key.current],
              newest: opened.key.current,
              awaySince: null,
              order: 0,
              bytes: 0,
            });
            known.push(every.at(-1) as Known);
            break;
          }
          case "resume": {
            const key = session?.keys[one.key] ?? session?.newest ?? "none";
            const given = table.resume(session?.id ?? "none", key, one.subject);
            const isTheirs = isKnown && session.subject === one.subject && !isOver(session);
            assert.equal(
              given?.session ?? null,
              isTheirs && session.keys.includes(key) ? session.name : null,
            );
            if (given === null || session === undefined) break;
            session.newest = given.key.current;
            session.keys = [key, session.newest];
            [session.awaySince, session.bytes] = [null, 0];
            break;
          }
          case "leave":
            table.leave(session?.id ?? "none", one.bytes);
            if (!isKnown || session.awaySince !== null) break;
            left += 1;
            [session.awaySince, session.bytes, session.order] = [time, one.bytes, left];
            break;
          case "keep":
            table.keep(session?.id ?? "none", one.bytes);
            if (isKnown && session.awaySince !== null) session.bytes = one.bytes;
            break;
          case "confirm":
            if (!isKnown) break;
            held.get(session.id)?.key.confirm();
            session.keys = [session.newest];
            break;
          case "close":
            table.close(session?.id ?? "none");
            known = known.filter((other) => other !== session);
            break;
          case "wait":
            time += one.time;
            break;
          case "end": {
            const ended: string[] = [];
            for (const oldest of away()) {
              if (!isOver(oldest) && keptBytes() <= MAX_KEPT_BYTES) break;
              known = known.filter((other) => other !== oldest);
              ended.push(oldest.name);
            }
            assert.deepEqual(table.takeEnded(), ended);
          }
        }
        const [first] = away();
        const until = first === undefined ? null : Math.max(0, (first.awaySince ?? 0) + TTL - time);
        expect(table.untilNextEnd).toBe(until);
        expect(table.size).toBe(known.length);
        expect(table.keptBytes).toBe(keptBytes());
      }
    }),
    { numRuns: 10_000 },
  );
}, 120_000);
