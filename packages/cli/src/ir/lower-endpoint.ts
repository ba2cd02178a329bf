import { Code } from "../diagnostic.js";
import type { Endpoint, MessagesContract, RawContract } from "./ir.js";
import { lowerDirection } from "./lower-direction.js";
import { lowerPast } from "./lower-past.js";
import { lowerRaw } from "./lower-raw.js";
import { reportUnknownKeys } from "./report-unknown-keys.js";
import { showValue } from "./show-value.js";
import { checkPathParams, lowerParams, lowerQuery } from "./lower-url.js";
import { endpointNameProblem } from "./names.js";
import type { Place } from "./place.js";
import { isZodType, type Lowering } from "./lowering.js";

type Fields = Readonly<Record<string, unknown>>;

const KEYS = "mode path params query clientToServer serverToClient renamedFrom".split(" ");

export function lowerEndpoint(
  lowering: Lowering,
  name: string,
  fields: Fields,
  place: Place,
): Endpoint {
  reportUnknownKeys(lowering, fields, KEYS, place);
  const path = lowerPath(lowering, fields["path"], place);
  const params = lowerParams(lowering, fields["params"], place.key("params"));
  const isKnown = params !== null || fields["params"] === undefined;
  if (isKnown) checkPathParams(lowering.problems, path, params, place);
  const { renamedFrom } = fields;
  const past = place.key("renamedFrom");
  return {
    name,
    ...lowerPast(lowering.problems, renamedFrom, past, endpointNameProblem),
    mode: lowerMode(lowering, fields["mode"], place),
    path,
    params,
    query: lowerQuery(lowering, fields["query"], place.key("query")),
    contract: lowerContract(lowering, fields, place),
  };
}

function lowerMode(lowering: Lowering, mode: unknown, place: Place): Endpoint["mode"] {
  if (mode === "accept" || mode === "require") return mode;
  lowering.problems.add(
    place.key("mode"),
    Code.DEFINITION,
    `${place}.mode is ${mode === undefined ? "missing" : showValue(mode)}`,
    'use "accept" (plain HTTP and WebSocket) or "require" (WebSocket only)',
  );
  return "require";
}

function lowerPath(lowering: Lowering, path: unknown, place: Place): string {
  if (typeof path === "string") return path;
  lowering.problems.add(
    place.key("path"),
    Code.PATH,
    `${place}.path is missing`,
    `for example path: "/${place}"`,
  );
  return "/";
}

function lowerContract(
  lowering: Lowering,
  fields: Fields,
  place: Place,
): RawContract | MessagesContract {
  const { clientToServer, serverToClient } = fields;
  const given = [clientToServer, serverToClient].filter((direction) => direction !== undefined);
  const raw = given.filter(isZodType).length;
  if (raw > 0 && raw < given.length) {
    lowering.problems.add(
      place.key("serverToClient"),
      Code.RAW_DIRECTION,
      `${place} is raw in one direction and has messages or calls in the other`,
      "use bare zod types in both directions, or { messages, calls } in both",
    );
    const nothing = { messages: [], calls: [] };
    return { kind: "messages", clientToServer: nothing, serverToClient: nothing };
  }
  if (raw > 0) return lowerRaw(lowering, clientToServer, serverToClient, place);
  return {
    kind: "messages",
    clientToServer: lowerDirection(lowering, clientToServer, place.key("clientToServer")),
    serverToClient: lowerDirection(lowering, serverToClient, place.key("serverToClient")),
  };
}
