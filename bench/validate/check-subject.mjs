// What a subject does with valid values, with values that have to be refused, and with keys that nobody asked for:
// only those that do the same work may be compared.
import { isDeepStrictEqual } from "node:util";

import { extras, faults, longTexts, values } from "./payloads.mjs";

const PAYLOADS = ["small", "order"];

export function checkSubject({ decode, encode }) {
  const readers = {
    ...(decode && { decode: (payload, value) => decode[payload](JSON.stringify(value)) }),
    ...(encode && { encode: (payload, value) => JSON.parse(encode[payload](value)) }),
  };
  const each = (find) => Object.entries(readers).flatMap(([kind, read]) => find(kind, read));
  return {
    wrong: each(findWrong),
    missed: each(findMissed),
    stripping: Object.fromEntries(
      Object.entries(readers).map(([kind, read]) => [kind, howItStrips(read)]),
    ),
    codePoints: each(refusesLongText).length === 0,
  };
}

/** Valid values that it refuses or changes. */
function findWrong(kind, read) {
  return PAYLOADS.flatMap((payload) =>
    values[payload].flatMap((value) => {
      try {
        const result = read(payload, structuredClone(value));
        return isDeepStrictEqual({ ...result }, value) ? [] : [`${kind} ${payload}: changed`];
      } catch (error) {
        return [`${kind} ${payload}: ${String(error)}`];
      }
    }),
  );
}

/** Faults that it does not notice. */
function findMissed(kind, read) {
  return PAYLOADS.flatMap((payload) =>
    Object.entries(faults[payload])
      .filter(([, spoil]) => accepts(read, payload, spoilt(payload, spoil)))
      .map(([name]) => `${kind} ${payload}: ${name}`),
  );
}

function spoilt(payload, change) {
  const value = structuredClone(values[payload][0]);
  change(value);
  return value;
}

function accepts(read, payload, value) {
  try {
    read(payload, value);
    return true;
  } catch {
    return false;
  }
}

/** Whether unknown keys are gone from the result, and whether that cost the value that was given. */
function howItStrips(read) {
  const found = PAYLOADS.map((payload) => {
    const value = spoilt(payload, extras[payload]);
    const given = structuredClone(value);
    let result;
    try {
      result = read(payload, value);
    } catch {
      return "refuses";
    }
    if (!isDeepStrictEqual({ ...result }, values[payload][0])) return "keeps";
    return isDeepStrictEqual(value, given) ? "strips" : "strips in place";
  });
  return new Set(found).size === 1 ? found[0] : found.join(", ");
}

function refusesLongText(kind, read) {
  return accepts(read, "order", spoilt("order", longTexts)) ? [] : [kind];
}
