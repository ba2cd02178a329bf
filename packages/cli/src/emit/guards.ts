import type { LimitCheck, NumberCheck, Pattern, SizeCheck, StringCheck } from "../ir/ir.js";
import { formatText, limitCode, limitText, sizeText } from "./issue-text.js";
import { quote } from "./quote.js";
import type { CheckFunction } from "./runtime-symbols.js";

/** One check of a generated function: when a value fails it, and what is said then. */
export interface Guard {
  /** Conditions that all hold when the value is wrong. */
  readonly conditions: readonly string[];
  readonly code: string;
  readonly message: string;
  /** Nothing further is checked of the value. */
  readonly fatal: boolean;
  /** A function that says what is wrong, instead; it gets the value. */
  readonly by?: { readonly callee: string; readonly input: string };
}

/** What guards need of the file they are in. */
export interface GuardHost {
  use(symbol: CheckFunction): string;
  /** Writes a pattern as a constant, so that it is compiled once; returns what it is called. */
  pattern(pattern: Pattern): string;
}

/** @param input what the string is called */
export function stringGuards(
  checks: readonly StringCheck[],
  input: string,
  host: GuardHost,
): Guard[] {
  return checks.flatMap((check) => stringGuard(check, input, host));
}

function stringGuard(check: StringCheck, input: string, host: GuardHost): Guard[] {
  switch (check.kind) {
    case "min":
    case "max":
    case "length":
      return lengthGuards(check, input, host);
    case "pattern": {
      const { shown = `/${check.source}/${check.flags}` } = check;
      const text =
        check.format === "regex"
          ? `Invalid string: must match pattern ${shown}`
          : formatText(check.format);
      return [format([`!${host.pattern(check)}.test(${input})`], check, text)];
    }
    case "includes": {
      const position = check.position === undefined ? "" : `, ${check.position}`;
      const condition = `!${input}.includes(${quote(check.value)}${position})`;
      return [format([condition], check, `Invalid string: must include "${check.value}"`)];
    }
    case "startsWith":
    case "endsWith": {
      const where = check.kind === "startsWith" ? "start" : "end";
      const condition = `!${input}.${check.kind}(${quote(check.value)})`;
      return [format([condition], check, `Invalid string: must ${where} with "${check.value}"`)];
    }
    case "format":
      return formatGuards(check, input, host);
    default:
      return [];
  }
}

const FORMAT_CHECKS = {
  ipv6: "isIpv6",
  cidrv6: "isCidrv6",
  base64: "isBase64",
  base64url: "isBase64Url",
  credit_card: "isLuhn",
  iban: "isIban",
  jwt: "isJwt",
} as const;

// URLs change the value: they are written elsewhere.
function formatGuards(
  check: Extract<StringCheck, { kind: "format" }>,
  input: string,
  host: GuardHost,
): Guard[] {
  if (check.format === "url") return [];
  const argument =
    check.format === "jwt" && check.algorithm !== undefined ? `, ${quote(check.algorithm)}` : "";
  const condition = `!${host.use(FORMAT_CHECKS[check.format])}(${input}${argument})`;
  return [format([condition], check, formatText(check.format))];
}

function format(
  conditions: readonly string[],
  { abort, message }: { readonly abort?: true; readonly message?: string },
  text: string,
): Guard {
  return { conditions, code: "invalid_format", message: message ?? text, fatal: abort === true };
}

/** Lengths of strings count code points: one or two units of `length`. Most strings are judged without counting. */
function lengthGuards(check: SizeCheck, input: string, host: GuardHost): Guard[] {
  const { kind, value } = check;
  const count = (): string => `${host.use("codePointLength")}(${input})`;
  const small = sizeGuard("string", check, "too_small");
  const big = sizeGuard("string", check, "too_big");
  const length = `${input}.length`;
  switch (kind) {
    case "max":
      return [big([`${length} > ${value}`, `${count()} > ${value}`])];
    case "min":
      if (value <= 1) return [small([`${length} < ${value}`])];
      return [small([`${length} < ${2 * value}`, `${count()} < ${value}`])];
    case "length":
      return [
        big([`${length} > ${value}`, `${count()} > ${value}`]),
        small([`${length} < ${Math.max(1, 2 * value)}`, `${count()} < ${value}`]),
      ];
  }
}

/** @param size the expression that is compared: `value.length`, `value.size` */
export function sizeGuards(checks: readonly SizeCheck[], origin: string, size: string): Guard[] {
  return checks.flatMap((check): Guard[] => {
    const { kind, value } = check;
    const small = sizeGuard(origin, check, "too_small")([`${size} < ${value}`]);
    const big = sizeGuard(origin, check, "too_big")([`${size} > ${value}`]);
    if (kind === "length") return [big, small];
    return [kind === "min" ? small : big];
  });
}

function sizeGuard(
  origin: string,
  check: SizeCheck,
  code: "too_small" | "too_big",
): (conditions: readonly string[]) => Guard {
  const { abort = false, message = sizeText(origin, check, code) } = check;
  return (conditions) => ({ conditions, code, message, fatal: abort });
}

/** Of something that `<` compares: `text` writes a limit in code. */
export function limitGuard(
  check: LimitCheck<number | string>,
  origin: string,
  input: string,
  text: string,
  host: GuardHost,
): Guard {
  const { abort = false, kind, message = limitText(origin, kind, check.value) } = check;
  const condition =
    kind === "multipleOf"
      ? `!${host.use("isMultipleOf")}(${input}, ${text})`
      : `${input} ${FAILS[kind]} ${text}`;
  return { conditions: [condition], code: limitCode(kind), message, fatal: abort };
}

const FAILS = { gt: "<=", gte: "<", lt: ">=", lte: ">" } as const;

/** @param input what the number is called */
export function numberGuards(
  checks: readonly NumberCheck[],
  input: string,
  host: GuardHost,
): Guard[] {
  return checks.flatMap((check): Guard[] => {
    if (check.kind !== "format")
      return [limitGuard(check, "number", input, String(check.value), host)];
    const { abort = false, int, message, range } = check;
    const [least, most] = range;
    const limit = (origin: string, kind: "gte" | "lte", value: number): Guard => ({
      conditions: [`${input} ${FAILS[kind]} ${value}`],
      code: limitCode(kind),
      message: message ?? limitText(origin, kind, value),
      fatal: abort,
    });
    const limits = [limit("number", "gte", least), limit("number", "lte", most)];
    if (!int) return limits;
    const by = { callee: host.use("noInt"), input };
    const conditions = [`!Number.isSafeInteger(${input})`];
    const whole = { conditions, code: "", message: message ?? "", fatal: true, by };
    return most === Number.MAX_SAFE_INTEGER ? [whole] : [whole, ...limits];
  });
}
