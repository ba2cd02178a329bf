import { type Change, changeOf } from "./change.js";
import { compareDirection } from "./compare-direction.js";
import { compareRaw } from "./compare-raw.js";
import { compareParams, compareQuery } from "./compare-url.js";
import type { LinkedTypes } from "./linked-types.js";
import { parametersOf, patternOf } from "./path-pattern.js";
import type { EndpointContract } from "./read-contract.js";

/** One endpoint of both versions. @param at what it is called */
export function compareEndpoint(
  before: EndpointContract,
  after: EndpointContract,
  types: LinkedTypes,
  at: string,
): readonly Change[] {
  return [
    ...comparePath(before.path, after.path, `${at}.path`),
    ...compareMode(before.mode, after.mode, `${at}.mode`),
    ...compareParams(before, after, types, `${at}.params`),
    ...compareQuery(before.query, after.query, types, `${at}.query`),
    ...compareTraffic(before, after, types, at),
  ];
}

function comparePath(before: string, after: string, at: string): readonly Change[] {
  if (before === after) return [];
  if (patternOf(before) !== patternOf(after))
    return [changeOf("path-changed", at, null, `${before} became ${after}`)];
  const [old, now] = [parametersOf(before), parametersOf(after)];
  return old.flatMap((name, index) =>
    name === now[index]
      ? []
      : [changeOf("path-parameter-renamed", at, null, `:${name} became :${now[index]}`)],
  );
}

function compareMode(
  before: EndpointContract["mode"],
  after: EndpointContract["mode"],
  at: string,
): readonly Change[] {
  if (before === after) return [];
  return [changeOf(after === "require" ? "mode-required" : "mode-accepted", at, null)];
}

function compareTraffic(
  before: EndpointContract,
  after: EndpointContract,
  types: LinkedTypes,
  at: string,
): readonly Change[] {
  const directions = ["clientToServer", "serverToClient"] as const;
  return directions.flatMap((direction) => {
    const sender = direction === "clientToServer" ? "client" : "server";
    const place = `${at}.${direction}`;
    if (before.kind === "raw" && after.kind === "raw")
      return compareRaw(before[direction], after[direction], { sender, types }, place);
    if (before.kind === "messages" && after.kind === "messages")
      return compareDirection(before[direction], after[direction], { sender, types }, place);
    return direction === "clientToServer" ? [changeOf("contract-kind-changed", at, null)] : [];
  });
}
