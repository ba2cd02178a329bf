import { z } from "zod";

/** A zod type as plain data, so that it can be changed at any place: what it is made of, and one choice for it. */
export interface Spec {
  readonly kind: Kind;
  readonly choice: number;
  readonly parts: readonly Spec[];
}

export type Kind = keyof typeof BUILDERS;

type Build = (parts: readonly z.ZodType[], choice: number) => z.ZodType;

export function build({ choice, kind, parts }: Spec): z.ZodType {
  return BUILDERS[kind](parts.map(build), choice);
}

/** The types of a schema. */
export function buildAll(specs: Readonly<Record<string, Spec>>): readonly BuiltType[] {
  return Object.entries(specs).map(([name, spec]) => ({
    name,
    schema: build(spec),
    oneWay: false,
  }));
}

export interface BuiltType {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly oneWay: boolean;
}

const one = (part: z.ZodType | undefined): z.ZodType => part ?? z.never();

const from = <T>(options: readonly T[], choice: number): T => options[choice % options.length] as T; // there is at least one

const STRINGS: readonly z.ZodType[] = [
  z.string(),
  z.string(),
  z.string().min(1),
  z.string().min(3),
  z.string().max(3),
  z.string().max(8),
  z.string().length(2),
  z.string().min(1).max(4),
  z.string().regex(/^[a-z]*$/),
  z.string().regex(/^[a-z0-9]+$/i),
  z.string().startsWith("a"),
  z.string().startsWith("ab"),
  z.string().endsWith("c").max(6),
  z.string().includes("b"),
  z.string().trim(),
  z.string().trim().min(1),
  z.string().min(1).trim(),
  z.string().toLowerCase(),
  z.string().trim().toUpperCase(),
  z.email(),
  z.uuid(),
  z.iso.date(),
  z.url(),
  z.templateLiteral(["room-", z.int()]),
];

const NUMBERS: readonly z.ZodType[] = [
  z.number(),
  z.number(),
  z.int(),
  z.int32(),
  z.uint32(),
  z.number().min(0),
  z.number().gt(0),
  z.number().min(1).max(9),
  z.number().lt(100),
  z.int().min(0).max(10),
  z.int().multipleOf(5),
  z.number().multipleOf(10),
  z.number().multipleOf(0.5),
];

const OTHERS: readonly z.ZodType[] = [
  z.boolean(),
  z.null(),
  z.undefined(),
  z.nan(),
  z.unknown(),
  z.bigint(),
  z.bigint().min(0n),
  z.int64(),
  z.date(),
  z.date().min(new Date(0)),
  z.instanceof(Uint8Array),
  z.any(),
  z.never(),
];

const LITERALS: readonly z.ZodType[] = [
  z.literal("a"),
  z.literal(["a", "b"]),
  z.literal(["b", "c"]),
  z.enum(["a", "b", "c"]),
  z.enum(["a", "b", "c", "room-7"]),
  z.literal([1, 2]),
  z.literal([1, "a", null]),
  z.literal([true, 1n]),
  z.literal([1n, "1"]),
  z.literal(["1", 1n]),
  z.literal([undefined, "a"]),
  z.literal(Number.POSITIVE_INFINITY),
];

const NAMES = ["a", "b", "c", "d", "e", "f"];

function shapeOf(parts: readonly z.ZodType[], start = 0): Record<string, z.ZodType> {
  return Object.fromEntries(parts.map((part, index) => [from(NAMES, start + index), part]));
}

function objectOf(shape: Record<string, z.ZodType>, choice: number): z.ZodType {
  switch (choice % 8) {
    case 1:
      return z.strictObject(shape);
    case 2:
      return z.looseObject(shape);
    case 3:
      return z.object(shape).catchall(z.int());
    case 4:
      return z.object(shape).catchall(z.string());
    default:
      return z.object(shape);
  }
}

function sized<T extends z.ZodArray | z.ZodSet | z.ZodMap>(type: T, choice: number): T {
  const least = [0, 0, 1, 2][choice % 4] ?? 0;
  const most = [null, null, 2, 3][(choice >> 2) % 4] ?? null;
  const first = least > 0 ? type.min(least) : type;
  return (most === null ? first : first.max(most)) as T; // checks leave the class
}

function tree(parts: readonly z.ZodType[], choice: number): z.ZodType {
  const [leaf] = parts;
  const Tree: z.ZodType = z.lazy(() => {
    const others: z.ZodType[] = choice % 2 === 0 ? [] : [z.null()];
    const children = choice % 3 === 0 ? z.array(Tree).max(2) : z.array(Tree).max(2).optional();
    const node = z.object({ leaf: one(leaf), children });
    return others.length === 0 ? node : z.union([node, ...others]);
  });
  return Tree;
}

const KEYS: readonly z.core.$ZodRecordKey[] = [
  z.string(),
  z.string().max(2),
  z.enum(["a", "b"]),
  z.enum(["a", "b", "c"]),
  z.int(),
  z.string().regex(/^[a-z]*$/),
];

// The same code everywhere: that it has changed is not in a contract.
const isTaken = (value: unknown): boolean => value !== "a";

const BUILDERS = {
  string: (_, choice) => from(STRINGS, choice),
  number: (_, choice) => from(NUMBERS, choice),
  other: (_, choice) => from(OTHERS, choice),
  literal: (_, choice) => from(LITERALS, choice),
  array: ([item], choice) => sized(z.array(one(item)), choice),
  set: ([item], choice) => sized(z.set(one(item)), choice),
  map: ([key, value], choice) => sized(z.map(one(key), one(value)), choice),
  tuple: (parts, choice) =>
    choice % 3 === 0 && parts.length > 1
      ? z.tuple(parts.slice(1) as [z.ZodType], one(parts[0])) // zod wants to know that there is one
      : z.tuple(parts as [z.ZodType]), // as above
  object: (parts, choice) => objectOf(shapeOf(parts), choice),
  record: ([value], choice) => {
    const key = from(KEYS, choice);
    if (choice % 5 === 0) return z.partialRecord(key, one(value));
    return choice % 7 === 0 ? z.looseRecord(key, one(value)) : z.record(key, one(value));
  },
  union: (parts) => z.union(parts as [z.ZodType]), // as above
  xor: (parts) => z.xor(parts as [z.ZodType]), // as above
  discriminated: (parts, choice) =>
    z.discriminatedUnion(
      "kind",
      // Each part is one property of its option.
      parts.map((part, index) =>
        objectOf({ kind: z.literal(`k${index + (choice % 2)}`), v: part }, choice >> 1),
      ) as [z.ZodObject], // as above
    ),
  intersection: ([left, right], choice) =>
    z.intersection(
      objectOf({ a: one(left) }, choice),
      objectOf({ [choice % 2 === 0 ? "b" : "a"]: one(right) }, choice >> 1),
    ),
  optional: ([part]) => one(part).optional(),
  exactOptional: ([part]) => one(part).exactOptional(),
  nullable: ([part]) => one(part).nullable(),
  nonoptional: ([part]) => one(part).nonoptional(),
  readonly: ([part]) => one(part).readonly(),
  default: ([part], choice) => one(part).default(from([1, "a", [], null], choice)),
  prefault: ([part], choice) => one(part).prefault(from([1, "a", [], null], choice)),
  catch: ([part], choice) => one(part).catch(from([1, "a", [], null], choice)),
  pipe: ([from, to]) => one(from).pipe(one(to)),
  refined: ([part]) => one(part).refine(isTaken),
  tree,
} satisfies Record<string, Build>;
