import { wireOf } from "../ir/constants.js";
import type { Constant } from "../ir/ir.js";
import { propertyKey, quote } from "./quote.js";

/** The expression for a constant's value. */
export function valueText(constant: Constant): string {
  if (typeof constant === "string") return quote(constant);
  if (typeof constant !== "object" || constant === null) return String(constant);
  if ("$undefined" in constant) return "undefined";
  if ("$number" in constant) return numberText(constant.$number);
  if ("$bigint" in constant) return `${constant.$bigint}n`;
  if ("$date" in constant) return `new Date(${constant.$date})`;
  if ("$bytes" in constant) return `new Uint8Array([${constant.$bytes.join(", ")}])`;
  if ("$array" in constant) return `[${constant.$array.map(valueText).join(", ")}]`;
  if ("$set" in constant) return `new Set([${constant.$set.map(valueText).join(", ")}])`;
  if ("$map" in constant) return `new Map([${constant.$map.map(pairText).join(", ")}])`;
  const entries = constant.$object.map(
    ([key, value]) => `${propertyKey(key)}: ${valueText(value)}`,
  );
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function pairText([key, value]: readonly [Constant, Constant]): string {
  return `[${valueText(key)}, ${valueText(value)}]`;
}

function numberText(number: string): string {
  if (number === "NaN") return "Number.NaN";
  if (number === "-0") return "-0";
  return number.startsWith("-") ? "Number.NEGATIVE_INFINITY" : "Number.POSITIVE_INFINITY";
}

/** The expression for a constant as it is on the wire. */
export function wireText(constant: Constant): string {
  const wire = wireOf(constant);
  if (typeof wire === "string") return quote(wire);
  return wire === undefined ? "undefined" : JSON.stringify(wire);
}

/** How an issue names a literal. */
export function shownText(constant: Constant): string {
  if (typeof constant === "string") return `"${constant}"`;
  if (typeof constant !== "object" || constant === null) return String(constant);
  if ("$bigint" in constant) return `${constant.$bigint}n`;
  return "$number" in constant ? constant.$number : "undefined";
}
