import { expect, test } from "vitest";
import { SocketClosedError, TimeoutError, ValidationError, WsgenError } from "./errors.js";

test.each([
  [new TimeoutError("late"), "TimeoutError", "TIMEOUT"],
  [new SocketClosedError(1000, ""), "SocketClosedError", "SOCKET_CLOSED"],
  [new ValidationError("say", []), "ValidationError", "INVALID"],
])("%s has a name, a stable code and the common base", (error, name, code) => {
  expect(error).toBeInstanceOf(WsgenError);
  expect(error).toBeInstanceOf(Error);
  expect([error.name, error.code]).toEqual([name, code]);
});

test("SocketClosedError says how the socket closed", () => {
  expect(new SocketClosedError(4001, "go away")).toMatchObject({
    closeCode: 4001,
    reason: "go away",
    message: "The socket is closed (4001: go away).",
  });
  expect(new SocketClosedError(1006, "").message).toBe("The socket is closed (1006).");
});

test("ValidationError names the first place and what is wrong there, and has all of them", () => {
  const issues = [
    { code: "too_big", path: ["items", 3, "name"], message: "Too big" },
    { code: "invalid_type", path: [], message: "Invalid input" },
  ];
  const error = new ValidationError("said", issues);
  expect(error.message).toBe("said.items.3.name: Too big (and 1 more)");
  expect([error.path, error.issues]).toEqual(["said.items.3.name", issues]);
  expect(new ValidationError("said", issues.slice(1)).message).toBe("said: Invalid input");
});
