import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";

interface Pipe {
  readonly client: Socket;
  readonly server: Socket;
}

/** A TCP proxy on loopback that does to connections what networks do. It knows nothing of what they carry. */
export class FaultProxy {
  /** New connections are reset while it is `true`. */
  refuses = false;
  /** Milliseconds that everything takes in each direction. */
  latency = 0;
  /** Bytes in which everything arrives, one write after the other; `null`: as it came. */
  slice: number | null = null;
  readonly url: string;
  #target: number;
  readonly #pipes = new Set<Pipe>();
  #frozen = false;
  /** Bytes in either direction after which connections are reset. */
  #fuse = Number.POSITIVE_INFINITY;

  private constructor(server: Server, target: number) {
    this.#target = target;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on("connection", (client) => this.#accept(client));
  }

  /** Listens until the test is over, and leads to this port of 127.0.0.1. */
  static async start(target: number): Promise<FaultProxy> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const proxy = new FaultProxy(server, target);
    onTestFinished(() => {
      proxy.refuses = true;
      proxy.cut();
      server.close();
    });
    return proxy;
  }

  /** How many connections there are. */
  get connections(): number {
    return this.#pipes.size;
  }

  /** New connections lead to this port from now on. */
  lead(target: number): void {
    this.#target = target;
  }

  /** Resets all connections. */
  cut(): void {
    for (const { client, server } of this.#pipes) {
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
    this.#pipes.clear();
  }

  /** Resets all connections when so many more bytes have gone through, even in the middle of a frame. */
  cutAfter(bytes: number): void {
    this.#fuse = bytes;
  }

  /** Nothing goes through any more, and nobody is told. */
  freeze(): void {
    this.#frozen = true;
  }

  /** What has come meanwhile goes on. */
  thaw(): void {
    this.#frozen = false;
    for (const { client, server } of this.#pipes) {
      client.resume();
      server.resume();
    }
  }

  #accept(client: Socket): void {
    client.on("error", () => undefined);
    if (this.refuses) return void client.resetAndDestroy();
    const server = connect(this.#target, "127.0.0.1");
    server.on("error", () => undefined);
    const pipe = { client, server };
    this.#pipes.add(pipe);
    this.#join(pipe, client, server);
    this.#join(pipe, server, client);
  }

  #join(pipe: Pipe, from: Socket, to: Socket): void {
    // What is delayed longer holds up what comes after it.
    const delayed = { writes: [] as (() => void)[] };
    from.on("data", (chunk) => {
      if (this.#frozen) {
        from.pause();
        from.unshift(chunk);
        return;
      }
      this.#forward(chunk, to, delayed);
    });
    from.on("close", () => {
      this.#pipes.delete(pipe);
      to.destroy();
    });
  }

  #forward(chunk: Buffer, to: Socket, { writes }: { writes: (() => void)[] }): void {
    const passed = chunk.subarray(0, this.#fuse);
    this.#fuse -= passed.length;
    const write = (): void => {
      const size = this.slice ?? passed.length;
      for (let at = 0; at < passed.length; at += size) to.write(passed.subarray(at, at + size));
    };
    if (this.latency === 0 && writes.length === 0) write();
    else {
      writes.push(write);
      setTimeout(() => writes.shift()?.(), this.latency);
    }
    if (this.#fuse > 0) return;
    this.#fuse = Number.POSITIVE_INFINITY;
    setImmediate(() => this.cut());
  }
}
