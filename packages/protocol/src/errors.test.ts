import { expect, test } from "vitest";
import { SocketClosedError, TimeoutError, ValidationError, WsgenError } from "./errors.js";

test.each([
  [new TimeoutError("late"), "TimeoutError", "TIMEOUT"],
  [new SocketClosedError(1000, ""), "SocketClosedError", "SOCKET_CLOSED"],
  [new ValidationError("say.text", "string", "a number"), "ValidationError", "INVALID"],
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

test("ValidationError names the place, what was expected, and what was found", () => {
  const error = new ValidationError("say.text", "at most 500 characters", "a string of 501");
  expect(error.message).toBe("say.text: expected at most 500 characters, got a string of 501");
  expect([error.path, error.expected]).toEqual(["say.text", "at most 500 characters"]);
});
