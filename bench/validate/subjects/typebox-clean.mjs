import { order, small } from "../typebox-validators.mjs";
import { decodeWith, encodeWith } from "../with-check.mjs";

export const name = "typebox Clean";

const checks = {
  small: (value) => small.Parse(small.Clean(value)),
  order: (value) => order.Parse(order.Clean(value)),
};

export const decode = decodeWith(checks);
export const encode = encodeWith(checks);
