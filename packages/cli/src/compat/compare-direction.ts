import type { Delivery, Direction, Message } from "../ir/ir.js";
import { type Change, changeOf } from "./change.js";
import { compareCalls } from "./compare-calls.js";
import { comparePayload, type Sending } from "./compare-payload.js";
import { matchByName } from "./match-by-name.js";

/** Messages and calls that one side begins. */
export function compareDirection(
  before: Direction,
  after: Direction,
  sending: Sending,
  at: string,
): readonly Change[] {
  return [
    ...compareMessages(before.messages, after.messages, sending, `${at}.messages`),
    ...compareCalls(before.calls, after.calls, sending, `${at}.calls`),
  ];
}

function compareMessages(
  before: readonly Message[],
  after: readonly Message[],
  sending: Sending,
  at: string,
): readonly Change[] {
  const { added, both, removed } = matchByName(before, after);
  const { sender } = sending;
  return [
    ...removed.map(({ name }) => changeOf("message-removed", `${at}.${name}`, sender)),
    ...added.map(({ name }) => changeOf("message-added", `${at}.${name}`, sender)),
    ...both.flatMap(({ before: old, after: now }) => [
      ...compareDelivery(old.delivery, now.delivery, sending, `${at}.${old.name}`),
      ...comparePayload(old.type, now.type, sending, `${at}.${old.name}`),
    ]),
  ];
}

function compareDelivery(
  before: Delivery | undefined,
  after: Delivery | undefined,
  { sender }: Sending,
  at: string,
): readonly Change[] {
  const [old, now] = [before?.kind ?? "reliable", after?.kind ?? "reliable"];
  if (old !== now) return [changeOf("delivery-changed", at, sender, `${old} became ${now}`)];
  if (before?.kind !== "latest" || after?.kind !== "latest" || before.key === after.key) return [];
  const what = `The newest are kept by ${after.key}, and were by ${before.key}`;
  return [changeOf("delivery-key-changed", at, sender, what)];
}
