import build from "fast-json-stringify";
import { jsonSchemas } from "../json-schemas.mjs";

export const name = "fast-json-stringify";
export const validates = false;

const { small, order } = jsonSchemas(false);
const stringifySmall = build(small);
const stringifyOrder = build(order);

export const encode = {
  small: (value) => stringifySmall(value),
  order: (value) => stringifyOrder(value),
};
