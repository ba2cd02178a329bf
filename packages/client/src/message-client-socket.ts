import {
  decodeFrame,
  encodeErrorNotice,
  encodeErrorResponse,
  encodeMessage,
  ERROR_NOTICE,
  type ErrorNotice,
  failType,
  isObject,
  type MessageWire,
  RpcErrorCode,
  ValidationError,
  type Validator,
  WsgenError,
} from "@wsgen/protocol";
import { ClientSocket, type SocketSetup } from "./client-socket.js";
import type { MessageClient } from "./endpoint-client.js";

interface AnyMessage {
  readonly type: string;
  readonly data: unknown;
}

type Payloads = Record<string, unknown>;

/** Messages in and out of an enveloped endpoint. What does not fit is counted and answered, never delivered. */
export class MessageClientSocket
  extends ClientSocket<AnyMessage>
  implements MessageClient<Payloads, AnyMessage, Payloads, AnyMessage>
{
  // Names from a peer are only ever looked up in a Map.
  readonly #incoming: ReadonlyMap<string, Validator<unknown>>;
  readonly #outgoing: ReadonlyMap<string, Validator<unknown>>;

  constructor(setup: SocketSetup, wire: MessageWire<object, object>) {
    super(setup, (message) => message);
    this.#incoming = new Map<string, Validator<unknown>>(Object.entries(wire.serverToClient));
    this.#outgoing = new Map<string, Validator<unknown>>(Object.entries(wire.clientToServer));
  }

  on(type: string, listener: (data: never) => unknown): () => void {
    return this.inbox.on(type, listener);
  }

  send(message: string | AnyMessage, payload?: unknown): Promise<void> {
    try {
      // Plain JavaScript may pass anything.
      const { data, type } =
        typeof message === "object" && message !== null
          ? message
          : { type: message, data: payload };
      const validate = this.#outgoing.get(type) ?? failType(type, this.#outgoing.keys());
      return this.transmit(encodeMessage(type, validate(data, type), false));
    } catch (error) {
      return this.refuse(error as Error);
    }
  }

  protected override receive(frame: string | ArrayBuffer): void {
    if (typeof frame !== "string") {
      return this.#reject({
        code: RpcErrorCode.INVALID_REQUEST,
        message: "Messages are text frames.",
      });
    }
    const incoming = decodeFrame(frame);
    switch (incoming.kind) {
      case "message":
        return this.#receiveMessage(incoming.type, incoming.data, frame.length);
      case "request":
        return this.#refuseRequest(incoming.id);
      case "response":
        return this.#reject({ code: RpcErrorCode.INVALID_REQUEST, message: "Nothing was asked." });
      case "invalid":
        return this.#reject(incoming);
    }
  }

  #receiveMessage(type: string, data: unknown, bytes: number): void {
    const validate = this.#incoming.get(type);
    if (validate === undefined) return this.#receiveUnknown(type, data);
    let valid: unknown;
    try {
      valid = validate(data, type);
    } catch (error) {
      const { message, path } =
        error instanceof ValidationError ? error : { message: "The check failed.", path: type };
      return this.#reject({ code: RpcErrorCode.INVALID_PARAMS, message, method: type, path });
    }
    this.inbox.add({ type, data: valid }, bytes);
  }

  /** Names with `$/` belong to the protocol; one that is not known stays unanswered. */
  #receiveUnknown(type: string, data: unknown): void {
    if (type === ERROR_NOTICE) {
      const said = isObject(data) ? data["message"] : undefined;
      const text = typeof said === "string" ? said.slice(0, 1_000) : "(no message)";
      this.monitor.stats.rejectedByPeer += 1;
      const error = new WsgenError("REJECTED_BY_PEER", `The server rejected a message: ${text}`);
      this.monitor.report(error, "peer");
    } else if (!type.startsWith("$/")) {
      const message = "There is no such message.";
      this.#reject({ code: RpcErrorCode.METHOD_NOT_FOUND, message, method: type });
    }
  }

  #refuseRequest(id: string | number | null): void {
    this.monitor.stats.invalid += 1;
    const error = { code: RpcErrorCode.METHOD_NOT_FOUND, message: "There is no such call." };
    this.transmitNotice(encodeErrorResponse(id, error, !this.isWsgenPeer));
  }

  #reject({ code, message, method, path }: ErrorNotice): void {
    this.monitor.stats.invalid += 1;
    if (this.isWsgenPeer) this.transmitNotice(encodeErrorNotice({ code, message, method, path }));
  }
}
