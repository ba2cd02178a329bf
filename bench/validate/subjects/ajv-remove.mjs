import { ajvChecks } from "../ajv-checks.mjs";
import { decodeWith, encodeWith } from "../with-check.mjs";

export const name = "ajv removeAdditional";

const checks = ajvChecks({ removeAdditional: true }, false);

export const decode = decodeWith(checks);
export const encode = encodeWith(checks);
