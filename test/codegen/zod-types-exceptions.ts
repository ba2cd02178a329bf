/** Who looks at a type, and in which direction it travels. */
export type View = "clientSends" | "serverReceives" | "serverSends" | "clientReceives";

/** The types are TypeScript, or `z.input`, which is that of the same zod type. */
interface Exception extends Readonly<Partial<Record<View, string>>> {
  readonly why: string;
}

const BRAND = "a brand is a type alone, of which nothing is seen when the schema is read";
const CODEC = "a client does not run the schema's code: it receives what is on the wire";
const CUSTOM = "what z.custom() takes is known to its function alone, which a client does not run";

/** Where generated types are meant to be others than zod's: what they have to be instead, and why. */
export const exceptions: ReadonlyMap<string, Exception> = new Map<string, Exception>([
  ["stringBranded", branded("string")],
  ["numberBranded", branded("number")],
  ["objectBranded", branded("{ a: string }")],
  ["brandNumber", branded("number")],
  ["brandObject", branded("{ id: string; n: number }")],
  ["brandOptional", branded("{ a?: number | undefined }")],
  ["brandInput", { why: BRAND, clientSends: "string" }],
  ...namesOf(`
    codecDate codecSeconds codecOptional codecInArray codecInTuple codecInRecord codecInMap codecInSet codecInUnion
    codecInDiscriminated codecText codecRefined codecOfRich codecInverted codecPiped codecBytes codecRefinedInside codecInMapKey
    codecInRest codecInCatchall codecInXor codecInIntersection codecInReadonly codecCatch codecNonoptional codecExactOptional
    codecToNothingInList codecToNothingInMap
    codecRecursive codecOfCollections codecOfCollectionsInside codecOfCodec codecNullable codecBranded
    stringboolPlain stringboolWords stringboolInObject
  `).map((name) => [name, coded("z.input")] as const),
  ["codecToNothing", coded("{ a: string | undefined; b: number }")],
  ["codecToNothingInTuple", coded("[number, string | undefined]")],
  ["codecToNothingInRecord", coded('Record<"a" | "b", string | undefined>')],
  ["codecDefault", coded("{ at: number }")],
  ["codecPrefault", coded("{ at: string }")],
  ["customText", custom("unknown")],
  ["customMessage", custom("unknown")],
  ["customInObject", custom("{ a: unknown; b: Date }")],
  [
    "literalBigints",
    always("TypeScript does not compute 10n ** 30n", "1n | -2n | 1000000000000000000000000000000n"),
  ],
  [
    "enumNumeric",
    always(
      "zod's type has the names that an enum of numbers has backwards; its values do not",
      "0 | 1",
    ),
  ],
  ["objectProtoKey", always("zod's parser drops this key; its type does not", "{ a: number }")],
  ["tupleOnlyRest", always("made by its class, zod's type knows nothing of it", "boolean[]")],
  [
    "recordLooseEnum",
    always(
      "a loose record passes other keys on, which zod's type does not say",
      "{ a: number; b: number } & Record<string, unknown>",
    ),
  ],
  [
    "edgeLooseRecordNumbers",
    always(
      "a loose record passes other keys on, which zod's type does not say",
      "Record<number, string> & Record<string, unknown>",
    ),
  ],
  [
    "edgeRecordMaybeUndefined",
    {
      why: "a key whose value may be undefined may be left out, which zod's type does not say",
      clientSends: 'Partial<Record<"a", number | null | undefined>>',
    },
  ],
  [
    "recordPartialString",
    always("zod's type has undefined values, which its parser refuses", "Record<string, number>"),
  ],
  [
    "templateBigint",
    always(
      "zod's type has nothing for undefined in a template; its pattern has the word",
      "`${bigint}n?nullundefined`",
    ),
  ],
]);

function namesOf(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}

function branded(type: string): Exception {
  return { why: BRAND, serverReceives: type, serverSends: type, clientReceives: type };
}

function coded(type: string): Exception {
  return { why: CODEC, clientReceives: type };
}

function custom(type: string): Exception {
  return { why: CUSTOM, clientSends: type, clientReceives: type };
}

function always(why: string, type: string): Exception {
  return { why, clientSends: type, serverReceives: type, serverSends: type, clientReceives: type };
}
