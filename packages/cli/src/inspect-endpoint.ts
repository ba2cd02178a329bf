import { resolve } from "node:path";
import { Code } from "./diagnostic.js";
import { describeEndpoint, type DescribedEndpoint } from "./emit/describe-endpoint.js";
import { NOWHERE, placesOf, type EndpointPlaces } from "./endpoint-places.js";
import { contractsOf } from "./ir/contract.js";
import { loadProgram, type ProjectOptions } from "./load-program.js";
import { nearestWord } from "./nearest-word.js";
import { WsgenError } from "./wsgen-error.js";

/** All that there is to know about one endpoint. */
export interface InspectedEndpoint extends DescribedEndpoint, EndpointPlaces {
  /** The fingerprint of the contract. */
  readonly hash: string;
  /** The contract as `wsgen.lock.json` has it. */
  readonly contract: unknown;
}

/**
 * Looks into one endpoint of a schema. Writes nothing.
 * @throws WsgenError with diagnostics, for everything the user can mend
 */
export async function inspectEndpoint(
  name: string,
  options: ProjectOptions = {},
): Promise<InspectedEndpoint> {
  const loaded = await loadProgram(options);
  const { program } = loaded;
  const endpoint = program.endpoints.find((candidate) => candidate.name === name);
  if (endpoint === undefined) throw unknown(name, program.endpoints);
  const { contract = null, hash = "" } = contractsOf(program)[name] ?? {};
  const places = placesOf(loaded, resolve(options.cwd ?? ".")).get(name) ?? NOWHERE;
  return { ...describeEndpoint(program, endpoint), ...places, hash, contract };
}

function unknown(name: string, endpoints: readonly { readonly name: string }[]): WsgenError {
  const names = endpoints.map((endpoint) => endpoint.name);
  const near = nearestWord(name, names);
  const fix = near === null ? `there are: ${names.join(", ")}` : `did you mean ${near}?`;
  const message = `there is no endpoint ${name}`;
  return new WsgenError([{ code: Code.UNKNOWN_ENDPOINT, message, fix }]);
}
