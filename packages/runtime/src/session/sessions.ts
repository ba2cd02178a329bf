import { randomBytes } from "node:crypto";
import {
  CloseCode,
  type ContractVerdict,
  type Held,
  type RequestId,
  type ResumeRequest,
  type SessionRequest,
  SessionTable,
  type Skew,
  skewOf,
  writeSessionResult,
} from "@wsgen/protocol";
import type { Monitor } from "../monitor.js";
import type { ResolvedOptions } from "../options.js";
import type { Transport } from "../socket/transport.js";
import type { Connection } from "../upgrade/route.js";
import { Greeting, type Seated } from "./greeting.js";
import { SessionTransport } from "./session-transport.js";

/** Who opens a connection, and for what. */
export interface Visitor {
  /** Whom the session belongs to, and to what it leads: nobody else gets it, and it leads nowhere else. */
  readonly subject: string;
  /** How a contract of this fingerprint goes with the server's. */
  judge(contract: string | undefined): ContractVerdict;
  /** Starts the endpoint's side of a new session. */
  begin(transport: Transport, skew: Skew | null): Connection;
}

/** The sessions of one server, with and without a connection. */
export class Sessions {
  readonly #options: ResolvedOptions;
  readonly #monitor: Monitor;
  readonly #table: SessionTable<SessionTransport>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ResolvedOptions, monitor: Monitor) {
    this.#options = options;
    this.#monitor = monitor;
    this.#table = new SessionTable({
      ttl: options.sessionTtl,
      maxKeptBytes: options.sessionsBytes,
      now: () => performance.now(),
      createKey: () => randomBytes(16).toString("base64url"),
    });
  }

  /** Takes a client that will say which session it wants. */
  greet(transport: Transport, visitor: Visitor): Connection {
    return new Greeting(transport, this.#options.handshakeTimeout, (id, request) =>
      this.#seat(transport, visitor, id, request),
    );
  }

  /** Gives a client the session that it asks for, or a new one; `null` when it is sent away. */
  #seat(
    transport: Transport,
    visitor: Visitor,
    id: RequestId,
    { contract: hash, resume }: SessionRequest,
  ): Seated | null {
    const contract = visitor.judge(hash);
    if (contract === "incompatible") {
      transport.close(CloseCode.INCOMPATIBLE, "the contract has changed: load the new client");
      return null;
    }
    const held = resume === undefined ? null : this.#resume(resume, visitor);
    this.#count();
    const { id: name, key, session } = held ?? this.#open(visitor);
    const greeting = writeSessionResult(id, {
      id: name,
      key: key.current,
      resumed: held !== null,
      received: session.received,
      ttl: Math.floor(this.#options.sessionTtl / 1_000),
      contract,
    });
    const listener = session.connect(
      transport,
      held === null ? 0 : (resume?.received ?? 0),
      greeting,
    );
    const connection =
      held === null ? visitor.begin(session, hash === undefined ? null : skewOf(contract)) : null;
    return { listener, connection };
  }

  #resume({ id, key }: ResumeRequest, { subject }: Visitor): Held<SessionTransport> | null {
    return this.#table.resume(id, key, subject);
  }

  #open({ subject }: Visitor): Held<SessionTransport> {
    const session = new SessionTransport(this.#options, {
      left: () => {
        this.#table.leave(held.id, session.keptBytes);
        this.#watch();
      },
      kept: () => {
        this.#table.keep(held.id, session.keptBytes);
        this.#watch();
      },
      confirmed: () => held.key.confirm(),
      ended: () => {
        this.#table.close(held.id);
        this.#count();
      },
    });
    const held = this.#table.open(subject, session);
    return held;
  }

  #count(): void {
    this.#monitor.counters.away = this.#table.away;
  }

  /** Ends what has to end, now and when the time of the next is over. */
  #watch(): void {
    for (const session of this.#table.takeEnded()) session.expire();
    this.#count();
    clearTimeout(this.#timer);
    const delay = this.#table.untilNextEnd;
    this.#timer = delay === null ? undefined : setTimeout(() => this.#watch(), delay);
  }
}
