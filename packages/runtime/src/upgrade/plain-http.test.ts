import http from "node:http";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { deferred } from "../../../../test/support/deferred.js";
import { RawPeer } from "../../../../test/support/raw-peer.js";
import { type OnError, startedViews } from "../../../../test/support/started-server.js";
import { acceptWebSocket } from "../middleware.js";

describe("the answer of a view", () => {
  test("arrives with status, headers, cookies and bytes as they are", async () => {
    const { url } = await startedViews({
      "/": () => {
        const headers = new Headers({ "X-One": "1", "Content-Type": "application/octet-stream" });
        headers.append("Set-Cookie", "a=1");
        headers.append("Set-Cookie", "b=2, c");
        return new Response(Uint8Array.of(0, 255, 10), { status: 203, headers });
      },
    });
    const answer = await fetch(url);
    expect(answer.status).toBe(203);
    expect(answer.headers.get("x-one")).toBe("1");
    expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2, c"]);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(Uint8Array.of(0, 255, 10));
  });

  test("may have no body, and a HEAD gets none", async () => {
    const { port, url } = await startedViews({
      "/none": () => new Response(null, { status: 204 }),
      "/some": () => new Response("text"),
    });
    expect((await fetch(`${url}/none`)).status).toBe(204);
    const peer = await RawPeer.connect(port);
    peer.write("HEAD /some HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    expect((await peer.answerToEnd()).body).toBe("");
  });

  test("may be a stream", async () => {
    const { url } = await startedViews({
      "/": () =>
        new Response(
          new ReadableStream({
            start(controller) {
              for (const part of ["one ", "two ", "three"])
                controller.enqueue(new TextEncoder().encode(part));
              controller.close();
            },
          }),
        ),
    });
    expect(await (await fetch(url)).text()).toBe("one two three");
  });

  test("that fails half-way ends as incomplete, and the server goes on", async () => {
    const { url } = await startedViews({
      "/broken": () =>
        new Response(
          new ReadableStream({
            pull(controller) {
              controller.enqueue(new TextEncoder().encode("half"));
              controller.error(new Error("broken"));
            },
          }),
        ),
      "/": () => new Response("well"),
    });
    await expect(fetch(`${url}/broken`).then((answer) => answer.text())).rejects.toThrow(TypeError);
    expect(await (await fetch(url)).text()).toBe("well");
  });

  test.each<[string, () => Response]>([
    ["Response.error()", () => Response.error()],
    ["one that was used already", () => usedResponse],
  ])("that cannot be written is a 500 and an error of the server: %s", async (_name, view) => {
    const onError = vi.fn<OnError>();
    const { url } = await startedViews(
      { "/bad": view, "/": () => new Response("well") },
      { onError },
    );
    const answer = await fetch(`${url}/bad`);
    expect([answer.status, await answer.text()]).toEqual([500, "Something went wrong here.\n"]);
    expect(onError.mock.calls[0]?.[1]).toEqual({ kind: "http", path: "/bad" });
    expect(await (await fetch(url)).text()).toBe("well");
  });
});

const usedResponse = new Response("used");
await usedResponse.text();

describe("the body of a request", () => {
  test("that nobody reads does not hold up the next request on the connection", async () => {
    const { port } = await startedViews({
      "/ignore": acceptWebSocket(() => new Response("ignored")),
      "/next": () => new Response("next"),
    });
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const first = await request(port, "/ignore", agent, "x".repeat(1_000_000));
    const second = await request(port, "/next", agent);
    expect([first.text, second.text]).toEqual(["ignored", "next"]);
  });

  test("that breaks off is the view's error, once, and the server goes on", async () => {
    const onError = vi.fn<OnError>();
    const reading = deferred();
    const { port, url } = await startedViews(
      {
        "/read": async (incoming) => {
          const text = incoming.text();
          reading.resolve();
          return new Response(await text);
        },
        "/": () => new Response("well"),
      },
      { onError },
    );
    const peer = await RawPeer.connect(port);
    peer.write("POST /read HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nonly this");
    await reading.promise;
    peer.socket.resetAndDestroy();
    await vi.waitFor(() => expect(onError).toHaveBeenCalledTimes(1));
    expect(await (await fetch(url)).text()).toBe("well");
  });

  test("that breaks off while nobody reads it is nothing", async () => {
    const entered = deferred();
    const left = deferred();
    const unhandled = vi.fn<() => void>();
    process.on("unhandledRejection", unhandled);
    onTestFinished(() => void process.off("unhandledRejection", unhandled));
    const { port, url } = await startedViews({
      "/slow": async () => {
        entered.resolve();
        await left.promise;
        return new Response("too late");
      },
      "/": () => new Response("well"),
    });
    const peer = await RawPeer.connect(port);
    peer.write("POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nonly this");
    await entered.promise;
    peer.socket.resetAndDestroy();
    await new Promise((resolve) => setTimeout(resolve, 20));
    left.resolve();
    expect(await (await fetch(url)).text()).toBe("well");
    expect(unhandled).not.toHaveBeenCalled();
  });
});

/** One request through an agent, which keeps its connection. */
function request(
  port: number,
  path: string,
  agent: http.Agent,
  body?: string,
): Promise<{ text: string }> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? "GET" : "POST";
    const sent = http.request({ port, path, agent, method, host: "127.0.0.1" }, (answer) => {
      let text = "";
      answer.on("data", (chunk: Buffer) => (text += chunk.toString()));
      answer.on("end", () => resolve({ text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
