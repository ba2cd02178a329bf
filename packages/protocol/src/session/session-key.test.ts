import { describe, expect, it } from "vitest";
import { SessionKey } from "./session-key.js";

function createKeys(): () => string {
  let made = 0;
  return () => `key-${(made += 1)}`;
}

describe("the key of a session", () => {
  it("is new after each use, and the one before still opens: the answer may have been lost", () => {
    const key = new SessionKey(createKeys());
    expect(key.use("key-1")).toBe(true);
    expect(key.current).toBe("key-2");
    expect(key.use("key-1")).toBe(true);
    expect(key.current).toBe("key-3");
    // The one in between never reached the client, or it would have been used.
    expect(key.use("key-2")).toBe(false);
    expect(key.use("key-3")).toBe(true);
    expect(key.use("key-1")).toBe(false);
  });

  it("opens alone once the client has shown that it has it", () => {
    const key = new SessionKey(createKeys());
    key.use("key-1");
    key.confirm();
    expect(key.use("key-1")).toBe(false);
    expect(key.use("key-2")).toBe(true);
  });

  it.each(["", "key", "key-2", "key-1 ", "KEY-1", "key-1key-1", "\0"])("is not %j", (given) => {
    const key = new SessionKey(createKeys());
    expect(key.use(given)).toBe(false);
    expect(key.current).toBe("key-1");
  });
});
