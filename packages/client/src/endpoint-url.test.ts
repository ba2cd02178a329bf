import { afterEach, describe, expect, test, vi } from "vitest";
import { endpointUrl, resolveServerUrl } from "./endpoint-url.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the server's URL", () => {
  test.each([
    ["http://example.com", "ws://example.com/"],
    ["https://example.com:8443/api", "wss://example.com:8443/api"],
    ["ws://example.com", "ws://example.com/"],
    ["WSS://Example.com", "wss://example.com/"],
    [new URL("https://example.com/a"), "wss://example.com/a"],
  ])("%s becomes %s", (url, expected) => {
    expect(resolveServerUrl(url).href).toBe(expected);
  });

  test("is relative to the page where there is one", () => {
    vi.stubGlobal("location", { href: "https://example.com/app/index.html?x=1#top" });
    expect(resolveServerUrl("/api").href).toBe("wss://example.com/api");
    expect(resolveServerUrl("/").href).toBe("wss://example.com/");
    expect(resolveServerUrl("http://other.org").href).toBe("ws://other.org/");
  });

  test.each(["", "/api", "example.com", "ftp://example.com", "javascript:alert(1)", "https://"])(
    "refuses %j where there is no page",
    (url) => {
      expect(() => resolveServerUrl(url)).toThrow(TypeError);
      expect(() => resolveServerUrl(url)).toThrow(`"${url}" is not the URL of a server`);
    },
  );
});

describe("an endpoint's URL", () => {
  const server = new URL("wss://example.com/api/?tenant=1#part");

  test("keeps the path and query of the server's URL", () => {
    expect(endpointUrl(server, "/echo", {})).toBe("wss://example.com/api/echo?tenant=1");
    expect(endpointUrl(new URL("ws://h"), "/", {})).toBe("ws://h/");
  });

  test("has its params encoded", () => {
    const url = endpointUrl(new URL("ws://h"), "/rooms/:room/:seat", {
      params: { room: "a/b?c#d e%", seat: 7 },
    });
    expect(url).toBe("ws://h/rooms/a%2Fb%3Fc%23d%20e%25/7");
  });

  test("can have anything in its params but what a path cannot carry", () => {
    const url = endpointUrl(new URL("ws://h"), "/rooms/:room", { params: { room: "a/../b" } });
    expect(url).toBe("ws://h/rooms/a%2F..%2Fb");
    expect(endpointUrl(new URL("ws://h"), "/rooms/:room", { params: { room: "%2e%2e" } })).toBe(
      "ws://h/rooms/%252e%252e",
    );
  });

  test.each(["", ".", ".."])("cannot have the param %j", (room) => {
    expect(() => endpointUrl(server, "/rooms/:room", { params: { room } })).toThrow(TypeError);
    expect(() => endpointUrl(server, "/rooms/:room", { params: { room } })).toThrow("params.room");
  });

  test("cannot miss a param, nor take it from the prototype", () => {
    expect(() => endpointUrl(server, "/rooms/:room", {})).toThrow("params.room");
    expect(() => endpointUrl(server, "/rooms/:toString", { params: {} })).toThrow(
      "params.toString",
    );
  });

  test("leaves undefined out of the query and repeats the key of an array", () => {
    const query = { lang: "zh", none: undefined, tag: ["a", "b&c"], empty: [], n: 1, yes: true };
    expect(endpointUrl(new URL("ws://h"), "/x", { query })).toBe(
      "ws://h/x?lang=zh&tag=a&tag=b%26c&n=1&yes=true",
    );
  });
});
