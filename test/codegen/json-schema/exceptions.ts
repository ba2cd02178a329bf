import { isPlain } from "../zod/values/merge-deep.js";

/** A value that is one thing to the receiver, and another to the exported schema. */
export interface Misjudged {
  /** Of the type in the corpus. */
  readonly name: string;
  readonly wire: unknown;
  /** Whether the receiver takes it, and the schema does not; or the other way round. */
  readonly isTaken: boolean;
}

interface Exception {
  readonly reason: string;
  readonly applies: (found: Misjudged) => boolean;
}

const exceptions: readonly Exception[] = [
  {
    reason: "a key __proto__ is dropped before anything is checked, which JSON Schema cannot say",
    applies: ({ wire }) => hasOwnProto(wire),
  },
  {
    reason: "zod lets a multiple be off by as much as floats are, which ajv does in its own way",
    applies: ({ name }) => /^number(?:.*Steps|MultipleOf|IntAbort)$/.test(name),
  },
  {
    reason: "what this type has in place of nothing does not fit the type",
    applies: ({ name, isTaken }) => name === "prefaultWrong" && !isTaken,
  },
  {
    reason: "ajv takes what every object inherits for keys that it has looked at",
    applies: ({ name, wire, isTaken }) =>
      /^(?:i|edgeI)ntersect/.test(name) &&
      !isTaken &&
      isPlain(wire) &&
      Object.keys(wire).some((key) => key in {}),
  },
];

export function isException(found: Misjudged): boolean {
  return exceptions.some(({ applies }) => applies(found));
}

function hasOwnProto(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.hasOwn(value, "__proto__") || Object.values(value).some(hasOwnProto);
}
