import {
  country,
  coupon,
  email,
  int,
  list,
  object,
  price,
  status,
  text,
  zip,
} from "../hand-checks.mjs";

export const name = "hand-written, fused";

const { MAX_SAFE_INTEGER: MAX, MIN_SAFE_INTEGER: MIN } = Number;

// oxlint-disable-next-line no-control-regex -- these are the characters that JSON escapes
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

function escape(value) {
  return ESCAPED.test(value) ? JSON.stringify(value).slice(1, -1) : value;
}

function short(value, least, most, place) {
  return escape(text(value, least, most, place));
}

function encodeSmall(value) {
  object(value, "small");
  return `{"a":${int(value.a, MIN, MAX, "a")},"b":${int(value.b, MIN, MAX, "b")}}`;
}

function encodeItem(value) {
  object(value, "items");
  const json = `{"sku":"${short(value.sku, 1, 40, "sku")}","qty":${int(value.qty, 1, 1000, "qty")},"price":${price(value.price, "price")},"title":"${short(value.title, 1, 100, "title")}"`;
  return value.note === undefined
    ? `${json}}`
    : `${json},"note":"${short(value.note, 0, 200, "note")}"}`;
}

function encodeOrder(value) {
  object(value, "order");
  const customer = object(value.customer, "customer");
  const address = object(value.address, "address");
  let items = "";
  for (const item of list(value.items, 1, 100, "items"))
    items += items === "" ? encodeItem(item) : `,${encodeItem(item)}`;
  const tags = list(value.tags, 0, Infinity, "tags");
  for (const tag of tags) text(tag, 0, 20, "tags");
  coupon(value.coupon);
  return `{"id":"${short(value.id, 1, 40, "id")}","status":"${status(value.status)}","customer":{"id":${int(customer.id, 1, MAX, "customer.id")},"name":"${short(customer.name, 1, 100, "name")}","email":"${escape(email(customer.email))}"},"items":[${items}],"tags":${JSON.stringify(tags)},"address":{"street":"${short(address.street, 1, Infinity, "street")}","city":"${short(address.city, 1, Infinity, "city")}","zip":"${zip(address.zip)}","country":"${escape(country(address.country))}"},"coupon":${value.coupon === null ? "null" : `"${escape(value.coupon)}"`}}`;
}

export const encode = { small: encodeSmall, order: encodeOrder };
