import { Code } from "../diagnostic.js";
import type { Endpoint, Program } from "../ir/ir.js";
import { endpointNameProblem, methodNameProblem } from "../ir/names.js";
import { nearestWord } from "../nearest-word.js";
import { WsgenError } from "../wsgen-error.js";
import { keysOf, membersOf, type Named, type Renaming } from "./renaming.js";

/** What people may write before a name, to say which of several they mean. */
const WAY = /^(?:(?<direction>clientToServer|serverToClient)\.)?(?:(?<kind>message|call)s\.)?/;

/**
 * Finds out what is to be renamed.
 * @param old `chat`, or `chat.history`; where there are several of that name `chat.serverToClient.calls.history`
 * @param wanted the new name, alone or written as the old one
 * @throws WsgenError if there is no such thing, or it cannot have that name
 */
export function resolveRenaming(program: Program, old: string, wanted: string): Renaming {
  const dot = old.indexOf(".");
  return dot < 0
    ? resolveEndpoint(program, old, wanted)
    : resolveMember(program, old.slice(0, dot), old.slice(dot + 1), wanted);
}

function resolveEndpoint({ endpoints }: Program, from: string, to: string): Renaming {
  const names = endpoints.map(({ name }) => name);
  const thing: Named = { kind: "endpoint", endpoint: from, direction: null, name: from };
  const [isThere, isTaken] = [names.includes(from), names.includes(to)];
  if (!isThere && !isTaken) refuseUnknown(from, `the schema has no endpoint ${from}`, names);
  if (!isThere) return { thing, to, inSchema: false };
  if (isTaken) refuse(`the schema has an endpoint ${to} already`, "choose another name");
  const problem = endpointNameProblem(to);
  if (problem !== null) refuse(`the endpoint name "${to}" ${problem}`, "choose another name");
  return { thing, to, inSchema: true };
}

function resolveMember(program: Program, name: string, rest: string, wanted: string): Renaming {
  const endpoint = program.endpoints.find((other) => other.name === name);
  if (endpoint === undefined) {
    const names = program.endpoints.map((other) => other.name);
    return refuseUnknown(name, `the schema has no endpoint ${name}`, names);
  }
  const to = lastName(endpoint, wanted);
  const members = membersOf(endpoint);
  const [found, ...others] = members.filter((member) => isMeant(member, rest));
  if (others.length > 0 && found !== undefined) refuseSeveral(name, rest, [found, ...others]);
  if (found === undefined) return resolvePast(endpoint, rest, to);
  const taken = members.find(
    (member) => member.direction === found.direction && member.name === to,
  );
  if (taken !== undefined) {
    refuse(`${keysOf(taken).join(".")} is there already`, "choose another name");
  }
  const problem = methodNameProblem(to);
  if (problem !== null) refuse(`the name ${JSON.stringify(to)} ${problem}`, "choose another name");
  return { thing: found, to, inSchema: true };
}

/** The schema has been changed by hand: what has the new name now is what had the old one. */
function resolvePast(endpoint: Endpoint, rest: string, to: string): Renaming {
  const way = WAY.exec(rest);
  const { direction, kind } = way?.groups ?? {};
  const from = rest.slice(way?.[0].length);
  const members = membersOf(endpoint);
  const candidates = members.filter(
    (member) =>
      member.name === to &&
      (direction === undefined || member.direction === direction) &&
      (kind === undefined || member.kind === kind),
  );
  const [found, ...others] = candidates;
  if (found === undefined) {
    const names = members.map(({ name }) => name);
    return refuseUnknown(from, `${endpoint.name} has neither ${from} nor ${to}`, names);
  }
  if (others.length > 0) refuseSeveral(endpoint.name, to, candidates);
  return { thing: { ...found, name: from }, to, inSchema: false };
}

function isMeant(member: Named, rest: string): boolean {
  const [, ...keys] = keysOf(member);
  const { direction, kind, name } = member;
  return [name, `${direction}.${name}`, `${kind}s.${name}`, keys.join(".")].includes(rest);
}

/** The new name, which people may write as a whole, as they do the old one. */
function lastName({ name }: Endpoint, wanted: string): string {
  const rest = wanted.startsWith(`${name}.`) ? wanted.slice(name.length + 1) : wanted;
  return rest.slice(WAY.exec(rest)?.[0].length);
}

function refuseSeveral(endpoint: string, name: string, found: readonly Named[]): never {
  const ways = found.map((member) => keysOf(member).join("."));
  refuse(`${endpoint} has several that are called ${name}`, `say which: ${ways.join(" or ")}`);
}

function refuseUnknown(typed: string, message: string, names: readonly string[]): never {
  const near = nearestWord(typed, names);
  const all = names.length === 0 ? "there is none" : `there are ${names.join(", ")}`;
  refuse(message, near === null ? all : `did you mean ${near}?`);
}

function refuse(message: string, fix: string): never {
  throw new WsgenError([{ code: Code.RENAME, message, fix }]);
}
