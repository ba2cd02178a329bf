import { WsPeer } from "../support/ws-peer.js";

/** A client of the session protocol that does what a test tells it, and nothing by itself. */
export class SessionPeer {
  readonly peer: WsPeer;

  private constructor(peer: WsPeer) {
    this.peer = peer;
  }

  static async open(url: string, ticket?: string): Promise<SessionPeer> {
    const tickets =
      ticket === undefined ? [] : [`wsgen.t.${Buffer.from(ticket).toString("base64url")}`];
    const subprotocols = ["wsgen.v1", "wsgen.session", ...tickets];
    return new SessionPeer(await WsPeer.open(`${url}/x`, { subprotocols }));
  }

  send(frame: unknown): void {
    this.peer.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  /** Asks for a session; the result, or the error, is the next frame. */
  async ask(resume?: { id: string; key: string; received: number }): Promise<Greeting> {
    this.send({ id: "$/session", method: "$/session", params: { resume } });
    const { id, result } = (await this.peer.nextJson()) as { id: unknown; result: Greeting };
    if (id !== "$/session") throw new Error("something came before the greeting");
    return result;
  }
}

export interface Greeting {
  readonly id: string;
  readonly key: string;
  readonly resumed: boolean;
  readonly received: number;
  readonly ttl: number;
  readonly contract: string;
}
