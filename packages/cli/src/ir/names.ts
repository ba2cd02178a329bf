const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

const RESERVED_WORDS = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export " +
    "extends false finally for function if implements import in instanceof interface let new null package " +
    "private protected public return static super switch this throw true try typeof undefined var void " +
    "while with yield"
  ).split(" "),
);

const TYPE_KEYWORDS = new Set(
  "any bigint boolean never number object string symbol unknown".split(" "),
);

/** Globals that generated code uses, so that no type may shadow them. */
const GLOBALS = new Set(
  "Array Date Map Number Object Promise Readonly ReadonlyMap ReadonlySet Record RegExp Request Response Set URL Uint8Array".split(
    " ",
  ),
);

/** Members of the generated server and client beside the endpoints. */
const SERVER_MEMBERS = new Set(
  "listen attach handleUpgrade handleRequest close stats disconnect room".split(" "),
);

const OBJECT_MEMBERS = new Set(["then", "constructor", "prototype", "__proto__"]);

/** Names that Windows keeps for devices, whatever their extension. */
const DEVICE_NAME = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

export function isIdentifier(name: string): boolean {
  return IDENTIFIER.test(name) && !RESERVED_WORDS.has(name);
}

/** Whether `.meta({ id })` can name a type. */
export function isTypeName(name: string): boolean {
  const known = GLOBALS.has(name) || OBJECT_MEMBERS.has(name) || TYPE_KEYWORDS.has(name);
  return isIdentifier(name) && !known;
}

/** Why an endpoint cannot have this name, or `null`. */
export function endpointNameProblem(name: string): string | null {
  if (!IDENTIFIER.test(name)) return "is not a plain identifier (letters, digits and _)";
  if (RESERVED_WORDS.has(name)) return "is a reserved word";
  if (OBJECT_MEMBERS.has(name)) return "means something to JavaScript itself";
  if (SERVER_MEMBERS.has(name)) return `is a member of the generated server or client`;
  if (DEVICE_NAME.test(name)) return "cannot be a file name on Windows";
  if (/^[A-Z]/.test(name))
    return "starts with a capital, as the types do that are generated for it";
  return null;
}

/** Why a message or call cannot have this name, or `null`. */
export function methodNameProblem(name: string): string | null {
  if (name.startsWith("$")) return 'starts with "$", which the protocol keeps for itself';
  return errorNameProblem(name);
}

/** Why an error cannot have this name, or `null`. */
export function errorNameProblem(name: string): string | null {
  if (name === "") return "is empty";
  if (OBJECT_MEMBERS.has(name)) return "means something to JavaScript itself";
  if (/[\s\p{C}]/u.test(name)) return "has white space or control characters";
  return null;
}

/** `chat` -> `Chat`: only the first letter, so that different names stay different. */
export function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const PARTS_OF_PLACES = new Set([
  "clientToServer",
  "serverToClient",
  "messages",
  "calls",
  "errors",
]);

/** What a type is called after its place: `chat.clientToServer.messages.say.user` is `ChatSayUser`. */
export function nameOfPlace(names: readonly string[]): string {
  const telling = names.filter((name) => !PARTS_OF_PLACES.has(name));
  return telling
    .map((name) => (name === "[]" ? "Item" : name.replaceAll(/[^\p{ID_Continue}]+/gu, "")))
    .map(pascalCase)
    .join("");
}

/** The types generated for an endpoint, by role. */
export interface EndpointTypeNames {
  readonly params: string;
  readonly query: string;
  readonly clientToServer: string;
  readonly serverToClient: string;
  readonly clientToServerMessage: string;
  readonly serverToClientMessage: string;
  readonly clientToServerCalls: string;
  readonly serverToClientCalls: string;
  readonly socket: string;
  readonly handler: string;
  readonly client: string;
}

export function endpointTypeNames(endpoint: string): EndpointTypeNames {
  const prefix = pascalCase(endpoint);
  return {
    params: `${prefix}Params`,
    query: `${prefix}Query`,
    clientToServer: `${prefix}ClientToServer`,
    serverToClient: `${prefix}ServerToClient`,
    clientToServerMessage: `${prefix}ClientToServerMessage`,
    serverToClientMessage: `${prefix}ServerToClientMessage`,
    clientToServerCalls: `${prefix}ClientToServerCalls`,
    serverToClientCalls: `${prefix}ServerToClientCalls`,
    socket: `${prefix}Socket`,
    handler: `${prefix}Handler`,
    client: `${prefix}Client`,
  };
}

/** The values that the validators file exports for an endpoint, beside its wire. */
export function urlValidatorNames(endpoint: string): { params: string; query: string } {
  return { params: `${endpoint}Params`, query: `${endpoint}Query` };
}

/** Names that generated files declare whatever the schema. */
export const FIXED_NAMES: readonly string[] = ["Client", "Context", "Handlers", "Server"];

/** A free name near `wanted`, without `$`; it is taken from then on. */
export function takeName(wanted: string, taken: Set<string>): string {
  return takeIdentifier(identifierNear(wanted), taken);
}

/** What is nearest to `wanted` among the names that are no trouble anywhere. */
export function identifierNear(wanted: string): string {
  const parts = wanted.split(/[^\p{ID_Continue}]+/u).filter((part) => part !== "");
  const identifier = parts.map((part, index) => (index === 0 ? part : pascalCase(part))).join("");
  return /^\p{ID_Start}|^_/u.test(identifier) ? identifier : `_${identifier}`;
}

/** An identifier, or that with `_` behind it; it is taken from then on. */
export function takeIdentifier(identifier: string, taken: Set<string>): string {
  let name = identifier;
  while (taken.has(name) || RESERVED_WORDS.has(name)) name += "_";
  taken.add(name);
  return name;
}
