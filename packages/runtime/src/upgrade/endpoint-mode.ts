/** `accept`: plain HTTP and WebSocket on the same path. `require`: WebSocket only. */
export type EndpointMode = "accept" | "require";
