import { z } from "zod";

const isoDate = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});

const seconds = z.codec(z.int(), z.date(), {
  decode: (count) => new Date(count * 1000),
  encode: (date) => Math.floor(date.getTime() / 1000),
});

const jsonText = z.codec(z.string(), z.object({ a: z.int() }), {
  decode(text, context) {
    try {
      return JSON.parse(text) as { a: number };
    } catch {
      context.issues.push({ code: "invalid_format", format: "json", input: text });
      return z.NEVER;
    }
  },
  encode: (value) => JSON.stringify(value),
});

const blank = z.codec(z.string().optional(), z.string(), {
  decode: (text) => text ?? "",
  encode: (text) => (text === "" ? undefined : text),
});

interface Chain {
  at: Date;
  next: Chain | null;
}

interface SentChain {
  at: string;
  next: SentChain | null;
}

const Chain: z.ZodType<Chain, SentChain> = z.lazy(() =>
  z.object({ at: isoDate, next: Chain.nullable() }),
);

const doubled = z.codec(z.map(z.string(), z.int()), z.set(z.string()), {
  decode: (map) => new Set(map.keys()),
  encode: (set) => new Map([...set].map((key, index) => [key, index])),
});

/** Codecs: on the client they are what they write. */
export default {
  codecDate: isoDate,
  codecSeconds: z.object({ at: seconds, name: z.string() }),
  codecOptional: z.object({ at: isoDate.optional(), more: seconds.nullable() }),
  codecInArray: z.array(seconds).max(2),
  codecInTuple: z.tuple([z.string(), seconds]),
  codecInRecord: z.record(z.string(), isoDate),
  codecInMap: z.map(z.string(), seconds),
  codecInSet: z.set(seconds),
  codecInUnion: z.union([isoDate, z.int()]),
  codecInDiscriminated: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("a"), at: isoDate }),
    z.object({ kind: z.literal("b"), n: z.int() }),
  ]),
  codecText: jsonText,
  codecDefault: z.object({ at: seconds.default(new Date(0)) }),
  codecPrefault: z.object({ at: isoDate.prefault("2020-01-01T00:00:00.000Z") }),
  codecRefined: seconds.refine((date) => date.getTime() >= 0),
  codecOfRich: z.codec(z.bigint(), z.date(), {
    decode: (count) => new Date(Number(count % 8_640_000_000_000n)),
    encode: (date) => BigInt(date.getTime()),
  }),
  codecInverted: z.invertCodec(isoDate),
  codecPiped: z.string().trim().pipe(isoDate),
  codecBytes: z.codec(z.base64(), z.instanceof(Uint8Array), {
    decode: (text) => new Uint8Array(Buffer.from(text, "base64")),
    encode: (bytes) => Buffer.from(bytes).toString("base64"),
  }),
  codecRefinedInside: z.object({ at: isoDate.refine((date) => date.getTime() > 0), n: z.bigint() }),
  codecInMapKey: z.map(isoDate, z.int()),
  codecInRest: z.tuple([z.date()], seconds),
  codecInCatchall: z.object({ a: z.date() }).catchall(seconds),
  codecInXor: z.xor([isoDate, z.int()]),
  codecInIntersection: z.intersection(z.object({ at: seconds }), z.object({ n: z.bigint() })),
  codecInReadonly: z.array(isoDate).readonly(),
  codecCatch: z.object({ at: isoDate.catch(new Date(5)) }),
  codecNonoptional: z.object({ at: isoDate.optional().nonoptional() }),
  codecExactOptional: z.object({ at: isoDate.exactOptional() }),
  codecRecursive: Chain,
  codecOfCollections: doubled,
  codecOfCollectionsInside: z.object({ d: doubled.optional(), e: z.array(doubled).max(2) }),
  codecOfCodec: z.codec(isoDate, z.number(), {
    decode: (date) => date.getTime(),
    encode: (time) => new Date(time),
  }),
  codecNullable: seconds.nullable(),
  codecBranded: isoDate.brand<"Moment">().describe("When"),
  codecToNothing: z.object({ a: blank, b: z.int() }),
  codecToNothingOptional: z.object({ a: blank.optional(), b: z.int() }),
  codecToNothingInList: z.array(blank),
  codecToNothingInTuple: z.tuple([z.int(), blank]),
  codecToNothingInRecord: z.record(z.enum(["a", "b"]), blank),
  codecToNothingInMap: z.map(z.string(), blank),
};
