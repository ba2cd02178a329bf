// What every subject reads and writes: several values of each payload, so that no run sees the same bytes all the
// time, and changes of the first one that every subject has to refuse.

const NAMES = ["Ada Lovelace", "Zoë Müller", "Grace Hopper", "王小明"];
const STREETS = ["12 St James Square", "Königsallee 7", "1600 Harbour Road, Floor 4", "中正路 21"];
const CITIES = ["London", "Düsseldorf", "Arlington", "台北"];
const STATUSES = ["new", "paid", "shipped", "cancelled"];
const NOTES = ["Please wrap as a gift", "Leave it at the door, ring twice", 'Engraving: "for M."'];

const TITLES = [
  "Rain jacket, three layers, black",
  "Wool socks (2 pairs)",
  "Teekanne für vier Personen",
  "Notebook, dotted, A5",
  "Head lamp with spare battery",
];

function small(index) {
  return { a: index * 7919, b: -1 - index };
}

function order(index) {
  const place = index % 4;
  return {
    id: `ord_${(index + 1) * 104729}_7f3a9c`,
    status: STATUSES[place],
    customer: {
      id: 48_211 + index,
      name: NAMES[place],
      email: `customer.${index}@mail.example.com`,
    },
    items: Array.from({ length: 5 + (index % 4) }, (_, line) => item(index, line)),
    tags: ["express", "europe", "returning", "fragile"].slice(0, 2 + (index % 3)),
    address: {
      street: STREETS[place],
      city: CITIES[place],
      zip: `${10_115 + index * 37}`,
      country: ["GB", "DE", "US", "TW"][place],
    },
    coupon: index % 2 === 0 ? null : "AUTUMN-2026",
  };
}

function item(index, line) {
  const base = {
    sku: `SKU-${(line + 1) * 1009 + index}-BLK-XL`,
    qty: 1 + ((index + line) % 9),
    price: (1999 + line * 750) / 100,
    title: TITLES[(index + line) % TITLES.length],
  };
  return line % 3 === 0 ? { ...base, note: NOTES[(index + line) % NOTES.length] } : base;
}

const COUNT = 8;
const indexes = Array.from({ length: COUNT }, (_, index) => index);

export const values = { small: indexes.map(small), order: indexes.map(order) };

/** Each takes a fresh valid value and makes it one that has to be refused. */
export const faults = {
  small: {
    "a missing property": (value) => delete value.a,
    "a string for an integer": (value) => (value.a = "1"),
    "a fraction for an integer": (value) => (value.b = 1.5),
    "null for an integer": (value) => (value.b = null),
    "an integer that is not exact": (value) => (value.b = 2 ** 53),
  },
  order: {
    "a missing property": (value) => delete value.id,
    "a missing property of a part": (value) => delete value.address.city,
    "an empty string": (value) => (value.id = ""),
    "a string that is too long": (value) => (value.id = "x".repeat(41)),
    "no such status": (value) => (value.status = "lost"),
    "a bad address of mail": (value) => (value.customer.email = "nobody at example"),
    "a bad postal code": (value) => (value.address.zip = "ab"),
    "a country of three letters": (value) => (value.address.country = "GBR"),
    "no items": (value) => (value.items = []),
    "an object for an array": (value) => (value.items = { 0: value.items[0] }),
    "null for an item": (value) => (value.items[2] = null),
    "a quantity that is too small": (value) => (value.items[1].qty = 0),
    "a quantity that is too large": (value) => (value.items[1].qty = 1001),
    "a fraction of a quantity": (value) => (value.items[1].qty = 1.5),
    "a negative price": (value) => (value.items[4].price = -0.01),
    "a string for a price": (value) => (value.items[4].price = "3"),
    "null for what may only be absent": (value) => (value.items[0].note = null),
    "a note that is too long": (value) => (value.items[0].note = "x".repeat(201)),
    "a number for a tag": (value) => (value.tags[1] = 5),
    "a tag that is too long": (value) => (value.tags[0] = "x".repeat(21)),
    "an absent coupon": (value) => delete value.coupon,
    "a number for the coupon": (value) => (value.coupon = 5),
    "null for a part": (value) => (value.customer = null),
    "an array for a part": (value) => (value.customer = []),
  },
};

/** Adds keys that the contract does not have, at every level. */
export const extras = {
  small: (value) => (value.extra = true),
  order: (value) => {
    value.extra = { deep: [1] };
    value.customer.extra = 1;
    value.address.extra = null;
    for (const line of value.items) line.extra = "x";
  },
};

/** As long as may be in code points, as zod and JSON Schema count; twice that in UTF-16 units. */
export const longTexts = (value) => {
  value.id = "😀".repeat(40);
};
