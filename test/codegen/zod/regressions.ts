import { absence } from "./regressions/absence.js";
import type { Row } from "./regressions/row.js";
import { scalars } from "./regressions/scalars.js";
import { structures } from "./regressions/structures.js";

export interface Regression {
  readonly name: string;
  readonly way: Row[0];
  readonly schema: Row[1];
  readonly value: unknown;
  readonly expected: Row[3];
  readonly oneWay: boolean;
}

const rows = { ...absence, ...scalars, ...structures };

/** Disagreements with zod that there were once, each with what zod makes of it. */
export const regressions: readonly Regression[] = Object.entries(rows).map(
  ([name, [way, schema, value, expected]]) => ({
    name,
    way,
    schema,
    value,
    expected,
    oneWay: false,
  }),
);
