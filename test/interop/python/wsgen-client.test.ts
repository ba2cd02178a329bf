import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { createBoardServer } from "../../support/board-contract.js";
import { started } from "../../support/started-server.js";
import { hasPython, runPython, skipReason } from "./find-python.js";

test("the Python client has fewer than 100 lines", () => {
  const text = readFileSync(join(import.meta.dirname, "wsgen_client.py"), "utf8");
  expect(text.trimEnd().split("\n").length).toBeLessThan(100);
});

test.skipIf(!hasPython)(
  `a Python client makes calls, reads a stream with credit and cancels one${skipReason}`,
  async () => {
    const ended = vi.fn<(asked: number) => void>();
    const { server, url } = await started(
      createBoardServer({
        calls: {
          async *lines({ count }) {
            let asked = 0;
            try {
              while (asked < count) yield `line ${(asked += 1)} ä`;
              return asked;
            } finally {
              ended(asked);
            }
          },
        },
      }),
    );
    const lines = Array.from({ length: 100 }, (_, index) => `line ${index + 1} ä`);
    expect(await runPython("wsgen_client.py", [`${url.replace("http", "ws")}/boards/b`])).toEqual({
      sum: 3,
      sums: [1, 2, 3],
      error: {
        code: 1,
        message: "TOO_LARGE",
        data: { error: "TOO_LARGE", data: { limit: 100 } },
      },
      lines,
      some: lines.slice(0, 50),
      after: null,
    });
    // The second was cancelled: it was asked for no more than what was granted.
    const asked = ended.mock.calls.map(([count]) => count);
    expect(asked).toEqual([100, expect.any(Number)]);
    expect(asked[1]).toBeGreaterThanOrEqual(50);
    expect(asked[1]).toBeLessThanOrEqual(50 + 32);
    expect(server.stats().invalidMessages).toBe(0);
  },
);
