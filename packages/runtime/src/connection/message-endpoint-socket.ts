import {
  decodeFrame,
  encodeErrorNotice,
  encodeErrorResponse,
  encodeMessage,
  ERROR_NOTICE,
  type ErrorNotice,
  failType,
  isObject,
  RpcErrorCode,
  SUBPROTOCOL,
  ValidationError,
  type Validator,
  WsgenError,
} from "@wsgen/protocol";
import { BaseSocket, type SocketSetup } from "../socket/base-socket.js";
import type { Transport } from "../socket/transport.js";
import type { EndpointRequest, MessageSocket } from "./endpoint-socket.js";

/** Validators by message type: names from a peer are only ever looked up in a `Map`. */
export interface MessageTables {
  readonly clientToServer: ReadonlyMap<string, Validator<unknown>>;
  readonly serverToClient: ReadonlyMap<string, Validator<unknown>>;
}

interface Message {
  readonly type: string;
  readonly data: unknown;
}

/** Messages in and out of an enveloped endpoint. What does not fit is counted and answered, never delivered. */
export class MessageEndpointSocket
  extends BaseSocket<Message>
  implements MessageSocket<Message, Record<string, unknown>, Message, unknown, unknown, unknown>
{
  readonly context: unknown;
  readonly request: EndpointRequest<unknown, unknown>;
  readonly #tables: MessageTables;
  readonly #setup: SocketSetup;
  /** Speaks JSON-RPC, but is no wsgen peer. */
  readonly #plain: boolean;

  constructor(
    transport: Transport,
    setup: SocketSetup,
    tables: MessageTables,
    opened: { context: unknown; request: EndpointRequest<unknown, unknown> },
  ) {
    super(transport, setup);
    this.#setup = setup;
    this.#tables = tables;
    this.#plain = transport.subprotocol !== SUBPROTOCOL;
    this.context = opened.context;
    this.request = opened.request;
  }

  send(message: string | Message, payload?: unknown): Promise<void> {
    try {
      // Plain JavaScript may pass anything.
      const { data, type } =
        typeof message === "object" && message !== null
          ? message
          : { type: message, data: payload };
      const { serverToClient } = this.#tables;
      const validate = serverToClient.get(type) ?? failType(type, serverToClient.keys());
      return this.transmit(encodeMessage(type, validate(data, type), this.#plain));
    } catch (error) {
      // Validators and JSON throw nothing else.
      return this.refuse(error as Error);
    }
  }

  protected override receive(frame: string | Uint8Array, bytes: number): void {
    if (typeof frame !== "string") {
      return this.#reject(RpcErrorCode.INVALID_REQUEST, "Messages are text frames here.");
    }
    const incoming = decodeFrame(frame);
    switch (incoming.kind) {
      case "message":
        return this.#receiveMessage(incoming, bytes);
      case "request":
        return this.#refuseRequest(incoming);
      case "response":
        return this.#reject(RpcErrorCode.INVALID_REQUEST, "Nothing was asked that this answers.");
      case "invalid":
        return this.#reject(incoming.code, incoming.message);
    }
  }

  #receiveMessage({ type, data }: Message, bytes: number): void {
    const validate = this.#tables.clientToServer.get(type);
    if (validate === undefined) return this.#receiveUnknown(type, data);
    try {
      this.deliver({ type, data: validate(data, type) }, bytes);
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      this.#notice({
        code: RpcErrorCode.INVALID_PARAMS,
        message: error.message,
        method: type,
        path: error.path,
      });
    }
  }

  /** Names with `$/` belong to the protocol; one that is not known may be left unanswered. */
  #receiveUnknown(type: string, data: unknown): void {
    if (type === ERROR_NOTICE) return this.#receiveErrorNotice(data);
    if (type.startsWith("$/")) return;
    const message = "There is no such message.";
    this.#notice({ code: RpcErrorCode.METHOD_NOT_FOUND, message, method: type });
  }

  #receiveErrorNotice(data: unknown): void {
    const { monitor, path } = this.#setup;
    const message = isObject(data) ? data["message"] : undefined;
    const text = typeof message === "string" ? message.slice(0, 1_000) : "(no message)";
    const error = new WsgenError("REJECTED_BY_PEER", `The client rejected a message: ${text}`);
    monitor.report(error, { kind: "peer", path });
  }

  #refuseRequest({ id, method }: { id: string | number | null; method: string }): void {
    this.#setup.monitor.counters.invalidMessages += 1;
    const isMessage = this.#tables.clientToServer.has(method);
    this.transmitNotice(
      encodeErrorResponse(
        id,
        {
          code: RpcErrorCode.METHOD_NOT_FOUND,
          message: isMessage ? "This is a message, not a call." : "There is no such call.",
        },
        this.#plain,
      ),
    );
  }

  /** What could not even be read as a message. */
  #reject(code: number, message: string): void {
    if (!this.#plain) return this.#notice({ code, message });
    this.#setup.monitor.counters.invalidMessages += 1;
    this.transmitNotice(encodeErrorResponse(null, { code, message }, true));
  }

  #notice(notice: ErrorNotice): void {
    this.#setup.monitor.counters.invalidMessages += 1;
    if (!this.#plain) this.transmitNotice(encodeErrorNotice(notice));
  }
}
