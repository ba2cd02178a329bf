import { createHash } from "node:crypto";
import { canonical, canonicalJson } from "./canonical-json.js";
import { EndpointMemo } from "./endpoint-memo.js";
import type { Endpoint, Program, Shape, Type } from "./ir.js";

/** What one endpoint promises on the wire, with its fingerprint. */
export interface Contract {
  readonly contract: unknown;
  readonly hash: string;
}

const contracts = new EndpointMemo<Contract>();

/** The contracts by endpoint; docs, order and other endpoints make no difference to any of them. */
export function contractsOf(program: Program): Record<string, Contract> {
  const shapes = new Map(program.shapes.map((shape) => [shape.name, shape]));
  const sorted = program.endpoints.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return Object.fromEntries(
    sorted.map((endpoint) => [
      endpoint.name,
      contracts.of(program, endpoint, () => contractOf(endpoint, shapes)),
    ]),
  );
}

function contractOf(endpoint: Endpoint, shapes: ReadonlyMap<string, Shape>): Contract {
  const { name: _name, contract, ...rest } = endpoint;
  const promise = { ...rest, ...contract, shapes: [...usedShapes(endpoint, shapes)] };
  const canonicalPromise = canonical(promise);
  return { contract: canonicalPromise, hash: digest(JSON.stringify(canonicalPromise)) };
}

/** The fingerprint of a contract: 16 hexadecimal digits of the SHA-256 of its canonical text. */
export function hashOf(contract: unknown): string {
  return digest(canonicalJson(contract));
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

function usedShapes(endpoint: Endpoint, shapes: ReadonlyMap<string, Shape>): Set<Shape> {
  const used = new Set<Shape>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const shape = isRef(value) ? shapes.get(value.name) : undefined;
    if (shape !== undefined && !used.has(shape)) {
      used.add(shape);
      visit(shape.type);
    }
    Object.values(value).forEach(visit);
  };
  visit(endpoint);
  return used;
}

function isRef(value: object): value is Extract<Type, { kind: "ref" }> {
  return "kind" in value && value.kind === "ref";
}
