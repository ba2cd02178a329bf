export { defineSchema, type SchemaMark } from "./define-schema.js";
export {
  endpoint,
  type EndpointDefinition,
  type EndpointMark,
  type MessagesDirection,
  type Mode,
} from "./endpoint.js";
