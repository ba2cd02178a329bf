import { z } from "zod";

/* What TypeScript makes of enums; numeric ones carry their reverse names, which zod leaves out. */
const Direction = { Up: "UP", Down: "DOWN" } as const;
const Level = { Low: 0, High: 1, 0: "Low", 1: "High" } as const;
const Mixed = { Yes: "yes", One: 1 } as const;

/** Literals, enums and template literals. */
export default {
  literalString: z.literal("circle"),
  literalOdd: z.literal("\"'`${\\\n\u2028"),
  literalProto: z.literal(["__proto__", "constructor", "toString"]),
  literalNumber: z.literal(42),
  literalZero: z.literal(0),
  literalTrue: z.literal(true),
  literalNull: z.literal(null),
  literalUndefined: z.literal(undefined),
  literalBigint: z.literal(12n),
  literalBigints: z.literal([1n, -2n, 10n ** 30n]),
  literalInfinity: z.literal([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]),
  literalNan: z.literal([Number.NaN, 1]),
  literalList: z.literal(["a", 1, true, null, 0]),
  literalAll: z.literal(["1", 1, true, null, undefined, 1n, -1.5]),
  literalMessage: z.literal("yes", "say yes"),
  literalInObject: z.object({ a: z.literal("x"), b: z.literal([1n, 2]), c: z.literal(undefined) }),
  literalOptional: z.object({ a: z.literal(["x", "y"]).optional(), b: z.literal(null).nullish() }),
  literalUndefinedOr: z.object({ a: z.literal(["x", undefined]) }),
  literalNumberAndText: z.literal([1, "1"]),
  literalBigintAndText: z.literal([1n, "1", 1]),
  enumStrings: z.enum(["circle", "square"]),
  enumOne: z.enum(["only"]),
  enumOdd: z.enum(["", " ", "a b", "__proto__", "toString"]),
  enumObject: z.enum({ Red: "red", Green: "green" }),
  enumTypeScript: z.enum(Direction),
  enumNumeric: z.enum(Level),
  enumMixed: z.enum(Mixed),
  enumExclude: z.enum(["a", "b", "c"]).exclude(["b"]),
  enumExtract: z.enum(["a", "b", "c"]).extract(["a", "c"]),
  enumMessage: z.enum(["a", "b"], "a or b"),
  enumKeyof: z.keyof(z.object({ a: z.string(), b: z.int() })),
  enumInArray: z.array(z.enum(["n", "e", "s", "w"])).max(4),
  templateText: z.templateLiteral(["hello, ", z.string(), "!"]),
  templateNumber: z.templateLiteral([z.number(), "px"]),
  templateInt: z.templateLiteral(["v", z.int(), ".", z.int()]),
  templateEnum: z.templateLiteral(["size-", z.enum(["s", "m", "l"])]),
  templateUnion: z.templateLiteral([z.union([z.literal("a"), z.literal(7)]), "/", z.boolean()]),
  templateOptional: z.templateLiteral(["v", z.int().optional(), z.literal("!").nullable()]),
  templateLength: z.templateLiteral(["#", z.string().length(3)]),
  templateFormat: z.templateLiteral(["id:", z.uuid(), ";", z.ipv4()]),
  templateNested: z.templateLiteral(["[", z.templateLiteral([z.int(), "-", z.int()]), "]"]),
  templateBigint: z.templateLiteral([z.bigint(), "n?", z.null(), z.undefined()]),
  templateOdd: z.templateLiteral(["$^.*+?()[]{}|/\\", z.string().min(1).max(2)]),
  templateMessage: z.templateLiteral([z.int(), "%"], "a percentage"),
};
