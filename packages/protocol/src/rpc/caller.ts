import { RpcErrorCode } from "../rpc-error.js";
import { failType } from "../validation/fail.js";
import type { CallSetup } from "./call-setup.js";
import type { RequestId, ResponseFrame } from "./decode-frame.js";
import type { OutgoingTable } from "./direction-tables.js";
import type { Frame } from "./frame.js";
import { OutgoingCall, type OutgoingOptions } from "./outgoing-call.js";

/** The table of calls that this side has made and that are not ended. */
export class Caller {
  readonly #tables: ReadonlyMap<string, OutgoingTable>;
  readonly #setup: CallSetup;
  readonly #calls = new Map<number, OutgoingCall>();
  #lastId = 0;
  #ended: { readonly error: Error } | null = null;

  constructor(tables: ReadonlyMap<string, OutgoingTable>, setup: CallSetup) {
    this.#tables = tables;
    this.#setup = setup;
  }

  /** How many calls are not ended. */
  get size(): number {
    return this.#calls.size;
  }

  /** Makes a call; whatever keeps it from being made is what it fails with. */
  call(method: string, input: unknown, options: OutgoingOptions = {}): OutgoingCall {
    const tables = this.#tables.get(method) ?? failType(method, this.#tables.keys());
    this.#lastId += 1;
    const id = this.#lastId;
    const call = new OutgoingCall(id, method, tables, this.#setup, () => this.#calls.delete(id));
    this.#calls.set(id, call);
    if (this.#ended === null) call.start(input, options);
    else call.fail(this.#ended.error);
    return call;
  }

  /** The call with this id; `null` when it has ended, or never was. */
  find(id: unknown): OutgoingCall | null {
    // Ids of ours are numbers; anything else finds nothing.
    return this.#calls.get(id as number) ?? null;
  }

  receiveResponse(response: ResponseFrame): void {
    const call = this.find(response.id);
    if (call !== null) return call.receiveResponse(response);
    // An answer may have crossed the end of its call; an id that was never given out is a mistake.
    if (this.#wasGiven(response.id)) return;
    const message = "Nothing was asked that this answers.";
    this.#setup.reject({ code: RpcErrorCode.INVALID_REQUEST, message });
  }

  /** Fails what the other side may have had and must not get twice; the result is to be sent again. */
  restart(unwritten: ReadonlySet<Frame>): Frame[] {
    return [...this.#calls.values()].flatMap((call) => call.restart(unwritten) ?? []);
  }

  /** Fails what is not ended. */
  fail(error: Error): void {
    for (const call of this.#calls.values()) call.fail(error);
  }

  /** Nothing will be answered any more. */
  end(error: Error): void {
    this.#ended = { error };
    this.fail(error);
  }

  #wasGiven(id: RequestId): boolean {
    return Number.isInteger(id) && (id as number) > 0 && (id as number) <= this.#lastId;
  }
}
