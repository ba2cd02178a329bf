import type { LimitCheck, NumberCheck, SizeCheck, StringCheck, Type } from "../ir/ir.js";
import { wireOf } from "../ir/constants.js";

/** Whether a scalar of the wire is taken; `null` where that is not looked into. */
export function fits(type: Type, wire: unknown, resolve: (type: Type) => Type): boolean | null {
  const target = resolve(type);
  const inside = (inner: Type): boolean | null => fits(inner, wire, resolve);
  switch (target.kind) {
    case "unknown":
      return true;
    case "null":
    case "nan":
      return wire === null;
    case "boolean":
      return typeof wire === "boolean";
    case "string":
      return typeof wire === "string" && all(target.checks, (check) => passesText(check, wire));
    case "template":
      return typeof wire === "string" && matches(target.pattern, wire);
    case "number":
      return typeof wire === "number" && all(target.checks, (check) => passesLimit(check, wire));
    case "literal":
      return target.tagged === true ? null : target.values.some((value) => wireOf(value) === wire);
    case "nullable":
      return wire === null ? true : inside(target.inner);
    case "optional":
    case "default":
    case "readonly":
    case "nonoptional":
      return inside(target.inner);
    case "catch":
      return true;
    case "union":
      return target.tagged === true || target.exclusive === true
        ? null
        : any(target.options.map(inside));
    case "object":
    case "record":
    case "array":
    case "tuple":
    case "map":
    case "set":
      return typeof wire === "object" && wire !== null ? null : false;
    default:
      return null;
  }
}

function all<T>(items: readonly T[], test: (item: T) => boolean | null): boolean | null {
  const results = items.map(test);
  if (results.includes(false)) return false;
  return results.includes(null) ? null : true;
}

function any(results: readonly (boolean | null)[]): boolean | null {
  if (results.includes(true)) return true;
  return results.includes(null) ? null : false;
}

function passesText(check: StringCheck, text: string): boolean | null {
  switch (check.kind) {
    case "min":
    case "max":
    case "length":
      return passesSize(check, Array.from(text).length);
    case "pattern":
      return matches(check, text);
    case "startsWith":
      return text.startsWith(check.value);
    case "endsWith":
      return text.endsWith(check.value);
    case "includes":
      return text.includes(check.value, check.position);
    default:
      return null;
  }
}

/** Whether there are as many as the check wants. */
function passesSize({ kind, value }: SizeCheck, size: number): boolean {
  if (kind === "length") return size === value;
  return kind === "min" ? size >= value : size <= value;
}

function matches(
  { flags, source }: { source: string; flags: string },
  text: string,
): boolean | null {
  try {
    return new RegExp(source, flags).test(text);
  } catch {
    // Written for a newer engine.
    return null;
  }
}

function passesLimit(check: NumberCheck, value: number): boolean | null {
  if (check.kind === "format") {
    const [least, most] = check.range;
    return value >= least && value <= most && (!check.int || Number.isSafeInteger(value));
  }
  return passes(check, value);
}

function passes({ kind, value: limit }: LimitCheck<number>, value: number): boolean | null {
  switch (kind) {
    case "gt":
      return value > limit;
    case "gte":
      return value >= limit;
    case "lt":
      return value < limit;
    case "lte":
      return value <= limit;
    case "multipleOf":
      return Number.isInteger(limit) && Number.isInteger(value) ? value % limit === 0 : null;
  }
}
