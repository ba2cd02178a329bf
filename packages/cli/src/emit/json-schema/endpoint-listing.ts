import type {
  Call,
  Delivery,
  Direction,
  Docs,
  Endpoint,
  Message,
  RawDirection,
} from "../../ir/ir.js";
import { refTo } from "./json-schema.js";
import { payloadName } from "./wire-payloads.js";

/** Where the schema of a payload is: `{ "$ref": "#/$defs/..." }`. */
export interface SchemaRef {
  readonly $ref: string;
}

/** One endpoint, with references to the schemas of all that travels on it. */
export interface ListedEndpoint {
  readonly path: string;
  readonly mode: "accept" | "require";
  /** The values that the texts in the URL stand for. */
  readonly params?: SchemaRef;
  readonly query?: SchemaRef;
  /** Absent on a raw endpoint where nothing travels that way. */
  readonly clientToServer?: ListedDirection | ListedFrames;
  readonly serverToClient?: ListedDirection | ListedFrames;
}

export interface ListedDirection {
  readonly messages: Readonly<Record<string, ListedMessage>>;
  readonly calls: Readonly<Record<string, ListedCall>>;
}

/** The frames of a raw endpoint; those that are `binary` have no schema. */
export interface ListedFrames {
  readonly encoding: "text" | "json" | "binary";
  readonly payload?: SchemaRef;
}

export interface ListedMessage {
  readonly payload: SchemaRef;
  readonly delivery: "reliable" | "volatile" | "latest";
  /** Only of `latest`: the property by which a message takes the place of another. */
  readonly key?: string;
}

export interface ListedCall extends Docs {
  readonly effect: "safe" | "idempotent" | "once";
  readonly input?: SchemaRef;
  readonly items?: SchemaRef;
  readonly uploads?: SchemaRef;
  readonly output?: SchemaRef;
  readonly errors?: Readonly<Record<string, SchemaRef>>;
}

export function listEndpoint(endpoint: Endpoint): ListedEndpoint {
  const { contract, mode, params, path, query } = endpoint;
  const ref: Ref = (...keys) => refTo(payloadName(endpoint, keys)) as SchemaRef; // made by refTo
  const direction = (name: "clientToServer" | "serverToClient"): object => {
    if (contract.kind === "messages") return { [name]: listDirection(contract[name], name, ref) };
    const raw = contract[name];
    return raw === null ? {} : { [name]: listFrames(raw, name, ref) };
  };
  return {
    path,
    mode,
    ...(params !== null && { params: ref("params") }),
    ...(query !== null && { query: ref("query") }),
    ...direction("clientToServer"),
    ...direction("serverToClient"),
  };
}

/** Refers to the payload behind these keys. */
type Ref = (...keys: readonly string[]) => SchemaRef;

function listFrames({ encoding }: RawDirection, direction: string, ref: Ref): ListedFrames {
  return encoding === "binary" ? { encoding } : { encoding, payload: ref(direction) };
}

function listDirection({ calls, messages }: Direction, name: string, ref: Ref): ListedDirection {
  return {
    messages: Object.fromEntries(
      messages.map((message) => [message.name, listMessage(message, name, ref)]),
    ),
    calls: Object.fromEntries(calls.map((call) => [call.name, listCall(call, name, ref)])),
  };
}

function listMessage({ delivery, name }: Message, direction: string, ref: Ref): ListedMessage {
  return { payload: ref(direction, "messages", name), ...listDelivery(delivery) };
}

function listDelivery(delivery: Delivery | undefined): Omit<ListedMessage, "payload"> {
  if (delivery === undefined) return { delivery: "reliable" };
  return delivery.kind === "latest"
    ? { delivery: delivery.kind, key: delivery.key }
    : { delivery: delivery.kind };
}

function listCall(call: Call, direction: string, ref: Ref): ListedCall {
  const inCall: Ref = (...keys) => ref(direction, "calls", call.name, ...keys);
  const part = (name: "input" | "items" | "uploads" | "output"): object =>
    call[name] === null ? {} : { [name]: inCall(name) };
  const errors = call.errors.map(({ name }) => [name, inCall("errors", name)] as const);
  return {
    ...call.docs,
    effect: call.effect,
    ...part("input"),
    ...part("items"),
    ...part("uploads"),
    ...part("output"),
    ...(errors.length > 0 && { errors: Object.fromEntries(errors) }),
  };
}
