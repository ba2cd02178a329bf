export { defineSchema, type SchemaMark } from "./define-schema.js";
export { endpoint, type EndpointMark } from "./endpoint.js";
export type { EndpointDefinition, MessagesDirection, Mode } from "./endpoint-definition.js";
