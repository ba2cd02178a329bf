import { onTestFinished } from "vitest";
import {
  type CallHandler,
  type Frame,
  FrameEncoder,
  incomingTables,
  outgoingTables,
  type PeerLimits,
  RpcPeer,
} from "@wsgen/protocol";
import { anything, number, wiresOf } from "./codecs.js";

export const NOTHING_LEFT = { pending: 0, running: 0 };

/** One end of a pair, and what its application has seen. */
export interface End {
  readonly peer: RpcPeer;
  readonly handlers: Map<string, CallHandler>;
  readonly delivered: { readonly type: string; readonly data: unknown }[];
  readonly reported: unknown[];
  /** Frames that this end has sent, as JSON. */
  readonly sent: unknown[];
  readonly invalid: () => number;
  /** What the other end says that it could not take. */
  readonly rejected: string[];
}

const LIMITS: PeerLimits = { maxCalls: 100, maxStreams: 10, maxDepth: 20 };

/** Both directions have the same calls: an `a...` takes anything, an `n...` numbers. */
const direction = {
  messages: { note: anything, toString: anything },
  calls: {
    number: { input: number, output: number, errors: { LOW: number } },
    any: { input: anything, output: anything },
    items: { input: anything, items: number, output: anything },
    upload: { uploads: number, output: number },
    both: { uploads: number, items: number },
    nothing: {},
    hasOwnProperty: { output: anything },
  },
};

const { server: wire } = wiresOf<
  { note: unknown; toString: unknown },
  { note: unknown; toString: unknown }
>(direction, direction);

/** Two ends joined by a pipe that delivers frames in order, each in a microtask of its own. No sockets. */
export class PeerPair {
  readonly a: End;
  readonly b: End;
  #open = true;

  constructor({
    limits = {},
    plain = false,
  }: { limits?: Partial<PeerLimits>; plain?: boolean } = {}) {
    const a = this.#end({ ...LIMITS, ...limits }, plain, () => b);
    const b = this.#end({ ...LIMITS, ...limits }, plain, () => a);
    this.a = a;
    this.b = b;
    onTestFinished(() => this.end());
  }

  /** A frame arrives at b, as a sent it or would never send it. */
  inject(frame: unknown): void {
    const text = typeof frame === "string" ? frame : JSON.stringify(frame);
    this.b.peer.receive(text, Buffer.byteLength(text));
  }

  /** Lets everything arrive that is under way, and what it brings about. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  /** The connection is lost. */
  end(error: Error = new Error("lost")): void {
    this.#open = false;
    this.a.peer.end(error);
    this.b.peer.end(error);
  }

  /** Calls that are not ended and handlers that run, on both ends. */
  get left(): { readonly pending: number; readonly running: number } {
    const peers = [this.a.peer, this.b.peer];
    return {
      pending: peers.reduce((sum, { pending }) => sum + pending, 0),
      running: peers.reduce((sum, { running }) => sum + running, 0),
    };
  }

  #end(limits: PeerLimits, plain: boolean, other: () => End): End {
    const seen = { delivered: [], reported: [], sent: [], rejected: [] } as {
      delivered: { readonly type: string; readonly data: unknown }[];
      reported: unknown[];
      sent: unknown[];
      rejected: string[];
    };
    const handlers = new Map<string, CallHandler>();
    let invalid = 0;
    const send = (frame: Frame): null => {
      const text = frame as string; // no type here has bytes
      seen.sent.push(JSON.parse(text));
      queueMicrotask(() => {
        if (this.#open) other().peer.receive(text, Buffer.byteLength(text));
      });
      return null;
    };
    const peer = new RpcPeer({
      incoming: incomingTables(wire),
      outgoing: outgoingTables(wire),
      limits,
      encoder: new FrameEncoder({ jsonrpc: plain, binary: !plain }),
      isPlain: () => plain,
      send,
      request: send,
      room: () => null,
      notify: send,
      control: () => undefined,
      deliver: (message) => void seen.delivered.push(message),
      findHandler: (method) => handlers.get(method),
      countInvalid: () => void (invalid += 1),
      rejectedByPeer: (text) => void seen.rejected.push(text),
      report: (error) => void seen.reported.push(error),
    });
    return { peer, handlers, ...seen, invalid: () => invalid };
  }
}
