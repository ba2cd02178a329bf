import { messageMark } from "../schema/message.js";
import { Code } from "../diagnostic.js";
import type { Direction } from "./ir.js";
import { lowerCalls } from "./lower-calls.js";
import { lowerMessages } from "./lower-messages.js";
import { checkPasts } from "./lower-past.js";
import { isOldZodType, isRecord, type Lowering } from "./lowering.js";
import type { Place } from "./place.js";
import { reportUnknownKeys } from "./report-unknown-keys.js";

const NOTHING: Direction = { messages: [], calls: [] };

/** Lowers one direction of an enveloped endpoint; nothing given means nothing travels. */
export function lowerDirection(lowering: Lowering, direction: unknown, place: Place): Direction {
  if (direction === undefined) return NOTHING;
  if (!isRecord(direction) || messageMark in direction) {
    const fix = "use a zod type (raw frames) or { messages: { ... }, calls: { ... } }";
    lowering.problems.add(place, Code.DEFINITION, `${place} is not a direction`, fix);
    return NOTHING;
  }
  if (isOldZodType(direction)) {
    lowering.lower(direction, place); // which refuses it
    return NOTHING;
  }
  reportUnknownKeys(lowering, direction, ["messages", "calls"], place);
  if (Object.keys(direction).length === 0) {
    const fix = "for example { messages: { say: z.string() } }, or leave the direction out";
    const message = `${place} has neither messages nor calls`;
    lowering.problems.add(place, Code.DEFINITION, message, fix);
  }
  const messages = lowerMessages(lowering, direction["messages"], place.key("messages"));
  const calls = lowerCalls(lowering, direction["calls"], place.key("calls"));
  const lowered = { messages, calls };
  reportShared(lowering, lowered, place);
  checkPasts(lowering.problems, [
    ...messages.map((message) => {
      const options = place.key("messages").key(message.name).options();
      return { ...message, place: options.key("renamedFrom") };
    }),
    ...calls.map((call) => {
      return { ...call, place: place.key("calls").key(call.name).key("renamedFrom") };
    }),
  ]);
  return lowered;
}

function reportShared(lowering: Lowering, { messages, calls }: Direction, place: Place): void {
  const names = new Set(messages.map(({ name }) => name));
  for (const { name } of calls.filter((call) => names.has(call.name))) {
    const [message, call] = [place.key("messages").key(name), place.key("calls").key(name)];
    lowering.problems.add(
      call,
      Code.NAME_COLLISION,
      `${call} has the name of a message, ${message}`,
      "rename one of them: the wire has one list of names for both",
    );
  }
}
