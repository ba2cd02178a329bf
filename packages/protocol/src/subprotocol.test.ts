import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeTicket, encodeTicket, SUBPROTOCOL } from "./subprotocol.js";

/** The characters that may stand in a `Sec-WebSocket-Protocol` token (RFC 9110, section 5.6.2). */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

test.each([
  "abc",
  "",
  "héllo wörld",
  "密钥😀",
  "a+b/c=d?e~~~",
  "\uFEFFwith a byte order mark",
  "x".repeat(10_000),
])("a ticket comes back as it was: %.20s", (ticket) => {
  const encoded = encodeTicket(ticket);
  expect(encoded).toMatch(TOKEN);
  expect(decodeTicket([SUBPROTOCOL, encoded])).toBe(ticket);
});

test("any text comes back as it was", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (ticket) => {
      expect(encodeTicket(ticket)).toMatch(TOKEN);
      expect(decodeTicket([encodeTicket(ticket)])).toBe(ticket);
    }),
  );
});

test.each([
  ["nothing offered", []],
  ["another subprotocol", ["chat", SUBPROTOCOL]],
  ["not base64", ["wsgen.t.%%%"]],
  ["an impossible length", ["wsgen.t.abcde"]],
  ["bytes that are no UTF-8", ["wsgen.t._w"]],
  ["a prefix in capitals", ["WSGEN.T.YWJj"]],
])("there is no ticket in %s", (_name, protocols) => {
  expect(decodeTicket(protocols)).toBeNull();
});

test("the first of two tickets counts", () => {
  expect(decodeTicket([encodeTicket("one"), encodeTicket("two")])).toBe("one");
});

test("decoding never throws", () => {
  fc.assert(
    fc.property(fc.array(fc.string().map((text) => `wsgen.t.${text}`)), (protocols) => {
      const ticket = decodeTicket(protocols);
      expect(ticket === null || typeof ticket === "string").toBe(true);
    }),
  );
});
