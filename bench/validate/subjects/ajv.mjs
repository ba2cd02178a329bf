import { ajvChecks } from "../ajv-checks.mjs";
import { decodeWith, encodeWith } from "../with-check.mjs";

export const name = "ajv";

const checks = ajvChecks({}, true);

export const decode = decodeWith(checks);
export const encode = encodeWith(checks);
