import build from "fast-json-stringify";
import { ajvChecks } from "../ajv-checks.mjs";
import { jsonSchemas } from "../json-schemas.mjs";

export const name = "ajv + fast-json-stringify";

const checks = ajvChecks({}, true);
const { small, order } = jsonSchemas(false);
const stringifySmall = build(small);
const stringifyOrder = build(order);

export const encode = {
  small: (value) => stringifySmall(checks.small(value)),
  order: (value) => stringifyOrder(checks.order(value)),
};
