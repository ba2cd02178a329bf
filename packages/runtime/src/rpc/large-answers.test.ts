import { expect, test } from "vitest";
import type { BoardCallHandlers, BoardSocket } from "../../../../test/support/board-contract.js";
import { ask, boardPair, openBoard, send, take } from "../../../../test/support/board-peer.js";
import { deferred } from "../../../../test/support/deferred.js";

const KIB = 1024;

/** Calls that are all answered in one turn, when the test releases them, with a text of this size each. */
function answeredTogether(size: number): {
  calls: Partial<BoardCallHandlers<BoardSocket | null>>;
  release: () => void;
} {
  const released = deferred();
  const text = "x".repeat(size);
  const calls: Partial<BoardCallHandlers<BoardSocket | null>> = {
    async *lines(_input, call) {
      await released.promise;
      if (size > 0) throw call.error("EMPTY", text);
      yield text;
      return 1;
    },
  };
  return { calls, release: released.resolve };
}

function lines(count: number): object[] {
  return Array.from({ length: count }, (_, id) => ({ id, method: "lines", params: { count: 1 } }));
}

// Once closed with 1013: all of it counted as unread before the client had a chance to read any.
test("answers of one turn that are far above the limit together reach a client that reads", async () => {
  const { calls, release } = answeredTogether(20 * KIB);
  const { peer } = await boardPair({ calls }, { maxStreams: 900, sendLimit: 512 * KIB });
  send(peer, ...lines(900));
  expect(await ask(peer, { id: "last", method: "refresh" })).toMatchObject({ id: "last" });
  release();
  expect(await take(peer, 900)).toContainEqual(expect.objectContaining({ id: 899 }));
  expect(await ask(peer, { id: "on", method: "refresh" })).toEqual({ id: "on", result: null });
});

test("answers that wait for room count as running calls", async () => {
  const { calls, release } = answeredTogether(1_000 * KIB);
  const options = { maxStreams: 20, sendLimit: 64_000 * KIB };
  const { peer, url } = await boardPair({ calls }, options);
  const other = await openBoard(url);
  peer.webSocket.pause();
  send(peer, ...lines(20));
  // A turn of the server's for the calls, and one for their answers.
  await ask(other, { id: 1, method: "refresh" });
  release();
  await ask(other, { id: 2, method: "refresh" });
  send(peer, { id: 20, method: "lines", params: { count: 1 } });
  for (let id = 21; id < 39; id += 1) send(peer, { id, method: "lines", params: { count: 1 } });
  await ask(other, { id: 3, method: "refresh" });
  peer.webSocket.resume();
  const refused = (await take(peer, 39)).filter((frame) =>
    JSON.stringify(frame).includes("Too many"),
  );
  expect(refused.length).toBeGreaterThan(0);
});

test("a peer that never reads is closed with its answers, and leaves nothing running", async () => {
  const { calls, release } = answeredTogether(1_000 * KIB);
  const { peer, server, socket } = await boardPair({ calls });
  peer.webSocket.pause();
  send(peer, ...lines(20));
  await new Promise((resolve) => setTimeout(resolve, 20));
  release();
  peer.webSocket.terminate();
  await socket.closed;
  await expect(server.close({ drain: 3_600_000 })).resolves.toBeUndefined();
});
