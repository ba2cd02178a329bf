import type { Call, Docs, Property, Type } from "../ir/ir.js";
import type { CallKind } from "./runtime-symbols.js";
import { NO_ERRORS } from "./type-text.js";

const NOTHING: Type = { kind: "undefined", void: true };

/** A call as an object type: what it takes and gives. Its docs are those of the call. */
export function callType(call: Call): Type {
  const source = docsSource(call);
  const docs = callDocs(call);
  const part = (name: string, type: Type | null): Property[] =>
    type === null ? [] : [present(name, type === source ? undocumented(type) : type)];
  const properties = [
    ...part("input", call.input ?? NOTHING),
    ...part("items", call.items),
    ...part("uploads", call.uploads),
    ...part("output", call.output ?? NOTHING),
    ...part("errors", errorsType(call)),
  ];
  return { kind: "object", others: "strip", properties, ...(docs !== undefined && { docs }) };
}

/** What a call is described by: itself, else its input, or what it gives if it takes nothing. */
export function callDocs(call: Call): Docs | undefined {
  return call.docs ?? docsSource(call)?.docs;
}

/** Which of the four kinds of calls it is, by what travels while it runs. */
export function callKind({ items, uploads }: Call): CallKind {
  if (items === null) return uploads === null ? "Unary" : "Upload";
  return uploads === null ? "Stream" : "Duplex";
}

/** The part that lends the call its docs, and then has none of its own. */
function docsSource({ docs, input, items, output }: Call): Type | null {
  return docs === undefined ? (input ?? items ?? output) : null;
}

function errorsType({ errors }: Call): Type {
  if (errors.length === 0) return { kind: "ref", name: NO_ERRORS };
  const properties = errors.map(({ name, type }) => present(name, type));
  return { kind: "object", others: "strip", properties };
}

/** A property that is always there. */
export function present(name: string, type: Type): Property {
  return { name, type, optin: null, optout: false };
}

function undocumented({ docs: _docs, ...type }: Type): Type {
  return type;
}
