const DATE = new Date("2026-01-31T12:00:00Z");

/** The server's value, by the zod expression of the row. It is the client's, too, if that is not below. */
const values: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["z.bigint()", 9007199254740993n],
  ["z.date()", DATE],
  ["bytes()", new Uint8Array([1, 2, 3])],
  ["z.instanceof(Uint8Array)", new Uint8Array([1, 2, 3])],
  ["z.undefined()", undefined],
  ["z.void()", undefined],
  ["z.nan()", Number.NaN],
  ["z.int64()", -9223372036854775808n],
  ["z.uint64()", 18446744073709551615n],
  ["z.bigint().positive().max(10n)", 10n],
  ['z.date().min(new Date("2000-01-01"))', DATE],
  ["z.literal([1n, 2n])", 1n],
  ["z.literal(Number.POSITIVE_INFINITY)", Number.POSITIVE_INFINITY],
  ["z.literal(undefined)", undefined],
  ["z.array(z.date())", [DATE]],
  ["z.array(z.string().optional())", ["a", undefined]],
  ["z.set(z.bigint())", new Set([1n, 2n])],
  ["z.set(z.int()).min(1).max(3)", new Set([1, 2])],
  ["z.set(z.int()).size(2)", new Set([1, 2])],
  ["z.map(z.string(), z.date())", new Map([["a", DATE]])],
  ['z.record(z.templateLiteral(["n-", z.int()]), z.date())', { "n-1": DATE }],
  ["z.union([z.date(), z.int()])", DATE],
  ["z.union([z.date(), z.string()])", "soon"],
  ["z.union([z.array(z.int()), z.set(z.int())])", new Set([7])],
  ["z.object({ a: z.date().default(() => new Date()) })", { a: DATE }],
  ["seconds", DATE],
  ["z.stringbool()", true],
  ["z.string().transform((text) => text.length)", 5],
  ["z.success(z.string())", true],
  ["z.coerce.date()", DATE],
]);

/** What a client sends, where that is another value than the server's. */
const sentValues: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["seconds", DATE.getTime() / 1000],
  ["z.stringbool()", "true"],
  ["z.string().transform((text) => text.length)", "hello"],
  ["z.success(z.string())", "hello"],
  ["z.coerce.date()", DATE.toISOString()],
]);

/** What a client receives, where that is another value than the server's. */
const receivedValues: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["seconds", DATE.getTime() / 1000],
  ["z.stringbool()", "true"],
]);

export interface Sample {
  readonly server: unknown;
  readonly sent: unknown;
  readonly received: unknown;
}

/** Without an entry, the value is the JSON itself. */
export function sampleOf({ zod, wire }: { zod: string; wire: string }): Sample {
  const server = values.has(zod) ? values.get(zod) : (JSON.parse(wire) as unknown);
  const sent = sentValues.has(zod) ? sentValues.get(zod) : server;
  const received = receivedValues.has(zod) ? receivedValues.get(zod) : server;
  return { server, sent, received };
}

/** The rows that have entries, to find those that are no more. */
export const sampled: readonly string[] = [values, sentValues, receivedValues].flatMap((map) => [
  ...map.keys(),
]);
