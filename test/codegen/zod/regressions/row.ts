import type { $ZodType } from "zod/v4/core";

/** Which way the value went; `json`: it is what the server receives. */
export type Way = "clientToServer" | "serverToClient" | "json";

/** What arrives, or the first issue. */
export type Expected =
  | { readonly value: unknown }
  | { readonly code: string; readonly path: readonly PropertyKey[]; readonly message?: string };

/** What was once not what zod makes of it. */
export type Row = readonly [way: Way, schema: $ZodType, value: unknown, expected: Expected];

export type Rows = Readonly<Record<string, Row>>;
