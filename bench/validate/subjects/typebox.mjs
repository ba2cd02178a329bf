import { order, small } from "../typebox-validators.mjs";
import { decodeWith, encodeWith } from "../with-check.mjs";

export const name = "typebox";

const checks = { small: (value) => small.Parse(value), order: (value) => order.Parse(value) };

export const decode = decodeWith(checks);
export const encode = encodeWith(checks);
