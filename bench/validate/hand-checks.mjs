// What somebody would write by hand who wants it fast: one pass, a fresh value without unknown keys, an error that
// names the place.

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;
const ZIP = /^[0-9A-Z -]{3,10}$/;

function refuse(place) {
  throw new TypeError(`${place} does not fit`);
}

export function text(value, least, most, place) {
  if (typeof value !== "string" || value.length < least) refuse(place);
  if (value.length > most && [...value].length > most) refuse(place);
  return value;
}

export function int(value, least, most, place) {
  if (!Number.isSafeInteger(value) || value < least || value > most) refuse(place);
  return value;
}

export function object(value, place) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuse(place);
  return value;
}

export function price(value, place) {
  if (typeof value !== "number" || !(value >= 0 && value < Infinity)) refuse(place);
  return value;
}

export function status(value) {
  if (value !== "new" && value !== "paid" && value !== "shipped" && value !== "cancelled")
    refuse("status");
  return value;
}

export function email(value) {
  if (typeof value !== "string" || !EMAIL.test(value)) refuse("customer.email");
  return value;
}

export function zip(value) {
  if (typeof value !== "string" || !ZIP.test(value)) refuse("address.zip");
  return value;
}

export function country(value) {
  if (typeof value !== "string") refuse("address.country");
  if (value.length !== 2 && [...value].length !== 2) refuse("address.country");
  return value;
}

export function list(value, least, most, place) {
  if (!Array.isArray(value) || value.length < least || value.length > most) refuse(place);
  return value;
}

export function coupon(value) {
  if (value !== null && typeof value !== "string") refuse("coupon");
  return value;
}

const { MAX_SAFE_INTEGER: MAX, MIN_SAFE_INTEGER: MIN } = Number;

export function checkSmall(value) {
  object(value, "small");
  return { a: int(value.a, MIN, MAX, "a"), b: int(value.b, MIN, MAX, "b") };
}

function checkItem(value) {
  object(value, "items");
  const item = {
    sku: text(value.sku, 1, 40, "items.sku"),
    qty: int(value.qty, 1, 1000, "items.qty"),
    price: price(value.price, "items.price"),
    title: text(value.title, 1, 100, "items.title"),
  };
  if (value.note !== undefined) item.note = text(value.note, 0, 200, "items.note");
  return item;
}

export function checkOrder(value) {
  object(value, "order");
  const customer = object(value.customer, "customer");
  const address = object(value.address, "address");
  const items = [];
  for (const item of list(value.items, 1, 100, "items")) items.push(checkItem(item));
  const tags = [];
  for (const tag of list(value.tags, 0, Infinity, "tags")) tags.push(text(tag, 0, 20, "tags"));
  return {
    id: text(value.id, 1, 40, "id"),
    status: status(value.status),
    customer: {
      id: int(customer.id, 1, MAX, "customer.id"),
      name: text(customer.name, 1, 100, "customer.name"),
      email: email(customer.email),
    },
    items,
    tags,
    address: {
      street: text(address.street, 1, Infinity, "address.street"),
      city: text(address.city, 1, Infinity, "address.city"),
      zip: zip(address.zip),
      country: country(address.country),
    },
    coupon: coupon(value.coupon),
  };
}
