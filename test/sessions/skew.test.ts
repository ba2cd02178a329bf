import { expect, test } from "vitest";
import { reached, sessionClient, sessionRig } from "../support/session-pair.js";

const CONTRACT = { hash: "b", past: { a: "compatible", z: "breaking" } } as const;

test.each([
  ["the same", "b", null],
  ["an older one that is served", "a", { side: "client", compatible: true }],
  ["one that the server has never heard of", "c", { side: "server", compatible: null }],
  ["a name that every object has", "toString", { side: "server", compatible: null }],
])("a client of %s is told so, and the handler too", async (_, contract, skew) => {
  const { proxy, sockets } = await sessionRig({ contract: CONTRACT });
  const { client, skews } = sessionClient(proxy.url, { contract });
  await reached(client, "open");
  await expect.poll(() => sockets).toHaveLength(1);
  expect(skews).toEqual(skew === null ? [] : [skew]);
  expect(sockets[0]?.skew).toEqual(skew);
  proxy.cut();
  await reached(client, "reconnecting");
  await reached(client, "open");
  // Once for a session, however many connections it has.
  expect(skews).toHaveLength(skew === null ? 0 : 1);
});

test("a client that is not served any more is closed with 4426, comes back no more, and says what helps", async () => {
  const { proxy, sockets } = await sessionRig({ contract: CONTRACT });
  const { client, errors, skews } = sessionClient(proxy.url, { contract: "z" });
  const call = client.calls.count(1);
  await expect(call).rejects.toMatchObject({ code: "SOCKET_CLOSED", closeCode: 4426 });
  expect(await client.closed).toMatchObject({ code: 4426, initiator: "remote" });
  expect(skews).toEqual([{ side: "client", compatible: false }]);
  expect(errors).toEqual([expect.objectContaining({ code: "CONTRACT_CHANGED" })]);
  expect(sockets).toEqual([]);
});

test("where nobody has said what they were generated from, nobody is told anything", async () => {
  const { proxy, sockets } = await sessionRig({ contract: CONTRACT });
  const { client, skews } = sessionClient(proxy.url);
  await reached(client, "open");
  await expect.poll(() => sockets).toHaveLength(1);
  expect(skews).toEqual([]);
  expect(sockets[0]?.skew).toBeNull();
});
