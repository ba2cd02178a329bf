export { bytes } from "./bytes.js";
export { defineSchema, type SchemaMark } from "./define-schema.js";
export { endpoint, type EndpointMark } from "./endpoint.js";
export {
  message,
  type TypeOf,
  type Delivery,
  type MessageMark,
  type MessageOptions,
} from "./message.js";
export type {
  CallDefinition,
  Effect,
  EndpointDefinition,
  MessagesDirection,
  Mode,
} from "./endpoint-definition.js";
