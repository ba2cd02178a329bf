import { Order, Small } from "../arktype-types.mjs";
import { decodeWith, encodeWith } from "../with-check.mjs";

export const name = "arktype";

const checks = { small: (value) => Small.assert(value), order: (value) => Order.assert(value) };

export const decode = decodeWith(checks);
export const encode = encodeWith(checks);
