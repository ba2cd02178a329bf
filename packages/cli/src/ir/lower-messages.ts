import { messageMark, type MessageMark } from "../schema/message.js";
import { Code } from "../diagnostic.js";
import type { Message } from "./ir.js";
import { lowerDelivery } from "./lower-delivery.js";
import { lowerPast } from "./lower-past.js";
import { isRecord, isZodType, type Lowering } from "./lowering.js";
import { methodNameProblem } from "./names.js";
import type { Place } from "./place.js";

/** Lowers the messages of one direction, in the order they were written. */
export function lowerMessages(lowering: Lowering, messages: unknown, place: Place): Message[] {
  if (messages === undefined) return [];
  if (!isRecord(messages) || isZodType(messages)) {
    const fix = "for example messages: { say: z.object({ text: z.string() }) }";
    lowering.problems.add(place, Code.DEFINITION, `${place} is not an object of zod types`, fix);
    return [];
  }
  return Object.entries(messages).map(([name, value]) =>
    lowerMessage(lowering, name, value, place.key(name)),
  );
}

function lowerMessage(lowering: Lowering, name: string, value: unknown, place: Place): Message {
  const problem = methodNameProblem(name);
  if (problem !== null) {
    const message = `${place}: the message name ${JSON.stringify(name)} ${problem}`;
    lowering.problems.add(place, Code.NAME, message, "rename the message");
  }
  if (!isMarked(value)) return { name, type: lowering.lower(value, place) };
  const before = lowering.problems.count;
  const { type, options } = value[messageMark];
  const lowered = lowering.lower(type, place.message());
  const known = lowering.problems.count === before ? lowered : null;
  const delivery = lowerDelivery(lowering, options, known, place);
  const past = isRecord(options) ? options["renamedFrom"] : undefined;
  const pastPlace = place.options().key("renamedFrom");
  return {
    name,
    ...lowerPast(lowering.problems, past, pastPlace, methodNameProblem),
    type: lowered,
    ...(delivery !== null && { delivery }),
  };
}

// What `message` returned; what it was given, nobody may have type-checked.
function isMarked(
  value: unknown,
): value is Readonly<Record<keyof MessageMark, { type: unknown; options: unknown }>> {
  return isRecord(value) && messageMark in value;
}
