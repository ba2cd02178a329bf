import type { Type } from "../../ir/ir.js";
import type { SchemaHost } from "./schema-host.js";

/** Whether a receiver takes what is not there for something with nothing in it: a key, an element. */
export function takesNothing(type: Type, host: SchemaHost): boolean {
  const resolved = host.resolve(type);
  switch (resolved.kind) {
    case "absence":
    case "unknown":
    case "catch":
      return true;
    case "nullable":
    case "readonly":
      return takesNothing(resolved.inner, host);
    case "zod":
      return takesNothing(resolved.sent, host);
    case "union":
      return (
        resolved.tagged !== true && resolved.options.some((option) => takesNothing(option, host))
      );
    case "intersection":
      return takesNothing(resolved.left, host) && takesNothing(resolved.right, host);
    default:
      return false;
  }
}
