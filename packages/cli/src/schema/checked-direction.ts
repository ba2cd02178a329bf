import type { $ZodType } from "zod/v4/core";
import type { CallDefinition } from "./endpoint-definition.js";
import type { CheckedPast, CodeProblem, NameProblem, Unless } from "./method-name.js";
import type { Mistake, UnknownKey } from "./mistake.js";

/** A direction with its mistakes marked, as in `CheckedEndpoint`. */
export type CheckedDirection<Direction> = Direction extends $ZodType
  ? Direction
  : keyof Direction extends never
    ? Mistake<"a direction has messages, calls or both">
    : {
        readonly [Key in keyof Direction]: Key extends "messages"
          ? CheckedNames<Direction[Key]>
          : Key extends "calls"
            ? CheckedCalls<Direction[Key], MessageNames<Direction>>
            : UnknownKey<Key, "messages, calls">;
      };

type CheckedNames<Table> = {
  readonly [Name in keyof Table]: Unless<NameProblem<Name>, Table[Name]>;
};

type CheckedCalls<Calls, Messages> = {
  readonly [Name in keyof Calls]: Name extends Messages
    ? Mistake<`"${Extract<Name, string>}" is a message of this direction already`>
    : Unless<NameProblem<Name>, CheckedCall<Calls[Name]>>;
};

type CheckedCall<Call> = Call extends $ZodType
  ? Mistake<"a zod type is not a call; say what part of it this is, for example { output: ... }">
  : {
      readonly [Key in keyof Call]: Key extends "errors"
        ? CheckedErrors<Call[Key]>
        : Key extends "renamedFrom"
          ? CheckedPast<Call[Key]>
          : Key extends keyof CallDefinition
            ? Call[Key]
            : UnknownKey<
                Key,
                "input, items, uploads, output, errors, effect, description, renamedFrom"
              >;
    };

type CheckedErrors<Errors> = {
  readonly [Code in keyof Errors]: Unless<CodeProblem<Code>, Errors[Code]>;
};

/** Only names that are known: a table that was made elsewhere may have any. */
type MessageNames<Direction> = Direction extends { readonly messages: infer Messages }
  ? string extends keyof Messages
    ? never
    : keyof Messages
  : never;
