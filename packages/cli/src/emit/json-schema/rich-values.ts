import { refTo, type JsonSchema } from "./json-schema.js";

/** Whole groups of four, padded. */
export const BASE64 = "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$";

const YEAR = "(?:[0-9]{4}|[+-][0-9]{6})";
/** Every fourth, but of the hundredth only every fourth. */
const LEAP_YEAR =
  "(?:[+-][0-9]{2})?(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";
const LONG_MONTHS = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])";
const SHORT_MONTHS = "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)";
const FEBRUARY = "02-(?:0[1-9]|1[0-9]|2[0-8])";

/** What `toISOString` writes; years before 0 and after 9999 have a sign and six digits. */
const ISO_DATE =
  `^(?:${YEAR}-(?:${LONG_MONTHS}|${SHORT_MONTHS}|${FEBRUARY})|${LEAP_YEAR}-02-29)` +
  "T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z$";

/** A number is made of so many digits. */
const MAX_DIGITS = 10_000;

const COUNT: JsonSchema = { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER };

/** The names of TypeScript, which no shape can have. */
type RichName = "Date" | "Uint8Array" | "bigint";

/** What JSON lacks, as it stands in `$defs`. */
export const RICH_VALUES: Readonly<Record<RichName, JsonSchema>> = {
  Date: { type: "string", format: "date-time", pattern: ISO_DATE },
  Uint8Array: {
    description: "Base64; in a binary frame also [offset, length] in its attachments.",
    anyOf: [
      { type: "string", contentEncoding: "base64", pattern: BASE64 },
      { type: "array", prefixItems: [COUNT, COUNT], minItems: 2, maxItems: 2 },
    ],
  },
  bigint: { type: "string", maxLength: MAX_DIGITS, pattern: "^(?:0|-?[1-9][0-9]*)$" },
};

export const RICH_REFS: Readonly<Record<RichName, JsonSchema>> = {
  Date: refTo("Date"),
  Uint8Array: refTo("Uint8Array"),
  bigint: refTo("bigint"),
};
