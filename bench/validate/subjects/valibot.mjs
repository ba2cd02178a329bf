import * as v from "valibot";
import { decodeWith, encodeWith } from "../with-check.mjs";

export const name = "valibot";

const text = (least, most) => v.pipe(v.string(), v.minLength(least), v.maxLength(most));
const int = (least, most) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most));
const anyInt = v.pipe(v.number(), v.safeInteger());

const Small = v.object({ a: anyInt, b: anyInt });

const Item = v.object({
  sku: text(1, 40),
  qty: int(1, 1000),
  price: v.pipe(v.number(), v.minValue(0)),
  title: text(1, 100),
  note: v.optional(v.pipe(v.string(), v.maxLength(200))),
});

const Order = v.object({
  id: text(1, 40),
  status: v.picklist(["new", "paid", "shipped", "cancelled"]),
  customer: v.object({
    id: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    name: text(1, 100),
    email: v.pipe(v.string(), v.regex(/^[^@\s]+@[^@\s]+\.[^@\s]+$/)),
  }),
  items: v.pipe(v.array(Item), v.minLength(1), v.maxLength(100)),
  tags: v.array(v.pipe(v.string(), v.maxLength(20))),
  address: v.object({
    street: v.pipe(v.string(), v.minLength(1)),
    city: v.pipe(v.string(), v.minLength(1)),
    zip: v.pipe(v.string(), v.regex(/^[0-9A-Z -]{3,10}$/)),
    country: v.pipe(v.string(), v.length(2)),
  }),
  coupon: v.nullable(v.string()),
});

const checks = {
  small: (value) => v.parse(Small, value),
  order: (value) => v.parse(Order, value),
};

export const decode = decodeWith(checks);
export const encode = encodeWith(checks);
