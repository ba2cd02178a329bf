import { type } from "arktype";

// The contract in arktype.

const int = "-9007199254740991 <= number.integer <= 9007199254740991";

export const Small = type({ a: int, b: int });

export const Order = type({
  id: "1 <= string <= 40",
  status: "'new' | 'paid' | 'shipped' | 'cancelled'",
  customer: {
    id: "1 <= number.integer <= 9007199254740991",
    name: "1 <= string <= 100",
    email: /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
  },
  items: type({
    sku: "1 <= string <= 40",
    qty: "1 <= number.integer <= 1000",
    price: "number >= 0",
    title: "1 <= string <= 100",
    "note?": "string <= 200",
  })
    .array()
    .atLeastLength(1)
    .atMostLength(100),
  tags: "(string <= 20)[]",
  address: {
    street: "string >= 1",
    city: "string >= 1",
    zip: /^[0-9A-Z -]{3,10}$/,
    country: "string == 2",
  },
  coupon: "string | null",
});
