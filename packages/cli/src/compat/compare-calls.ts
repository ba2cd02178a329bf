import type { Call, DeclaredError, Type } from "../ir/ir.js";
import { type Change, changeOf } from "./change.js";
import { comparePayload, type Sending } from "./compare-payload.js";
import { matchByName } from "./match-by-name.js";
import { doubtfulPrefaults } from "./prefault.js";
import type { RuleId } from "./rules.js";

type Part = "input" | "items" | "output" | "uploads";

const PARTS: readonly Part[] = ["input", "items", "output", "uploads"];

/** Calls that one side makes: `calling` says which, and it sends input and uploads; the other sends the rest. */
export function compareCalls(
  before: readonly Call[],
  after: readonly Call[],
  calling: Sending,
  at: string,
): readonly Change[] {
  const { added, both, removed } = matchByName(before, after);
  const { sender } = calling;
  return [
    ...removed.map(({ name }) => changeOf("call-removed", `${at}.${name}`, sender)),
    ...added.map(({ name }) => changeOf("call-added", `${at}.${name}`, sender)),
    ...both.flatMap(({ before: old, after: now }) =>
      compareCall(old, now, calling, `${at}.${old.name}`),
    ),
  ];
}

function compareCall(before: Call, after: Call, calling: Sending, at: string): readonly Change[] {
  const answering: Sending = {
    ...calling,
    sender: calling.sender === "client" ? "server" : "client",
  };
  const sendingOf = (part: Part): Sending =>
    part === "input" || part === "uploads" ? calling : answering;
  return [
    ...compareEffect(before.effect, after.effect, calling, `${at}.effect`),
    ...PARTS.flatMap((part) =>
      comparePart(part, [before[part], after[part]], sendingOf(part), `${at}.${part}`),
    ),
    ...compareErrors(before.errors, after.errors, answering, `${at}.errors`),
  ];
}

function comparePart(
  part: Part,
  [before, after]: readonly [Type | null, Type | null],
  sending: Sending,
  at: string,
): readonly Change[] {
  if (before !== null && after !== null) return comparePayload(before, after, sending, at);
  const type = before ?? after;
  if (type === null) return [];
  const rule: RuleId = `${part}-${before === null ? "added" : "removed"}`;
  if (part !== "input") return [changeOf(rule, at, sending.sender)];
  const { resolve, traits } = sending.types;
  // Where nothing is sent, the input is undefined; what code of the user's makes of that, only the server knows.
  const mayBeNothing = resolve(type).kind === "absence" && !traits.hasCode(type);
  const isOptional = mayBeNothing && doubtfulPrefaults(type, sending.types).length === 0;
  return [changeOf(isOptional ? optionalRule(before === null) : rule, at, sending.sender)];
}

function optionalRule(isAdded: boolean): RuleId {
  return isAdded ? "input-added-optional" : "input-removed-optional";
}

function compareErrors(
  before: readonly DeclaredError[],
  after: readonly DeclaredError[],
  answering: Sending,
  at: string,
): readonly Change[] {
  const { added, both, removed } = matchByName(before, after);
  const { sender } = answering;
  return [
    ...removed.map(({ name }) => changeOf("error-removed", `${at}.${name}`, sender)),
    ...added.map(({ name }) => changeOf("error-added", `${at}.${name}`, sender)),
    ...both.flatMap(({ before: old, after: now }) =>
      comparePayload(old.type, now.type, answering, `${at}.${old.name}`),
    ),
  ];
}

/** What the caller takes for harmless to repeat has to be so for who serves it. */
function compareEffect(
  before: Call["effect"],
  after: Call["effect"],
  { sender }: Sending,
  at: string,
): readonly Change[] {
  if (before === after) return [];
  const [caller, callee] = sender === "client" ? [before, after] : [after, before];
  const isHarmful = caller !== "once" && callee === "once";
  const rule = isHarmful ? "effect-repeat-harmful" : "effect-changed";
  return [changeOf(rule, at, null, `${before} became ${after}`)];
}
