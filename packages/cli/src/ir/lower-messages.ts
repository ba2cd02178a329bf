import { Code } from "../diagnostic.js";
import type { Message } from "./ir.js";
import { reportUnknownKeys } from "./report-unknown-keys.js";
import { messageNameProblem } from "./names.js";
import type { Place } from "./place.js";
import { isZodType, type Lowering } from "./lowering.js";

/** Lowers one direction of an enveloped endpoint; nothing given means nothing travels. */
export function lowerMessages(lowering: Lowering, direction: unknown, place: Place): Message[] {
  if (direction === undefined) return [];
  if (!isRecord(direction)) {
    const fix = "use a zod type (raw frames) or { messages: { ... } }";
    lowering.problems.add(place, Code.DEFINITION, `${place} is not a direction`, fix);
    return [];
  }
  reportUnknownKeys(lowering, direction, ["messages"], place);
  const { messages } = direction;
  const inner = place.key("messages");
  if (!isRecord(messages) || isZodType(messages)) {
    const fix = "for example messages: { say: z.object({ text: z.string() }) }";
    lowering.problems.add(inner, Code.DEFINITION, `${inner} is not an object of zod types`, fix);
    return [];
  }
  return Object.entries(messages).map(([name, type]) =>
    lowerMessage(lowering, name, type, inner.key(name)),
  );
}

function lowerMessage(lowering: Lowering, name: string, type: unknown, place: Place): Message {
  const problem = messageNameProblem(name);
  if (problem !== null) {
    const message = `${place}: the message name ${JSON.stringify(name)} ${problem}`;
    lowering.problems.add(place, Code.NAME, message, "rename the message");
  }
  return { name, type: lowering.lower(type, place) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
