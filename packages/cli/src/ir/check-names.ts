import { Code } from "../diagnostic.js";
import type { Endpoint } from "./ir.js";
import { endpointNameProblem, endpointTypeNames, FIXED_NAMES, urlValidatorNames } from "./names.js";
import type { Place, PlacedEndpoint, Problems } from "./place.js";

/** Endpoints have usable names, and nothing that is generated has the name of something else. */
export function checkNames(
  problems: Problems,
  placed: readonly PlacedEndpoint[],
  shapePlaces: ReadonlyMap<string, Place>,
): void {
  const files = new Map<string, string>();
  const owners = new Map(FIXED_NAMES.map((name) => [name, "every schema"]));
  for (const { endpoint, place } of placed) {
    const problem = endpointNameProblem(endpoint.name);
    if (problem !== null) {
      problems.add(
        place,
        Code.NAME,
        `the endpoint name "${endpoint.name}" ${problem}`,
        "rename the endpoint",
      );
      continue;
    }
    const file = endpoint.name.toLowerCase();
    const sameFile = files.get(file);
    if (sameFile !== undefined) {
      const message = `${place} and ${sameFile} would share one handler file where case does not count`;
      problems.add(place, Code.NAME_COLLISION, message, "rename one of them");
      continue;
    }
    files.set(file, endpoint.name);
    reportTaken(problems, owners, generatedNames(endpoint), endpoint.name, place);
  }
  for (const [name, place] of shapePlaces) {
    reportTaken(problems, owners, [name], `.meta({ id: "${name}" })`, place);
  }
}

function reportTaken(
  problems: Problems,
  owners: Map<string, string>,
  names: readonly string[],
  owner: string,
  place: Place,
): void {
  for (const name of names) {
    const other = owners.get(name);
    if (other === undefined) owners.set(name, owner);
    else {
      const message = `${place}: the name ${name} is generated for ${other} as well`;
      problems.add(place, Code.NAME_COLLISION, message, "rename one of them");
    }
  }
}

function generatedNames(endpoint: Endpoint): string[] {
  const url = urlValidatorNames(endpoint.name);
  return [endpoint.name, url.params, url.query, ...Object.values(endpointTypeNames(endpoint.name))];
}
