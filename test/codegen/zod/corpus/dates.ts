import { bytes } from "wsgen/schema";
import { z } from "zod";

const start = new Date("2020-01-01T00:00:00.000Z");
const end = new Date("2030-12-31T23:59:59.999Z");

/** Dates and bytes. */
export default {
  datePlain: z.date(),
  dateMin: z.date().min(start),
  dateMax: z.date().max(end, "in the past, please"),
  dateBetween: z.date().min(start).max(end),
  dateAbort: z.date("has to be a date").min(start, { abort: true }).max(end),
  dateOptional: z.object({ at: z.date().optional() }),
  dateNullable: z.object({ at: z.date().nullable(), until: z.date().nullish() }),
  dateInArray: z.array(z.date()),
  dateInTuple: z.tuple([z.date(), z.date().min(start)]),
  dateInRecord: z.record(z.string(), z.date()),
  dateOrNull: z.date().nullable(),
  dateOrNumber: z.union([z.date(), z.number()]),
  dateOrString: z.union([z.date(), z.string()]),
  stringOrDate: z.union([z.string().max(5), z.date()]),
  dateOrBigint: z.union([z.date(), z.bigint()]),
  dateOrObject: z.union([z.date(), z.object({ at: z.date() })]),
  dateReadonly: z.date().readonly(),
  dateBranded: z.date().brand<"Day">(),
  dateDefault: z.object({ at: z.date().default(start) }),
  dateCatch: z.object({ at: z.date().catch(start) }),
  bytesPlain: bytes(),
  bytesInstance: z.instanceof(Uint8Array),
  bytesDescribed: bytes().describe("What it is made of").brand<"Image">(),
  bytesInObject: z.object({ name: z.string(), data: bytes() }),
  bytesOptional: z.object({ data: bytes().optional() }),
  bytesNullable: bytes().nullable(),
  bytesInArray: z.array(bytes()).max(2),
  bytesOrString: z.union([z.instanceof(Uint8Array), z.string()]),
  bytesInMap: z.map(z.string(), bytes()),
  bytesInRecord: z.record(z.string(), z.instanceof(Uint8Array)),
};
