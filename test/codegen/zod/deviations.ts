import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { $ZodType } from "zod/v4/core";
import { childTypes } from "./child-types.js";
import { type Outcome, zodOutcome } from "./outcome.js";
import { takesUnknown } from "./takes-unknown.js";
import { isJson, travelled } from "./travelled.js";
import { isPlain } from "./values/merge-deep.js";

/** What was made of a value of a type. */
export interface Case {
  readonly name: string;
  readonly schema: $ZodType;
  /** Which way it went. */
  readonly way: string;
  readonly value: unknown;
  readonly zod: Outcome;
  readonly own: Outcome;
}

/** A difference from zod that is meant. */
interface Deviation {
  readonly reason: string;
  readonly applies: (found: Case) => boolean;
}

const deviations: readonly Deviation[] = [
  {
    reason: "z.unknown() and what is like it take JSON only: there is nothing to encode by",
    applies: ({ own, schema, value }) =>
      own.kind === "refused" &&
      own.message.startsWith("Invalid input: expected JSON, received ") &&
      takesUnknown(schema) &&
      (own.message.endsWith("received undefined") || !isJson(at(value, own.path))),
  },
  {
    reason: "so that a union with an option that would take it as unknown refuses it too",
    applies: ({ name, own, value }) =>
      ["unionStrictLoose", "taggedUnknown"].includes(name) &&
      own.kind === "refused" &&
      !isJson(value),
  },
  {
    reason: "zod finds a missing property on Object.prototype, and tells its type in the text",
    applies: ({ own, zod }) =>
      isSameIssue(zod, own) &&
      own.kind === "refused" &&
      zod.kind === "refused" &&
      own.message.replace(/received undefined$/, "received function") === zod.message,
  },
  {
    reason:
      "zod asks an object without a prototype for the name of its constructor, even where that is a property",
    applies: ({ own, value, zod }) => {
      if (!isSameIssue(zod, own) || own.kind !== "refused" || zod.kind !== "refused") return false;
      const found = at(value, own.path);
      if (!isPlain(found) || !Object.hasOwn(found, "constructor")) return false;
      return own.message.replace(/received object$/, "received undefined") === zod.message;
    },
  },
  {
    reason:
      "zod's encode goes through a list with checks of its own twice, first for the structure of everything in it, so that " +
      "another of its issues may be the first",
    applies: ({ own, schema, way, zod }) =>
      way === "server to client, encoding" &&
      zod.kind === "refused" &&
      own.kind === "refused" &&
      hasChecks(schema),
  },
  {
    reason:
      "zod's encode does not check what a recursive type has inside, once its first pass has been there",
    applies: ({ name, own, schema, value, way, zod }) =>
      name.startsWith("recursive") &&
      way === "server to client, encoding" &&
      zod.kind === "accepted" &&
      isSameIssue(
        zodOutcome(() => z.safeParse(schema, value)),
        own,
      ),
  },
  {
    reason:
      "zod's encode runs checks before coercion, which lets out what its decode does not take",
    applies: ({ name, own, schema, way, zod }) =>
      name.startsWith("coerce") &&
      way === "server to client, encoding" &&
      zod.kind === "accepted" &&
      isSameIssue(
        zodOutcome(() => z.safeParse(schema, zod.value)),
        own,
      ),
  },
  {
    reason:
      "what an option of a union does not know is sent along for the other options, if it is JSON",
    applies: ({ name, value, way }) =>
      ["refineUnionTwice", "unionObjectsOptional"].includes(name) &&
      way.startsWith("client to server, as ") &&
      !isJson(value),
  },
  {
    reason:
      "properties that are undefined are left out, and JSON has no objects without a prototype: what is left is another value",
    applies({ name, own, schema, value, way }) {
      const sensitive = /^(coerce.*|nonoptionalDefault|refineLoose|xorStrict)$/.test(name);
      if (!sensitive || way.startsWith("json")) return false;
      const left = zodOutcome(() => z.safeParse(schema, travelled(value)));
      return isDeepStrictEqual(left, own) || isSameIssue(left, own);
    },
  },
];

export function deviates(found: Case): boolean {
  return deviations.some(({ applies }) => applies(found));
}

/** What a client sends although zod refuses it, so that the server has to. */
export const refusedByServer: ReadonlyMap<string, string> = new Map([
  ["prefaultWrong", "the client leaves to the server what takes the place of nothing"],
  ["pipeDate", "the client checks only what goes into a pipe of rich values"],
  ["pipeDefault", "the client checks only what goes into a pipe with a default"],
]);

/** Whether a list, collection or object in it has checks of its own. */
function hasChecks(type: $ZodType, seen: Set<$ZodType> = new Set()): boolean {
  if (seen.has(type)) return false;
  seen.add(type);
  const { checks = [], type: kind } = type._zod.def;
  if (checks.length > 0 && ["array", "map", "object", "set", "tuple"].includes(kind)) return true;
  return childTypes(type).some((child) => hasChecks(child, seen));
}

function isSameIssue(one: Outcome, other: Outcome): boolean {
  if (one.kind !== "refused" || other.kind !== "refused") return false;
  return one.code === other.code && isDeepStrictEqual(one.path, other.path);
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (value instanceof Map) return at(value.get(key), rest);
  return typeof value === "object" && value !== null
    ? at(Reflect.get(value, key), rest)
    : undefined;
}
