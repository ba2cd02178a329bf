import { checkOrder, checkSmall } from "../hand-checks.mjs";
import { decodeWith, encodeWith } from "../with-check.mjs";

export const name = "hand-written checks";

const checks = { small: checkSmall, order: checkOrder };

export const decode = decodeWith(checks);
export const encode = encodeWith(checks);
