import { expect, test } from "vitest";
import { Listeners } from "./listeners.js";

function listeners(): { all: Listeners<[value: string]>; errors: unknown[]; calls: string[] } {
  const errors: unknown[] = [];
  return { all: new Listeners((error) => errors.push(error)), calls: [], errors };
}

test("all are called, in the order in which they came", () => {
  const { all, calls } = listeners();
  all.add((value) => calls.push(`1 ${value}`));
  all.add((value) => calls.push(`2 ${value}`));
  all.emit("a");
  expect(calls).toEqual(["1 a", "2 a"]);
});

test("the same function added twice is called twice and removed once at a time", () => {
  const { all, calls } = listeners();
  const listener = (value: string): number => calls.push(value);
  const removeFirst = all.add(listener);
  all.add(listener);
  all.emit("a");
  removeFirst();
  removeFirst();
  all.emit("b");
  expect(calls).toEqual(["a", "a", "b"]);
});

test("one that is removed during the dispatch is not called any more", () => {
  const { all, calls } = listeners();
  const remove: (() => void)[] = [];
  all.add(() => remove.forEach((removeOne) => removeOne()));
  remove.push(all.add(() => calls.push("removed")));
  all.add(() => calls.push("stays"));
  all.emit("a");
  expect(calls).toEqual(["stays"]);
});

test("one can remove itself", () => {
  const { all, calls } = listeners();
  const remove = all.add((value) => {
    calls.push(value);
    remove();
  });
  all.emit("a");
  all.emit("b");
  expect(calls).toEqual(["a"]);
  expect(all.size).toBe(0);
});

test("one that is added during the dispatch waits for the next", () => {
  const { all, calls } = listeners();
  all.add(() => {
    all.add((value) => calls.push(value));
  });
  all.emit("a");
  expect(calls).toEqual([]);
  all.emit("b");
  expect(calls).toEqual(["b"]);
});

test("one that throws or rejects is reported and stops nobody else", async () => {
  const { all, calls, errors } = listeners();
  all.add(() => {
    throw new Error("thrown");
  });
  all.add(() => Promise.reject(new Error("rejected")));
  all.add((value) => calls.push(value));
  all.emit("a");
  expect(calls).toEqual(["a"]);
  await expect.poll(() => errors).toEqual([new Error("thrown"), new Error("rejected")]);
});
