import "./steady-urls.js";
import { z } from "zod";
import { Random } from "../../hostile/random.js";
import { attachedToServer, hasBytes } from "./attached.js";
import type { Entry } from "./corpus/index.js";
import type { Wires } from "./generated.js";
import { zodOutcome } from "./outcome.js";
import { isSameOnWire } from "./same-on-wire.js";
import { mutate } from "./values/mutate.js";
import { arbitraryNear, arbitraryNearJson, sample, throughJson } from "./values/sample.js";
import { seed } from "./values/settings.js";
import {
  clientToServer,
  garbageToClient,
  garbageToServer,
  jsonToServer,
  serverToClient,
  type Subject,
} from "./ways.js";

export interface Comparison {
  /** How many values went some way. */
  readonly values: number;
  readonly problems: readonly string[];
}

/** Sends values near a type every way there is, `count` of them from each side and twice as much JSON. */
export function compare(entry: Entry, wires: Wires, count: number): Comparison {
  // Texts that functions write cannot be known to a client, and are not compared.
  const subject: Subject = { ...entry, wires, ownWords: entry.name.startsWith("errorFunction") };
  const found: (string | null)[] = [];
  const sent: unknown[] = [];
  const rich = sample(arbitraryNear(entry.schema), count);
  for (const value of rich) {
    const { problem, wire } = clientToServer(subject, value);
    found.push(problem);
    if (hasBytes(value)) found.push(attachedToServer(subject, value));
    if (wire !== undefined) sent.push(wire);
  }
  if (!entry.oneWay) {
    for (const value of outputs(entry, rich)) found.push(serverToClient(subject, value));
  }
  const same = isSameOnWire(entry.schema);
  const known = same ? [...rich.map(throughJson), ...sent] : sent;
  for (const wire of sample(arbitraryNearJson(known), count * 2)) {
    found.push(
      same ? jsonToServer(subject, wire) : garbageToServer(subject, wire, !entry.closures),
    );
    if (!entry.oneWay) found.push(garbageToClient(subject, wire));
  }
  return { values: found.length, problems: found.filter((problem) => problem !== null) };
}

/** What the server may send: what comes out of the type, as it is or off by a little. */
function outputs({ schema }: Entry, inputs: readonly unknown[]): readonly unknown[] {
  const random = new Random(seed);
  return inputs.map((value) => {
    const result = zodOutcome(() => z.safeParse(schema, value));
    if (result.kind !== "accepted") return value;
    return random.next() < 0.6 ? result.value : mutate(result.value, random);
  });
}
