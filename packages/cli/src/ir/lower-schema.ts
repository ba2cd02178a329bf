import { schemaMark, type SchemaMark } from "../schema/define-schema.js";
import type { CallSite } from "../schema/call-site.js";
import { endpointMark, type EndpointMark } from "../schema/endpoint.js";
import { Code, type Diagnostic } from "../diagnostic.js";
import { INSIDE } from "./code.js";
import { callPosition } from "./stack-frames.js";
import { checkNames } from "./check-names.js";
import { checkOneWay } from "./check-one-way.js";
import { checkPaths } from "./check-paths.js";
import type { Program } from "./ir.js";
import { findUses, type Uses } from "./find-uses.js";
import { checkPasts } from "./lower-past.js";
import { lowerEndpoint } from "./lower-endpoint.js";
import { endpointTypeNames, FIXED_NAMES } from "./names.js";
import { Place, Problems, type PlacedEndpoint, type Position } from "./place.js";
import { TypeLowering } from "./type-lowering.js";

/** What `defineSchema` returned, as far as it can be trusted when nobody type-checked it. */
export type LoadedSchema = SchemaMark & object;

/** A program, what is wrong with it, and where code of the user's decides. */
export interface Lowered {
  readonly program: Program;
  readonly diagnostics: readonly Diagnostic[];
  /** Told, not refused. */
  readonly codePlaces: readonly Diagnostic[];
  readonly positions: SchemaPositions;
}

/** Where `defineSchema` is called, and `endpoint` for each endpoint. */
export interface SchemaPositions {
  readonly schema: Position;
  readonly endpoints: Readonly<Record<string, Position>>;
}

/**
 * Lowers what `defineSchema` returned. All problems are found in one go; the program is whole
 * only if there are none.
 */
export function lowerSchema(schema: LoadedSchema, file: string): Lowered {
  const problems = new Problems();
  const uses = findUses(Object.values(schema));
  const lowering = new TypeLowering(problems, uses, takenNames(schema, uses));
  const placed = lowerAll(schema, file, lowering);
  checkPaths(problems, placed);
  checkNames(problems, placed, lowering.shapePlaces);
  checkPasts(
    problems,
    placed.map(({ endpoint, place }) => ({ ...endpoint, place: place.key("renamedFrom") })),
  );
  checkOneWay(problems, placed, lowering.traits);
  const endpoints = placed.map(({ endpoint }) => endpoint);
  return {
    program: { endpoints, shapes: lowering.sortedShapes() },
    diagnostics: problems.diagnostics,
    codePlaces: lowering.codePlaces
      .filter(({ what }) => what !== INSIDE)
      .map(({ place, what }) => place.diagnostic(Code.SERVER_ONLY, `${place}: ${what}`, "")),
    positions: {
      schema: positionOf(schema[schemaMark], file),
      endpoints: Object.fromEntries(
        placed.map(({ endpoint, place }) => [endpoint.name, place.position]),
      ),
    },
  };
}

/** The names that no type may get because of its place. */
function takenNames(schema: LoadedSchema, { ids }: Uses): Set<string> {
  const endpoints = Object.keys(schema);
  const types = endpoints.flatMap((name) => Object.values(endpointTypeNames(name)));
  return new Set([...FIXED_NAMES, ...types, ...ids]);
}

function lowerAll(schema: LoadedSchema, file: string, lowering: TypeLowering): PlacedEndpoint[] {
  const { problems } = lowering;
  const placed: PlacedEndpoint[] = [];
  const entries: [string, unknown][] = Object.entries(schema);
  for (const [name, value] of entries) {
    if (isEndpoint(value)) {
      const place = Place.ofEndpoint(() => positionOf(value[endpointMark], file), name);
      placed.push({ place, endpoint: lowerEndpoint(lowering, name, value, place) });
    } else {
      const place = Place.ofEndpoint(() => positionOf(schema[schemaMark], file), "schema").key(
        name,
      );
      const fix = "wrap it in endpoint({ ... })";
      problems.add(place, Code.DEFINITION, `${place} is not an endpoint`, fix);
    }
  }
  return placed;
}

function isEndpoint(value: unknown): value is EndpointMark & Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && endpointMark in value;
}

function positionOf(site: CallSite, file: string): Position {
  return callPosition(site.stack ?? "") ?? { file, line: 1 };
}
