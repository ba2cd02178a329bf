import type { Delivery as Kind } from "../schema/message.js";
import { Code } from "../diagnostic.js";
import type { Delivery, Type } from "./ir.js";
import { isRecord, type Lowering } from "./lowering.js";
import type { Place } from "./place.js";
import { reportUnknownKeys } from "./report-unknown-keys.js";
import { showValue } from "./show-value.js";

const KINDS: readonly unknown[] = ["reliable", "volatile", "latest"] satisfies Kind[];

/**
 * Lowers the options of `message()`; `null` for a reliable message.
 * @param type of the message, or `null` if it has problems of its own
 */
export function lowerDelivery(
  lowering: Lowering,
  options: unknown,
  type: Type | null,
  message: Place,
): Delivery | null {
  const place = message.options();
  if (!isRecord(options)) {
    const fix = 'for example { delivery: "volatile" }';
    const text = `${message}: the options of message() are not an object`;
    lowering.problems.add(place, Code.DEFINITION, text, fix);
    return null;
  }
  reportUnknownKeys(lowering, options, ["delivery", "key", "renamedFrom"], place);
  const { delivery = "reliable", key } = options;
  if (!KINDS.includes(delivery)) {
    const text = `${message}: delivery is ${showValue(delivery)}`;
    const fix = 'use "reliable", "volatile" or "latest"';
    lowering.problems.add(place.key("delivery"), Code.DELIVERY, text, fix);
    return null;
  }
  if (delivery === "latest") return lowerLatest(lowering, key, type, message);
  if (key !== undefined) {
    const text = `${message} has a key, but its delivery is not "latest"`;
    const fix = 'remove the key, or use delivery: "latest"';
    lowering.problems.add(place.key("key"), Code.DELIVERY, text, fix);
  }
  return delivery === "volatile" ? { kind: "volatile" } : null;
}

function lowerLatest(
  lowering: Lowering,
  key: unknown,
  type: Type | null,
  message: Place,
): Delivery | null {
  const place = message.options();
  const problem = keyProblem(lowering, key, type);
  if (typeof key === "string" && problem === null) return { kind: "latest", key };
  lowering.problems.add(
    place.key(key === undefined ? "delivery" : "key"),
    Code.DELIVERY,
    `${message} is to be delivered as the latest, but ${problem}`,
    'name the property that tells what a message is the newest of, for example key: "user"',
  );
  return null;
}

function keyProblem(lowering: Lowering, key: unknown, type: Type | null): string | null {
  if (key === undefined) return "has no key";
  if (typeof key !== "string") return `its key is ${showValue(key)}`;
  if (type === null) return null;
  const object = lowering.resolve(type);
  if (object.kind !== "object") return "it is not a z.object()";
  const property = object.properties.find(({ name }) => name === key);
  if (property === undefined) return `it has no property ${JSON.stringify(key)}`;
  if (property.optin !== null) return `its property ${JSON.stringify(key)} may be missing`;
  if (isScalar(lowering, property.type)) return null;
  return `its property ${JSON.stringify(key)} is not always a string, number or boolean`;
}

function isScalar(lowering: Lowering, type: Type): boolean {
  const resolved = lowering.resolve(type);
  switch (resolved.kind) {
    case "string":
    case "number":
    case "boolean":
      return true;
    case "literal":
      return !resolved.values.includes(null);
    case "union":
      return resolved.options.every((option) => isScalar(lowering, option));
    default:
      return false;
  }
}
