import { z } from "zod";

/** The two payloads, in zod: for wsgen's generator and for zod's own subjects. */
export const Small = z.object({ a: z.int(), b: z.int() });

const Item = z.object({
  sku: z.string().min(1).max(40),
  qty: z.int().min(1).max(1000),
  price: z.number().min(0),
  title: z.string().min(1).max(100),
  note: z.string().max(200).optional(),
});

export const Order = z.object({
  id: z.string().min(1).max(40),
  status: z.enum(["new", "paid", "shipped", "cancelled"]),
  customer: z.object({
    id: z.int().min(1),
    name: z.string().min(1).max(100),
    email: z.string().regex(/^[^@\s]+@[^@\s]+\.[^@\s]+$/),
  }),
  items: z.array(Item).min(1).max(100),
  tags: z.array(z.string().max(20)),
  address: z.object({
    street: z.string().min(1),
    city: z.string().min(1),
    zip: z.string().regex(/^[0-9A-Z -]{3,10}$/),
    country: z.string().length(2),
  }),
  coupon: z.string().nullable(),
});
