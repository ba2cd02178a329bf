import { z } from "zod";

const Category = z.object({
  name: z.string(),
  get children() {
    return z.array(Category).optional();
  },
});

const Tree = z
  .object({
    value: z.int(),
    get left() {
      return Tree.nullable();
    },
    get right() {
      return Tree.nullable();
    },
  })
  .meta({ id: "Tree" });

const Author = z.object({
  email: z.string().min(1),
  get posts() {
    return z.array(Post).max(2);
  },
});

const Post = z.object({
  title: z.string(),
  at: z.date(),
  get author() {
    return Author.optional();
  },
});

interface List {
  head: number;
  tail: List | null;
}
const List: z.ZodType<List, List> = z.lazy(() =>
  z.object({ head: z.number(), tail: List.nullable() }),
);

type Nest = (number | Nest)[];
const Nest: z.ZodType<Nest, Nest> = z.lazy(() => z.array(z.union([z.number(), Nest])));

type Dictionary = { [key: string]: string | Dictionary };
const Dictionary: z.ZodType<Dictionary, Dictionary> = z.lazy(() =>
  z.record(z.string(), z.union([z.string(), Dictionary])),
);

interface Expression {
  op: "add" | "constant";
  value?: number | undefined;
  of?: [Expression, Expression] | undefined;
}
const Expression: z.ZodType<Expression, Expression> = z.lazy(() =>
  z.object({
    op: z.enum(["add", "constant"]),
    value: z.number().optional(),
    of: z.tuple([Expression, Expression]).optional(),
  }),
);

type Graph = Map<string, Graph>;
const Graph: z.ZodType<Graph, Graph> = z.lazy(() => z.map(z.string(), Graph));

interface Dated {
  at: Date;
  more: Set<Dated>;
}
const Dated: z.ZodType<Dated, Dated> = z.lazy(() => z.object({ at: z.date(), more: z.set(Dated) }));

const Folder = z.object({
  type: z.literal("folder"),
  get entries() {
    return z.record(z.string(), Node);
  },
});
const File = z.object({ type: z.literal("file"), size: z.bigint() });
const Node = z.discriminatedUnion("type", [Folder, File]);

interface Strict {
  a: number;
  next?: Strict | undefined;
}
const Strict: z.ZodType<Strict, Strict> = z.lazy(() =>
  z.strictObject({ a: z.int(), next: Strict.optional() }),
);

const Defaulting = z.object({
  n: z.int().default(1),
  get inner() {
    return Defaulting.optional();
  },
});

/** Types that contain themselves, and JSON. */
export default {
  lazyScalar: z.lazy(() => z.string().min(1)),
  lazyInObject: z.object({ a: z.lazy(() => z.int().optional()), b: z.lazy(() => z.date()) }),
  lazyOptional: z.object({ a: z.lazy(() => z.string()).optional() }),
  recursiveGetter: Category,
  recursiveNamed: Tree,
  recursiveInObject: z.object({ root: Tree, name: z.string() }),
  recursiveMutual: Author,
  recursiveMutualOther: Post,
  recursiveList: List,
  recursiveArray: Nest,
  recursiveRecord: Dictionary,
  recursiveTuple: Expression,
  recursiveMap: Graph,
  recursiveSet: Dated,
  recursiveDiscriminated: Node,
  recursiveStrict: Strict,
  recursiveDefault: Defaulting,
  recursiveOptionalRoot: z.object({ tree: Tree.optional(), trees: z.array(Tree).max(2) }),
  jsonPlain: z.json(),
  jsonInObject: z.object({ data: z.json(), more: z.json().optional() }),
  jsonInRecord: z.record(z.string(), z.json()),
  jsonInArray: z.array(z.json()).max(3),
};
