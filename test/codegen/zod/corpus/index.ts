import type { $ZodType } from "zod/v4/core";
import absence from "./absence.js";
import arrays from "./arrays.js";
import closures from "./closures.js";
import codecs from "./codecs.js";
import collections from "./collections.js";
import dates from "./dates.js";
import edges from "./edges.js";
import formats from "./formats.js";
import intersections from "./intersections.js";
import literals from "./literals.js";
import numbers from "./numbers.js";
import objects from "./objects.js";
import pipes from "./pipes.js";
import records from "./records.js";
import recursion from "./recursion.js";
import strings from "./strings.js";
import transforms from "./transforms.js";
import unions from "./unions.js";

export interface Entry {
  /** An identifier, and no two entries have the same. */
  readonly name: string;
  readonly schema: $ZodType;
  readonly topic: string;
  /** Whether functions of the user's decide, which a client cannot run. */
  readonly closures: boolean;
  /** Whether it cannot be encoded, so that only a client may send it. */
  readonly oneWay: boolean;
}

const topics: Readonly<Record<string, Readonly<Record<string, $ZodType>>>> = {
  absence,
  arrays,
  closures,
  codecs,
  collections,
  dates,
  edges,
  formats,
  intersections,
  literals,
  numbers,
  objects,
  pipes,
  records,
  recursion,
  strings,
  transforms,
  unions,
};

/** One of every kind, and combinations that generated code could get wrong. */
export const corpus: readonly Entry[] = Object.entries(topics).flatMap(([topic, schemas]) =>
  Object.entries(schemas).map(([name, schema]) => ({
    name,
    schema,
    topic,
    closures: ["closures", "codecs", "transforms"].includes(topic),
    oneWay: topic === "transforms",
  })),
);
