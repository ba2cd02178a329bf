import Type from "typebox";
import Compile from "typebox/compile";

const text = (minLength, maxLength) => Type.String({ minLength, maxLength });
const int = (minimum, maximum) => Type.Integer({ minimum, maximum });
const anyInt = int(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);

const Small = Type.Object({ a: anyInt, b: anyInt });

const Item = Type.Object({
  sku: text(1, 40),
  qty: int(1, 1000),
  price: Type.Number({ minimum: 0 }),
  title: text(1, 100),
  note: Type.Optional(Type.String({ maxLength: 200 })),
});

const Order = Type.Object({
  id: text(1, 40),
  status: Type.Enum(["new", "paid", "shipped", "cancelled"]),
  customer: Type.Object({
    id: int(1, Number.MAX_SAFE_INTEGER),
    name: text(1, 100),
    email: Type.String({ pattern: /^[^@\s]+@[^@\s]+\.[^@\s]+$/ }),
  }),
  items: Type.Array(Item, { minItems: 1, maxItems: 100 }),
  tags: Type.Array(Type.String({ maxLength: 20 })),
  address: Type.Object({
    street: Type.String({ minLength: 1 }),
    city: Type.String({ minLength: 1 }),
    zip: Type.String({ pattern: /^[0-9A-Z -]{3,10}$/ }),
    country: text(2, 2),
  }),
  coupon: Type.Union([Type.String(), Type.Null()]),
});

/** Compiled by typebox. */
export const small = Compile(Small);
export const order = Compile(Order);
