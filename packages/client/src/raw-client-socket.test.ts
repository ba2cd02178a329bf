import type { RawWire } from "@wsgen/protocol";
import { describe, expect, test } from "vitest";
import { numbers } from "../../../test/support/chat-wire.js";
import { echoPair, rawPair } from "../../../test/support/client-pair.js";

describe("encoding text", () => {
  test("carries strings verbatim, in text frames", async () => {
    const { client, peer } = await echoPair();
    for (const text of ["hello", '{"a":1}', "", "zß水𝄞", "x".repeat(100_000)]) {
      await client.send(text);
      const arrived = await peer.next();
      expect(arrived).toBe(text);
      peer.send(text);
      expect(await client.wait()).toBe(text);
    }
  });

  test("refuses to send what is no string", async () => {
    const { client } = await echoPair();
    await expect(client.send(5 as never)).rejects.toMatchObject({
      code: "INVALID",
      path: "message",
    });
  });
});

describe("encoding json", () => {
  test("carries values as JSON, in text frames", async () => {
    const { client, peer } = await rawPair(numbers);
    await client.send(1.5);
    expect(await peer.next()).toBe("1.5");
    peer.send(" 42 ");
    expect(await client.wait()).toBe(42);
  });

  test("takes null for a message like any other", async () => {
    const nothing: RawWire<null> = {
      kind: "raw",
      receives: { encoding: "json", decode: () => null },
      sends: { encoding: "json", encode: () => "null" },
    };
    const { client, peer } = await rawPair<null, null>(nothing);
    await client.send(null);
    expect(await peer.next()).toBe("null");
    peer.send("null", "null");
    peer.webSocket.close();
    const seen: null[] = [];
    for await (const message of client) seen.push(message);
    expect(seen).toEqual([null, null]);
  });
});

describe("a frame that does not fit", () => {
  test.each<[string, string | Uint8Array, string]>([
    ["something that is no JSON", "{", "message: Invalid input: expected JSON"],
    ["another value", '"5"', "message: Invalid input: expected number, received string"],
    [
      "a binary frame",
      new Uint8Array([0x35]),
      "message: Invalid input: expected a text frame, received a binary frame",
    ],
    ["an empty frame", "", "message: Invalid input: expected JSON"],
    ["a huge one", "[".repeat(2_000_000), "message: Invalid input: expected at most 64 levels"],
  ])("closes with 4007, is counted and not delivered: %s", async (_, frame, reason) => {
    const { client, errors, peer } = await rawPair(numbers);
    peer.send("1", frame, "2");
    expect(await peer.closed).toEqual({ code: 4007, reason });
    expect(await client.closed).toEqual({ code: 4007, reason, wasClean: true, initiator: "local" });
    expect(client.stats).toMatchObject({ received: 1, invalid: 1 });
    expect([client.read(), client.read()]).toEqual([1, null]);
    expect(errors).toEqual([]);
  });

  test("closes with 4007 even when the check itself breaks", async () => {
    const broken: RawWire<string> = {
      kind: "raw",
      receives: {
        encoding: "text",
        decode: () => {
          throw new TypeError("a bug");
        },
      },
      sends: null,
    };
    const { client, peer } = await rawPair(broken);
    peer.send("x");
    expect(await client.closed).toMatchObject({ code: 4007, reason: "The check failed." });
  });
});

describe("a direction in which nothing travels", () => {
  const silent: RawWire<string> = { kind: "raw", receives: null, sends: null };

  test("takes no send", async () => {
    const { client } = await rawPair(silent);
    await expect(client.send("x")).rejects.toThrow(
      "message: Invalid input: expected nothing, received string",
    );
  });

  test("takes no frame", async () => {
    const { client, peer } = await rawPair(silent);
    peer.send("x");
    expect((await client.closed).code).toBe(4007);
  });
});
