import { Order, Small } from "../arktype-types.mjs";
import { decodeWith, encodeWith } from "../with-check.mjs";

export const name = "arktype delete";

const [small, order] = [Small, Order].map((type) => type.onDeepUndeclaredKey("delete"));
const checks = { small: (value) => small.assert(value), order: (value) => order.assert(value) };

export const decode = decodeWith(checks);
export const encode = encodeWith(checks);
