import type { LimitCheck, NumberCheck, SizeCheck, StringCheck } from "../../ir/ir.js";
import { isChange } from "../flatten.js";

// What `$comment` says of checks that JSON Schema has no keyword for.

const LIMITS = {
  gt: "more than",
  gte: "at least",
  lt: "less than",
  lte: "at most",
  multipleOf: "a multiple of",
} as const;

export function bigintWords(checks: readonly LimitCheck<string>[]): string[] {
  return checks.map(({ kind, value }) => `${LIMITS[kind]} ${value}`);
}

const MOMENTS = {
  gt: "after",
  gte: "not before",
  lt: "before",
  lte: "not after",
  multipleOf: "a multiple of",
} as const;

export function dateWords(checks: readonly LimitCheck<number>[]): string[] {
  return checks.map(({ kind, value }) => `${MOMENTS[kind]} ${new Date(value).toISOString()}`);
}

export function numberWords(checks: readonly NumberCheck[]): string[] {
  return checks.map((check) => {
    if (check.kind !== "format") return `${LIMITS[check.kind]} ${check.value}`;
    return `${check.int ? "whole, " : ""}from ${check.range[0]} to ${check.range[1]}`;
  });
}

const SIZES = { min: "at least", max: "at most", length: "exactly" } as const;

/** @param thing what is counted */
export function sizeWords(checks: readonly SizeCheck[], thing: string): string[] {
  return checks.map(
    ({ kind, value }) => `${SIZES[kind]} ${value} ${thing}${value === 1 ? "" : "s"}`,
  );
}

/** What is checked of a string once it has been changed; a URL is both. */
export function changedWords(checks: readonly StringCheck[]): string[] {
  const changes: string[] = [];
  const words: string[] = [];
  for (const check of checks) {
    const isPureChange = isChange(check) && check.kind !== "format";
    const after = changes.length === 0 ? "" : ` after ${changes.join(" and ")}`;
    if (!isPureChange) words.push(`${stringWords(check)}${after}`);
    if (isChange(check)) changes.push(check.kind === "format" ? "that" : check.kind);
  }
  return words;
}

export function stringWords(check: StringCheck): string {
  switch (check.kind) {
    case "min":
    case "max":
    case "length":
      return sizeWords([check], "character").join();
    case "pattern":
      return `the pattern /${check.source}/${check.flags}`;
    case "includes": {
      const from = check.position === undefined ? "" : ` from position ${check.position} on`;
      return `has ${JSON.stringify(check.value)} in it${from}`;
    }
    case "startsWith":
      return `starts with ${JSON.stringify(check.value)}`;
    case "endsWith":
      return `ends with ${JSON.stringify(check.value)}`;
    case "format":
      return formatWords(check);
    default:
      return check.kind;
  }
}

const FORMATS = {
  ipv6: "an IPv6 address",
  cidrv6: "a range of IPv6 addresses",
  base64: "base64",
  base64url: "base64url",
  credit_card: "the check digit of a card number",
  iban: "the check digits of an IBAN",
  jwt: "a JWT",
  url: "a URL",
} as const;

function formatWords(check: Extract<StringCheck, { kind: "format" }>): string {
  const words = FORMATS[check.format];
  if (check.format === "jwt" && check.algorithm !== undefined)
    return `${words} (${check.algorithm})`;
  if (check.format !== "url") return words;
  const parts = [
    ...(check.protocol === undefined ? [] : [`protocol /${check.protocol.source}/`]),
    ...(check.hostname === undefined ? [] : [`host name /${check.hostname.source}/`]),
  ];
  return parts.length === 0 ? words : `${words} (${parts.join("; ")})`;
}
