import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { moveToTrash } from "./trash.js";

const NOON = new Date("2026-11-23T12:00:00Z");

function temporaryFolder(parent = tmpdir()): string {
  const folder = mkdtempSync(join(parent, "wsgen-trash-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function fileIn(root: string, path: string, text: string): { path: string; before: Buffer } {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
  return { path: join(root, path), before: Buffer.from(text) };
}

it("keeps what it is given under its path and the time, out of git", () => {
  const root = temporaryFolder();
  const files = [fileIn(root, "src/a.ts", "a"), fileIn(root, "src/deep/b.ts", "b")];
  const places = moveToTrash(root, files, NOON);
  const folder = join(root, ".wsgen/trash/2026-11-23T12-00-00");
  expect(places).toEqual([join(folder, "src/a.ts"), join(folder, "src/deep/b.ts")]);
  expect(places.map((place) => readFileSync(place, "utf8"))).toEqual(["a", "b"]);
  expect(files.map(({ path }) => existsSync(path))).toEqual([false, false]);
  expect(readFileSync(join(root, ".wsgen/.gitignore"), "utf8")).toBe("*\n");
});

it("never puts something in the place of what is there already", () => {
  const root = temporaryFolder();
  const texts = ["first", "second", "third"];
  const places = texts.map(
    (text) => moveToTrash(root, [fileIn(root, "a.ts", text)], NOON)[0] ?? "",
  );
  expect(places.map((place) => readFileSync(place, "utf8"))).toEqual(texts);
  writeFileSync(join(root, ".wsgen/.gitignore"), "mine");
  moveToTrash(root, [fileIn(root, "a.ts", "fourth")], NOON);
  expect(readFileSync(join(root, ".wsgen/.gitignore"), "utf8")).toBe("mine");
});

it("keeps two files apart that are outside of the project", () => {
  const parent = temporaryFolder();
  const root = join(parent, "app");
  const files = [fileIn(parent, "x/a.ts", "out"), fileIn(root, "outside/x/a.ts", "in")];
  const places = moveToTrash(root, files, NOON);
  expect(places.every((place) => place.startsWith(join(root, ".wsgen/trash/")))).toBe(true);
  expect(places.map((place) => readFileSync(place, "utf8"))).toEqual(["out", "in"]);
});

it.skipIf(process.platform === "win32")("moves a link as a link", () => {
  const root = temporaryFolder();
  const { before, path: target } = fileIn(root, "elsewhere.txt", "a");
  symlinkSync("elsewhere.txt", join(root, "a.ts"));
  const [place = ""] = moveToTrash(root, [{ path: join(root, "a.ts"), before }], NOON);
  expect(lstatSync(place).isSymbolicLink()).toBe(true);
  expect(readlinkSync(place)).toBe("elsewhere.txt");
  expect(readFileSync(target, "utf8")).toBe("a");
});

it.skipIf(!existsSync("/dev/shm"))("moves across file systems", () => {
  const root = temporaryFolder();
  const other = temporaryFolder("/dev/shm");
  expect(lstatSync(other).dev).not.toBe(lstatSync(root).dev);
  const files = [fileIn(other, "a.ts", "a"), fileIn(other, "b.ts", "b")];
  symlinkSync("b.ts", join(other, "link.ts"));
  const link = { path: join(other, "link.ts"), before: Buffer.from("b") };
  const places = moveToTrash(root, [link, ...files], NOON);
  expect(places.map((place) => lstatSync(place).isSymbolicLink())).toEqual([true, false, false]);
  expect(places.slice(1).map((place) => readFileSync(place, "utf8"))).toEqual(["a", "b"]);
  expect(readdirSync(other)).toEqual([]);
});

it("moves nothing if one of the files has changed meanwhile, or is gone", () => {
  const root = temporaryFolder();
  const [first, second] = [fileIn(root, "a.ts", "a"), fileIn(root, "b.ts", "b")];
  writeFileSync(second.path, "saved meanwhile");
  expect(() => moveToTrash(root, [first, second], NOON)).toThrow(/b\.ts was changed/);
  expect(readdirSync(root).toSorted()).toEqual([".wsgen", "a.ts", "b.ts"]);
  expect(readdirSync(join(root, ".wsgen"))).toEqual([".gitignore"]);
  rmSync(second.path);
  expect(() => moveToTrash(root, [first, second], NOON)).toThrow(/cannot move .*b\.ts/);
  expect(readFileSync(first.path, "utf8")).toBe("a");
});

it("says so where there can be no trash", () => {
  const root = temporaryFolder();
  const file = fileIn(root, "a.ts", "a");
  writeFileSync(join(root, ".wsgen"), "a file");
  expect(() => moveToTrash(root, [file], NOON)).toThrow(/cannot move .*\.wsgen/);
  expect(readFileSync(file.path, "utf8")).toBe("a");
});
