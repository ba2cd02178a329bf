import { describe, expect, it } from "vitest";
import {
  readSessionRequest,
  readSessionResult,
  type SessionResult,
  writeSessionRequest,
  writeSessionResult,
} from "./session-frames.js";

const RESULT: SessionResult = {
  id: "s1",
  key: "secret",
  resumed: true,
  received: 17,
  ttl: 120,
  contract: "same",
};

describe("the request for a session", () => {
  it.each([{}, { contract: "c0ffee" }, { resume: { id: "s1", key: "secret", received: 17 } }])(
    "is read as it was written: %j",
    (request) => {
      const { id, method, params } = JSON.parse(writeSessionRequest(request));
      expect([id, method]).toEqual(["$/session", "$/session"]);
      expect(readSessionRequest(params)).toEqual(request);
    },
  );

  it("may have members that are not known", () => {
    const params = { contract: "c", resume: { id: "s", key: "k", received: 0, rooms: {} }, x: 1 };
    expect(readSessionRequest(params)).toEqual({
      contract: "c",
      resume: { id: "s", key: "k", received: 0 },
    });
  });

  it.each([
    null,
    undefined,
    5,
    [],
    { contract: 5 },
    { contract: "" },
    { contract: "x".repeat(201) },
    { resume: null },
    { resume: [] },
    { resume: { id: "s", key: "k" } },
    { resume: { id: "s", received: 1 } },
    { resume: { id: 5, key: "k", received: 1 } },
    { resume: { id: "s", key: "k", received: -1 } },
    { resume: { id: "s", key: "k", received: 1.5 } },
    { resume: { id: "s", key: "k", received: 2 ** 53 } },
    { resume: { id: "s".repeat(201), key: "k", received: 1 } },
  ])("is refused: %j", (params) => {
    expect(readSessionRequest(params)).toBeNull();
  });
});

describe("its result", () => {
  it("is read as it was written", () => {
    const { id, result } = JSON.parse(writeSessionResult("$/session", RESULT));
    expect(id).toBe("$/session");
    expect(readSessionResult(result)).toEqual(RESULT);
  });

  it.each([
    null,
    [],
    "yes",
    { ...RESULT, id: "" },
    { ...RESULT, key: 5 },
    { ...RESULT, resumed: "true" },
    { ...RESULT, received: -1 },
    { ...RESULT, ttl: Number.NaN },
    { ...RESULT, ttl: -1 },
    { ...RESULT, contract: "fine" },
  ])("is refused: %j", (result) => {
    expect(readSessionResult(result)).toBeNull();
  });
});
