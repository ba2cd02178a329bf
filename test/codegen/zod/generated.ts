import { join } from "node:path";
import { createJiti } from "jiti";
import { type Decoder, type Encoder } from "@wsgen/protocol";
import { generate } from "wsgen";
import { createProject } from "../temporary-project.js";

/** What travels one way: `null` on the server when it never sends this type. */
export interface Wires {
  readonly clientEncode: Encoder;
  readonly serverDecode: Decoder<unknown>;
  readonly serverEncode: Encoder | null;
  readonly clientDecode: Decoder<unknown> | null;
}

/** The parts of a call that one side writes and the other reads. */
export interface CallParts<Given, Taken> {
  readonly input: Given;
  readonly items: Taken;
  readonly uploads: Given;
  readonly output: Taken;
  readonly errors: { readonly FAILED: Taken };
}

interface Table<Message, Call> {
  readonly messages: Readonly<Record<string, Message>>;
  readonly calls: Readonly<Record<string, Call>>;
}

type Read = Decoder<unknown>;

/** What was generated for an endpoint, on one side. */
export interface Side {
  readonly receives: Table<Read, CallParts<Read, Encoder>>;
  readonly sends: Table<Encoder, CallParts<Encoder, Read>>;
}

export interface Generated {
  /** The project. */
  readonly folder: string;
  readonly server: Readonly<Record<string, Side>>;
  readonly client: Readonly<Record<string, Side>>;
  readonly remove: () => void;
}

const PER_ENDPOINT = 60;

/**
 * Generates from a schema of these types, in endpoints of a bounded size, and loads what was generated.
 * @param imports what makes `entries` of the types: `{ name, schema, oneWay }[]`
 */
export async function generateWires(
  imports: string,
  entries: readonly { readonly name: string; readonly oneWay: boolean }[],
): Promise<{ wires: ReadonlyMap<string, Wires>; folder: string; remove: () => void }> {
  const { client, folder, remove, server } = await generateFrom(schemaOf(imports));
  const wires = entries.map(({ name, oneWay }, index): [string, Wires] => {
    const endpoint = endpointAt(index);
    return [name, wiresOf(server[endpoint], client[endpoint], name, oneWay)];
  });
  return { wires: new Map(wires), folder, remove };
}

/** The endpoint of the type at that place in the list. */
export function endpointAt(index: number): string {
  return `part${Math.floor(index / PER_ENDPOINT)}`;
}

/** Generates from the text of a schema, and loads the validators of both sides. */
export async function generateFrom(schema: string): Promise<Generated> {
  const { folder, remove } = createProject({ "src/wsgen.schema.ts": schema });
  try {
    await generate({ cwd: folder });
    const jiti = createJiti(import.meta.url, { interopDefault: false, fsCache: false });
    const load = (side: string): Promise<Readonly<Record<string, Side>>> =>
      jiti.import(join(folder, `src/generated/${side}-validators.ts`));
    return { server: await load("server"), client: await load("client"), folder, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function wiresOf(
  server: Side | undefined,
  client: Side | undefined,
  name: string,
  oneWay: boolean,
): Wires {
  const clientEncode = client?.sends.messages[name];
  const serverDecode = server?.receives.messages[name];
  const serverEncode = oneWay ? null : server?.sends.messages[name];
  const clientDecode = oneWay ? null : client?.receives.messages[name];
  if (clientEncode && serverDecode && serverEncode !== undefined && clientDecode !== undefined) {
    return { clientEncode, serverDecode, serverEncode, clientDecode };
  }
  throw new Error(`${name} was not generated`);
}

function schemaOf(imports: string): string {
  return `
import { defineSchema, endpoint } from "wsgen/schema";
${imports}

const endpoints: Record<string, ReturnType<typeof endpoint>> = {};
for (let start = 0; start < entries.length; start += ${PER_ENDPOINT}) {
  const part = entries.slice(start, start + ${PER_ENDPOINT});
  const messages = (list: typeof part) => ({ messages: Object.fromEntries(list.map(({ name, schema }) => [name, schema])) });
  const name = \`part\${start / ${PER_ENDPOINT}}\`;
  endpoints[name] = endpoint({
    mode: "require",
    path: \`/\${name}\`,
    clientToServer: messages(part),
    serverToClient: messages(part.filter(({ oneWay }) => !oneWay)),
  });
}
export default defineSchema(endpoints);
`;
}
