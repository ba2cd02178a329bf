import { Code } from "../diagnostic.js";
import type { Place, Problems } from "./place.js";
import { showValue } from "./show-value.js";

/**
 * Lowers `renamedFrom`: a past name, of the same kind as names are now.
 * @param problemOf why something cannot have this name, or `null`
 */
export function lowerPast(
  problems: Problems,
  renamedFrom: unknown,
  place: Place,
  problemOf: (name: string) => string | null,
): { readonly renamedFrom?: string } {
  if (renamedFrom === undefined) return {};
  if (typeof renamedFrom !== "string") {
    const fix = 'name what it was called before, for example renamedFrom: "say"';
    problems.add(place, Code.DEFINITION, `${place} is ${showValue(renamedFrom)}`, fix);
    return {};
  }
  const problem = problemOf(renamedFrom);
  if (problem === null) return { renamedFrom };
  const message = `${place}: ${JSON.stringify(renamedFrom)} ${problem}, so that nothing was called that`;
  problems.add(place, Code.NAME, message, "name what it was called before, or leave it out");
  return {};
}

/** A name, the one before, and where that is said. */
export interface PlacedName {
  readonly name: string;
  readonly renamedFrom?: string | undefined;
  readonly place: Place;
}

/** Past names are over, and each belongs to one thing: the names of one direction, or of all endpoints. */
export function checkPasts(problems: Problems, named: readonly PlacedName[]): void {
  const names = new Set(named.map(({ name }) => name));
  const owners = new Map<string, Place>();
  for (const { place, renamedFrom } of named) {
    if (renamedFrom === undefined) continue;
    const owner = owners.get(renamedFrom);
    const shown = JSON.stringify(renamedFrom);
    if (names.has(renamedFrom)) {
      const message = `${place}: ${shown} is still there, so that this was not called that`;
      problems.add(place, Code.NAME_COLLISION, message, "remove renamedFrom, or the old one");
    } else if (owner !== undefined) {
      const message = `${place}: ${shown} is what ${owner} names too`;
      problems.add(place, Code.NAME_COLLISION, message, "only one of them was called that");
    } else owners.set(renamedFrom, place);
  }
}
