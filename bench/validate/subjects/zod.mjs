import { Order, Small } from "../schema/zod-types.js";
import { decodeWith, encodeWith } from "../with-check.mjs";

export const name = "zod parse";

const checks = { small: (value) => Small.parse(value), order: (value) => Order.parse(value) };

export const decode = decodeWith(checks);
export const encode = encodeWith(checks);
