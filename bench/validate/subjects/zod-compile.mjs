import { z } from "zod";
import { Order, Small } from "../schema/zod-types.js";
import { decodeWith, encodeWith } from "../with-check.mjs";

export const name = "zod z.compile";

const small = z.compile(Small, { strict: true });
const order = z.compile(Order, { strict: true });
const checks = { small: (value) => small.parse(value), order: (value) => order.parse(value) };

export const decode = decodeWith(checks);
export const encode = encodeWith(checks);
