import { describe, expect, test, vi } from "vitest";
import { createServer } from "../../../../test/support/endpoint-contracts.js";
import { ADD, JSON_TYPE, post, servedCalls } from "../../../../test/support/post-call.js";
import { type OnError, started } from "../../../../test/support/started-server.js";

describe("who may call", () => {
  test.each([
    [{ origin: "https://evil.example" }, {}, 403, null],
    [{ origin: "null" }, {}, 403, null],
    [{ origin: "https://a.example" }, { origins: ["https://a.example"] }, 200, "https://a.example"],
    [{ origin: "https://b.example" }, { origins: "*" as const }, 200, "https://b.example"],
    [{}, {}, 200, null],
  ])("headers %j, options %j: %i", async (headers, options, status, allowed) => {
    const called = vi.fn<() => void>();
    const server = await servedCalls({ refresh: called }, options);
    const response = await post(server, { id: 1, method: "refresh" }, { headers });
    expect([response.status, response.headers.get("access-control-allow-origin")]).toEqual([
      status,
      allowed,
    ]);
    expect(called).toHaveBeenCalledTimes(status === 200 ? 1 : 0);
  });

  test("authenticate decides", async () => {
    const server = await servedCalls(
      {},
      { authenticate: () => new Response("who?", { status: 401 }) },
    );
    const response = await post(server, ADD);
    expect([response.status, await response.text()]).toEqual([401, "who?"]);
  });

  test("an authenticate that takes too long is a 503", async () => {
    const server = await servedCalls(
      {},
      { handshakeTimeout: 10, authenticate: () => new Promise(() => undefined) },
    );
    const response = await post(server, ADD);
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
  });

  test("an authenticate that throws is a 500, and its error goes to onError", async () => {
    const onError = vi.fn<OnError>();
    const failure = new Error("hunter2");
    const server = await servedCalls({}, { onError, authenticate: () => Promise.reject(failure) });
    const response = await post(server, ADD);
    expect([response.status, await response.text()]).toEqual([500, "Something went wrong here.\n"]);
    expect(onError.mock.calls).toEqual([[failure, { kind: "authenticate", path: "/api/:board" }]]);
  });

  test.each([
    ["/api/far-too-long", "params.board: Too big: expected string to have <=10 characters"],
    ["/api/b?lang=de", 'query.lang: expected one of "en"|"zh"'],
  ])("%s does not fit: 400", async (path, message) => {
    const authenticate = vi.fn<() => object>(() => ({}));
    const response = await post(await servedCalls({}, { authenticate }), ADD, { path });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(message);
    expect(authenticate).not.toHaveBeenCalled();
  });
});

describe("what is no call", () => {
  test.each([
    [
      "another content type",
      { method: "POST", headers: { "content-type": "text/plain" }, body: "{}" },
    ],
    [
      "one that only begins like it",
      { method: "POST", headers: { "content-type": "application/json-seq" }, body: "{}" },
    ],
    ["a GET", { method: "GET", headers: JSON_TYPE }],
    ["a PUT", { method: "PUT", headers: JSON_TYPE, body: JSON.stringify(ADD) }],
  ])("goes to http: %s", async (_name, init) => {
    const { url } = await servedCalls();
    expect(await (await fetch(`${url}/api/b`, init)).text()).toBe("plain");
  });

  test("goes to http on endpoints without calls", async () => {
    const { url } = await started(
      createServer({
        echo: { http: async (one) => new Response(await one.text()), websocket: () => undefined },
      }),
    );
    const response = await fetch(`${url}/echo`, {
      method: "POST",
      headers: JSON_TYPE,
      body: "[1]",
    });
    expect(await response.text()).toBe("[1]");
  });

  test("and what is one gets 426 in mode require", async () => {
    const response = await post(await servedCalls(), ADD, { path: "/boards/b" });
    expect([response.status, response.headers.get("upgrade")]).toEqual([426, "websocket"]);
  });
});
