import { Code } from "../diagnostic.js";
import type { Type } from "./ir.js";
import { payloadsOf } from "./payloads.js";
import type { Place, PlacedEndpoint, Problems } from "./place.js";
import type { Traits } from "./traits.js";

/** What a server sends has to be encoded, which a transformation that goes one way cannot be. */
export function checkOneWay(
  problems: Problems,
  placed: readonly PlacedEndpoint[],
  traits: Traits,
): void {
  for (const { endpoint, place } of placed) {
    for (const { keys, sender, type } of payloadsOf(endpoint)) {
      if (sender === "server") report(problems, traits, type, placeOf(place, keys));
    }
  }
}

function report(problems: Problems, traits: Traits, type: Type, place: Place): void {
  let what = "";
  traits.some(type, (part) => {
    if (part.kind === "zod" && part.oneWay === true) what = part.what;
    return what !== "";
  });
  if (what === "") return;
  const message = `${place}: the server sends this, and ${what} goes one way only`;
  const fix = "use z.codec(), which says how to go back";
  problems.add(place, Code.NOT_SUPPORTED, message, fix);
}

function placeOf(endpoint: Place, keys: readonly string[]): Place {
  let place = endpoint;
  for (const key of keys) place = place.key(key);
  return place;
}
