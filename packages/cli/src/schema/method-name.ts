import type { Mistake } from "./mistake.js";

/** A value whose name is fine, or the sentence that says why it is not. */
export type Unless<Problem, Value> = [Problem] extends [never]
  ? Value
  : Mistake<Extract<Problem, string>>;

/** Why a message or call cannot have this name; `never` if it can. */
export type NameProblem<Name> = Name extends `$${string}`
  ? `"${Name}" starts with "$", which the protocol keeps for itself`
  : CodeProblem<Name>;

/** Why an error cannot have this name; `never` if it can. */
export type CodeProblem<Code> = Code extends ""
  ? "a name may not be empty"
  : Code extends "then" | "constructor" | "prototype" | "__proto__"
    ? `"${Code}" means something to JavaScript itself`
    : Code extends `${string} ${string}`
      ? `"${Code}" has white space`
      : never;

/** A past name: one that could have been. */
export type CheckedPast<Name> = Unless<NameProblem<Name>, Name>;
