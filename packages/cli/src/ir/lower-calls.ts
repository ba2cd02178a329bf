import { messageMark } from "../schema/message.js";
import { Code } from "../diagnostic.js";
import type { Call, DeclaredError, Docs, Type } from "./ir.js";
import { isRecord, isZodType, type Lowering } from "./lowering.js";
import { lowerPast } from "./lower-past.js";
import { errorNameProblem, methodNameProblem } from "./names.js";
import type { Place } from "./place.js";
import { reportUnknownKeys } from "./report-unknown-keys.js";
import { showValue } from "./show-value.js";

const PARTS = ["input", "items", "uploads", "output"] as const;

const WORDS = ["errors", "effect", "description", "renamedFrom"];

/** Lowers the calls of one direction, in the order they were written. */
export function lowerCalls(lowering: Lowering, calls: unknown, place: Place): Call[] {
  if (calls === undefined) return [];
  if (!isRecord(calls) || isZodType(calls)) {
    const fix = "for example calls: { history: { output: z.array(z.string()) } }";
    lowering.problems.add(place, Code.DEFINITION, `${place} is not an object of calls`, fix);
    return [];
  }
  return Object.entries(calls).map(([name, call]) =>
    lowerCall(lowering, name, call, place.key(name)),
  );
}

function lowerCall(lowering: Lowering, name: string, call: unknown, place: Place): Call {
  const problem = methodNameProblem(name);
  if (problem !== null) {
    const message = `${place}: the call name ${JSON.stringify(name)} ${problem}`;
    lowering.problems.add(place, Code.NAME, message, "rename the call");
  }
  const fields = callFields(lowering, call, place);
  reportUnknownKeys(lowering, fields, [...PARTS, ...WORDS], place);
  const part = (key: (typeof PARTS)[number]): Type | null =>
    fields[key] === undefined ? null : lowering.lower(fields[key], place.key(key));
  return {
    name,
    ...lowerPast(
      lowering.problems,
      fields["renamedFrom"],
      place.key("renamedFrom"),
      methodNameProblem,
    ),
    input: part("input"),
    items: part("items"),
    uploads: part("uploads"),
    output: part("output"),
    errors: lowerErrors(lowering, fields["errors"], place.key("errors")),
    effect: lowerEffect(lowering, fields["effect"], place.key("effect")),
    ...lowerDescription(lowering, fields["description"], place.key("description")),
  };
}

function callFields(
  lowering: Lowering,
  call: unknown,
  place: Place,
): Readonly<Record<string, unknown>> {
  if (isRecord(call) && !isZodType(call) && !(messageMark in call)) return call;
  const what = isZodType(call) ? "a zod type, not a call" : "not a call";
  const fix = isZodType(call)
    ? "say what part of the call it is, for example { output: ... }, or move it to messages"
    : "for example { input: z.string(), output: z.string() }, or {} for a call without both";
  lowering.problems.add(place, Code.DEFINITION, `${place} is ${what}`, fix);
  return {};
}

function lowerErrors(lowering: Lowering, errors: unknown, place: Place): DeclaredError[] {
  if (errors === undefined) return [];
  if (!isRecord(errors) || isZodType(errors)) {
    const fix = "for example errors: { NOT_A_MEMBER: z.object({ room: z.string() }) }";
    lowering.problems.add(place, Code.DEFINITION, `${place} is not an object of zod types`, fix);
    return [];
  }
  return Object.entries(errors).map(([name, schema]) => {
    const inner = place.key(name);
    const problem = errorNameProblem(name);
    if (problem !== null) {
      const message = `${inner}: the error name ${JSON.stringify(name)} ${problem}`;
      lowering.problems.add(inner, Code.NAME, message, "rename the error");
    }
    return { name, type: lowering.lower(schema, inner) };
  });
}

function lowerDescription(
  lowering: Lowering,
  description: unknown,
  place: Place,
): { readonly docs?: Docs } {
  if (description === undefined) return {};
  if (typeof description === "string" && description.trim() !== "")
    return { docs: { description } };
  const fix = "say in a sentence what the call does, or leave it out";
  lowering.problems.add(place, Code.DEFINITION, `${place} is ${showValue(description)}`, fix);
  return {};
}

function lowerEffect(lowering: Lowering, effect: unknown, place: Place): Call["effect"] {
  if (effect === undefined) return "once";
  if (effect === "safe" || effect === "idempotent" || effect === "once") return effect;
  lowering.problems.add(
    place,
    Code.DEFINITION,
    `${place} is ${showValue(effect)}`,
    'use "safe" (changes nothing), "idempotent" (twice is once) or "once"',
  );
  return "once";
}
