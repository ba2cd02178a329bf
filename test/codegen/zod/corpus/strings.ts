import { z } from "zod";

/** Strings, their checks and changes. */
export default {
  stringPlain: z.string(),
  stringMin: z.string().min(2),
  stringMax: z.string().max(3),
  stringLength: z.string().length(3),
  stringNonempty: z.string().nonempty(),
  stringBetween: z.string().min(1).max(4),
  stringMinAndLength: z.string().min(2).length(4).max(9),
  stringImpossible: z.string().min(5).max(2).or(z.literal("way out")),
  stringRegex: z.string().regex(/^[a-z]{2}\/\d+$/i),
  stringRegexGlobal: z.string().regex(/a/g),
  stringRegexSticky: z.string().regex(/ab*/y),
  stringRegexUnicode: z.string().regex(/^\p{L}+$/u),
  stringRegexDotAll: z.string().regex(/^a.c$/s),
  stringRegexMultiline: z.string().regex(/^b$/m),
  stringRegexSlashes: z.string().regex(/^\/\*[\]\\/]+\*\/$/),
  stringRegexSets: z.string().regex(new RegExp("^[\\p{ASCII}--\\d]+$", "v")),
  stringRegexTwice: z
    .string()
    .regex(/^[a-c]*$/)
    .regex(/^.{2}$/),
  stringIncludes: z.string().includes("ab"),
  stringIncludesAt: z.string().includes("ab", { position: 2 }),
  stringIncludesQuote: z.string().includes("\"'`\\\n"),
  stringStartsWith: z.string().startsWith("a-"),
  stringEndsWith: z.string().endsWith(".z"),
  stringParts: z.string().startsWith("<").endsWith(">").includes("|"),
  stringLowercase: z.string().lowercase(),
  stringUppercase: z.string().uppercase(),
  stringTrim: z.string().trim(),
  stringTrimMin: z.string().trim().min(2),
  stringMinTrim: z.string().min(2).trim(),
  stringTrimLength: z.string().trim().length(2).toUpperCase(),
  stringToLowerCase: z.string().toLowerCase(),
  stringToUpperCase: z.string().toUpperCase(),
  stringLowerThenRegex: z
    .string()
    .toLowerCase()
    .regex(/^[a-z]+$/),
  stringRegexThenLower: z
    .string()
    .regex(/^[A-Z]+$/)
    .toLowerCase(),
  stringNormalize: z.string().normalize(),
  stringNormalizeNfd: z.string().normalize("NFD").max(3),
  stringNormalizeNfkc: z.string().normalize("NFKC").length(2),
  stringSlugify: z.string().slugify(),
  stringSlugifyMin: z.string().slugify().min(3),
  stringChain: z.string().trim().toLowerCase().min(1).max(5).startsWith("a"),
  stringAbortFirst: z.string().min(3, { abort: true }).regex(/^\d+$/),
  stringAbortLast: z.string().min(3).regex(/^\d+$/, { abort: true }).max(5),
  stringAbortPart: z
    .string()
    .startsWith("a", { abort: true })
    .endsWith("z", { abort: true })
    .max(4),
  stringMessage: z.string("has to be text"),
  stringMessages: z.string("has to be text").min(2, "too short").max(4, "too long"),
  stringMessageOfCheck: z.string().regex(/^x/, { error: "has to begin with an x" }).max(3),
  stringMessageOdd: z.string('"quoted" \\ and\nbroken `${text}`').min(1, "\u2028"),
  stringMeta: z.string().min(1).meta({ description: "A text */ with an end", deprecated: true }),
  stringBranded: z.string().min(1).brand<"Name">(),
  stringChecked: z.string().check(z.minLength(2), z.trim(), z.maxLength(4), z.lowercase()),
  stringCheckOrder: z.string().max(4).min(2).includes("b").startsWith("a"),
  stringPrototypeNames: z.string().regex(/^(__proto__|constructor|toString)$/),
  stringNull: z.string().nullable(),
};
