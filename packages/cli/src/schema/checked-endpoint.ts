import type { $ZodObject } from "zod/v4/core";
import type { CheckedDirection } from "./checked-direction.js";
import type { EndpointDefinition } from "./endpoint-definition.js";
import type { Mistake, UnknownKey } from "./mistake.js";
import type { PathParams } from "./path-params.js";

/**
 * The definition with each mistake replaced by a type that carries a sentence and that no value has, so that
 * the compiler reports the sentence at the property where the mistake was written.
 */
export type CheckedEndpoint<Definition extends EndpointDefinition> = {
  readonly [Key in keyof Definition]: Key extends "path"
    ? CheckedPath<Definition["path"], ParamNames<Definition>>
    : Key extends "clientToServer" | "serverToClient"
      ? CheckedDirection<Definition[Key]>
      : Key extends keyof EndpointDefinition
        ? Definition[Key]
        : UnknownKey<Key, "mode, path, params, query, clientToServer, serverToClient, renamedFrom">;
};

type CheckedPath<Path extends string, Names extends string> = string extends Path | Names
  ? Path
  : Exclude<PathParams<Path>, Names> extends infer Missing extends string
    ? [Missing] extends [never]
      ? Exclude<Names, PathParams<Path>> extends infer Extra extends string
        ? [Extra] extends [never]
          ? Path
          : Mistake<`params has "${Extra}", but the path has no ":${Extra}"`>
        : never
      : Mistake<`the path has ":${Missing}", but params has no "${Missing}"`>
    : never;

type ParamNames<Definition> = Definition extends { readonly params: $ZodObject<infer Shape> }
  ? Extract<keyof Shape, string>
  : never;
