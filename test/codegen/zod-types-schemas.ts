import * as helpers from "@wsgen/protocol/codegen";

/** A schema of so many endpoints, each with messages and calls, which share two types. */
export function manyEndpoints(count: number): string {
  return `import { bytes, defineSchema, endpoint } from "wsgen/schema";
import { z } from "zod";

const User = z.object({ id: z.int(), name: z.string().max(40), since: z.date().optional() }).meta({ id: "User" });
const Page = z.object({ from: z.int().default(0), users: z.array(User) });

const endpoints: Record<string, ReturnType<typeof endpoint>> = {};
for (let index = 0; index < ${count}; index += 1) {
  endpoints[\`part\${index}\`] = endpoint({
    mode: index % 2 === 0 ? "require" : "accept",
    path: \`/part\${index}/:room\`,
    params: z.object({ room: z.string() }),
    query: z.object({ lang: z.enum(["en", "zh"]).optional() }),
    clientToServer: {
      messages: {
        say: z.object({ text: z.string().min(1).max(500), to: z.array(User).optional(), number: z.literal(index) }),
        move: z.discriminatedUnion("kind", [
          z.object({ kind: z.literal("point"), x: z.number(), y: z.number() }),
          z.object({ kind: z.literal("home"), at: z.date().nullable() }),
        ]),
      },
      calls: {
        find: { input: z.object({ name: z.string(), limit: z.int().default(10) }), output: Page },
        watch: { input: z.object({ id: z.int() }), items: User, errors: { GONE: z.object({ id: z.int() }) } },
        store: { input: z.object({ name: z.string() }), uploads: bytes(), output: z.object({ size: z.bigint() }) },
      },
    },
    serverToClient: {
      messages: { said: z.object({ user: User, text: z.string() }), page: Page, names: z.map(z.string(), z.set(z.int())) },
      calls: { confirm: { input: z.object({ question: z.string() }), output: z.boolean() } },
    },
  });
}
export default defineSchema(endpoints);
`;
}

/** What generated functions call, globals among it, and what they call their own. */
const NAMES = [
  ...Object.keys(helpers),
  ..."Array Date JSON Map Number Object Set String Uint8Array undefined".split(" "),
  ..."value path context result json items index given text set map date number schema a".split(
    " ",
  ),
];

/** A schema of objects with properties of all these names, of types that are checked in different ways. */
export function awkwardNames(): string {
  return `import { bytes, defineSchema, endpoint } from "wsgen/schema";
import { z } from "zod";

const types = {
  strings: z.string().min(2),
  unions: z.union([z.date(), z.string()]),
  maps: z.map(z.string(), z.date()),
  optionals: z.string().trim().optional(),
  arrays: z.array(z.bigint()),
  tuples: z.tuple([z.nan(), bytes()]),
  records: z.record(z.enum(["a"]), z.set(z.int())),
  discriminated: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("a"), at: z.date() }),
    z.object({ kind: z.literal("b") }),
  ]),
  numbers: z.int().multipleOf(2),
  caught: z.int().catch(1),
  boxed: z.array(z.int().nullish()),
};
const names = ${JSON.stringify(NAMES)};
const messages = Object.fromEntries(
  Object.entries(types).map(([key, type]) => [
    key,
    z.object(Object.fromEntries(names.map((name) => [name, type]))),
  ]),
);

export default defineSchema({
  names: endpoint({
    mode: "require",
    path: "/names",
    clientToServer: { messages },
    serverToClient: { messages },
  }),
});
`;
}
