import { Ajv } from "ajv";
import { jsonSchemas } from "./json-schemas.mjs";

/** Compiled by ajv; what does not fit is thrown with ajv's own text. */
export function ajvChecks(options, additionalProperties) {
  const ajv = new Ajv(options);
  const schemas = jsonSchemas(additionalProperties);
  const compile = (schema) => {
    const validate = ajv.compile(schema);
    return (value) => {
      if (!validate(value)) throw new TypeError(ajv.errorsText(validate.errors));
      return value;
    };
  };
  return { small: compile(schemas.small), order: compile(schemas.order) };
}
