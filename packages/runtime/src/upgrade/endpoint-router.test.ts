import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EndpointRouter } from "./endpoint-router.js";

function routerOf(...paths: string[]): EndpointRouter<string> {
  const router = new EndpointRouter<string>();
  for (const path of paths) router.add(path, path);
  return router;
}

describe("match", () => {
  test.each<[string, string[], string, [string, Record<string, string>] | null]>([
    ["a path", ["/a", "/b"], "/b", ["/b", {}]],
    ["the root", ["/"], "/", ["/", {}]],
    ["a parameter", ["/rooms/:room"], "/rooms/7", ["/rooms/:room", { room: "7" }]],
    ["several parameters", ["/:a/x/:b"], "/1/x/2", ["/:a/x/:b", { a: "1", b: "2" }]],
    ["a decoded parameter", ["/r/:r"], "/r/%F0%9F%98%80%2F", ["/r/:r", { r: "😀/" }]],
    ["an exact path before one with parameters", ["/:any", "/me"], "/me", ["/me", {}]],
    ["the first of two that fit", ["/:a/b", "/a/:b"], "/a/b", ["/:a/b", { a: "a" }]],
    ["a path that is not ASCII", ["/größe/:x"], "/gr%C3%B6%C3%9Fe/1", ["/größe/:x", { x: "1" }]],
    [
      "a parameter named as what objects inherit",
      ["/:constructor"],
      "/x",
      ["/:constructor", { constructor: "x" }],
    ],
    ["no empty parameter", ["/rooms/:room"], "/rooms/", null],
    ["no longer path", ["/rooms/:room"], "/rooms/7/8", null],
    ["no shorter path", ["/rooms/:room"], "/rooms", null],
    ["no garbage", ["/rooms/:room"], "/rooms/%zz", null],
    ["no half character", ["/rooms/:room"], "/rooms/%F0%9F", null],
    ["no other case", ["/a"], "/A", null],
    ["nothing that objects inherit", ["/a"], "constructor", null],
  ])("finds %s", (_name, paths, pathname, found) => {
    const match = routerOf(...paths).match(pathname);
    expect(match && [match.target, { ...match.params }]).toEqual(found);
  });

  test("takes any text as a parameter, encoded", () => {
    const router = routerOf("/rooms/:room/:user");
    const text = fc.string({ unit: "grapheme", minLength: 1 });
    fc.assert(
      fc.property(text, text, (room, user) => {
        const path = `/rooms/${encodeURIComponent(room)}/${encodeURIComponent(user)}`;
        expect(router.match(path)?.params).toEqual({ room, user });
      }),
    );
  });

  test("never throws", () => {
    const router = routerOf("/a", "/:a/:b", "/:x");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (path) => {
        const match = router.match(`/${path}`);
        expect(match === null || typeof match.target === "string").toBe(true);
      }),
    );
  });
});

describe("add", () => {
  test.each([
    ["/a", "/a"],
    ["/:a", "/:b"],
    ["/x/:a", "/x/:other"],
    ["/é", "/%C3%A9"],
    ["/a/../b", "/b"],
  ])("refuses %s beside %s", (first, second) => {
    expect(() => routerOf(first, second)).toThrow(`Two endpoints share the path "${second}".`);
  });

  test.each(["", "a", "/a?b", "/a#b"])("refuses %j, which is no path", (path) => {
    expect(() => routerOf(path)).toThrow(TypeError);
  });
});
