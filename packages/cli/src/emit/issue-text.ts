import type { Constant, LimitCheck, SizeCheck } from "../ir/ir.js";
import { shownText } from "./constant-text.js";

/** What issues say: the words of zod's own. */
const FORMATS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    email: "email address",
    url: "URL",
    uuid: "UUID",
    uuidv4: "UUIDv4",
    uuidv6: "UUIDv6",
    guid: "GUID",
    ulid: "ULID",
    xid: "XID",
    ksuid: "KSUID",
    datetime: "ISO datetime",
    date: "ISO date",
    time: "ISO time",
    duration: "ISO duration",
    ipv4: "IPv4 address",
    ipv6: "IPv6 address",
    mac: "MAC address",
    cidrv4: "IPv4 range",
    cidrv6: "IPv6 range",
    base64: "base64-encoded string",
    base64url: "base64url-encoded string",
    json_string: "JSON string",
    e164: "E.164 number",
    currency_code: "currency code",
    credit_card: "credit card number",
    iban: "IBAN",
    jwt: "JWT",
    template_literal: "input",
  }),
);

export function formatText(format: string): string {
  return `Invalid ${FORMATS.get(format) ?? format}`;
}

const UNITS: ReadonlyMap<string, string> = new Map([
  ["string", "characters"],
  ["array", "items"],
  ["set", "items"],
  ["map", "entries"],
]);

/** What a size is too small or too big for. */
export function sizeText(
  origin: string,
  { kind, value }: SizeCheck,
  code: "too_small" | "too_big",
): string {
  const operator = kind === "length" ? "exactly " : kind === "min" ? ">=" : "<=";
  return `${titleOf(code)}: expected ${origin} to have ${operator}${value} ${UNITS.get(origin)}`;
}

export function limitText(
  origin: string,
  kind: LimitCheck<never>["kind"],
  value: number | string,
): string {
  if (kind === "multipleOf") return `Invalid number: must be a multiple of ${value}`;
  const [code, operator] = LIMITS[kind];
  return `${titleOf(code)}: expected ${origin} to be ${operator}${value}`;
}

const LIMITS = {
  gt: ["too_small", ">"],
  gte: ["too_small", ">="],
  lt: ["too_big", "<"],
  lte: ["too_big", "<="],
} as const;

export function limitCode(kind: LimitCheck<never>["kind"]): string {
  return kind === "multipleOf" ? "not_multiple_of" : LIMITS[kind][0];
}

function titleOf(code: "too_small" | "too_big"): string {
  return code === "too_small" ? "Too small" : "Too big";
}

export function literalsText(values: readonly Constant[]): string {
  const [only] = values;
  if (only !== undefined && values.length === 1)
    return `Invalid input: expected ${shownText(only)}`;
  return `Invalid option: expected one of ${values.map(shownText).join("|")}`;
}

function plainText(constant: Constant): string {
  if (typeof constant === "string") return constant;
  return shownText(constant).replace(/^(-?\d+)n$/, "$1");
}

export function discriminatorText(values: readonly Constant[]): string {
  const texts = values.map((value) => `'${plainText(value)}'`);
  return `Invalid discriminator value. Expected ${texts.join(" | ")}`;
}
