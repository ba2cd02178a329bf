// What generated functions are made of; the code generation entries of runtime and client have all of it.
export { codePointLength, inherited, isMultipleOf, isObject } from "./validation/checks.js";
export { decodeMap, decodeRecord, decodeSet, decodeTuple } from "./validation/containers.js";
export { encodeMap, encodeRecord, encodeSet, encodeTuple } from "./validation/containers.js";
export type { Context, Issue, Path } from "./validation/context.js";
export {
  decodeBigInt,
  decodeBoolean,
  decodeBytes,
  decodeDate,
  decodeInt,
  decodeLiteral,
  decodeNan,
  decodeNever,
  decodeNull,
  decodeNumber,
  decodeString,
  decodeUndefined,
  decodeUnknown,
  decodeVoid,
} from "./validation/decode-scalars.js";
export {
  encodeBigInt,
  encodeBoolean,
  encodeBytes,
  encodeDate,
  encodeInt,
  encodeLiteral,
  encodeNan,
  encodeNever,
  encodeNull,
  encodeNumber,
  encodeString,
  encodeUndefined,
  encodeUnknown,
  encodeVoid,
  escaped,
} from "./validation/encode-scalars.js";
export {
  isBase64,
  isBase64Url,
  isCidrv6,
  isIban,
  isIpv6,
  isJwt,
  isLuhn,
  slugify,
  urlText,
} from "./validation/formats.js";
export { booleanFromText, listFromText, numberFromText } from "./validation/from-text.js";
export { decodeBoth, encodeBoth } from "./validation/intersections.js";
export { issue, mismatch, noInt, unknownKeys, wrong } from "./validation/issues.js";
export { decodeOr, decodeTagged, firstMatch, onlyMatch, tagged } from "./validation/unions.js";
export {
  reviveAbsence,
  reviveBigInt,
  reviveBytes,
  reviveDate,
  reviveList,
  reviveMap,
  reviveObject,
  type Reviver,
  reviveSet,
  reviveTagged,
  reviveTaggedLiteral,
  revived,
  revivedUnchecked,
} from "./validation/revive.js";
export {
  decodeBoxed,
  decodePipe,
  decodePresent,
  encodeBoxed,
  encodeCaught,
  encodePipe,
  encodePresent,
  encodeWhole,
} from "./validation/wrappers.js";
export { decodeUnchecked, encodeUnchecked } from "./validation/unchecked.js";
export { encodeZodOptional, encodeZodResult, zodAt, zodResult } from "./validation/with-zod.js";
export type { Decoder, Encoder } from "./validation/codec.js";
export type { MessageWire, RawWire } from "./validation/wire.js";
