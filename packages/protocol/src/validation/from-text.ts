const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** The number that a piece of a URL spells; anything else stays as it is, for the check behind it to refuse. */
export function numberFromText(value: unknown): unknown {
  return typeof value === "string" && DECIMAL.test(value) ? Number(value) : value;
}

/** The boolean that a piece of a URL spells (`true` or `false`); anything else stays as it is. */
export function booleanFromText(value: unknown): unknown {
  if (value === "true") return true;
  return value === "false" ? false : value;
}

/** A key of a query that is given once is no list, and one that is not given at all is an empty one. */
export function listFromText(
  value: unknown,
  convert: ((item: unknown) => unknown) | null = null,
): unknown[] {
  const items: unknown[] = value === undefined ? [] : Array.isArray(value) ? value : [value];
  return convert === null ? items : items.map((item) => convert(item));
}
