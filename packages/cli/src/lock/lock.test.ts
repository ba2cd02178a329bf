import { describe, expect, it } from "vitest";
import { hashOf, type Contract } from "../ir/contract.js";
import { emptyLock, releasedContracts, type Lock } from "./lock.js";
import { lockText } from "./lock-text.js";
import { parseLock } from "./parse-lock.js";
import { isReleased, withoutRelease, withRelease } from "./releases.js";

function contract(path: string): Contract {
  const promise = { kind: "raw", path };
  return { contract: promise, hash: hashOf(promise) };
}

function contracts(...paths: readonly string[]): Map<string, Contract> {
  return new Map(paths.map((path) => [path.slice(1), contract(path)]));
}

const first = withRelease(
  { ...emptyLock, endpoints: contracts("/chat") },
  "1.0",
  contracts("/chat"),
);
const second = withRelease(first, "2.0", contracts("/chat", "/echo"));

/** Two versions of a file as git leaves them where it cannot join them. */
function conflict(ours: string, theirs: string, base?: string): string {
  const middle = base === undefined ? "" : `||||||| base\n${base}`;
  return `<<<<<<< HEAD\n${ours}${middle}=======\n${theirs}>>>>>>> other\n`;
}

describe("a lock", () => {
  it("is read as it was written", () => {
    for (const lock of [emptyLock, first, second]) expect(parseLock(lockText(lock))).toEqual(lock);
  });

  it("has contracts of the past once, however many releases have them, and one line for each", () => {
    const text = lockText(second);
    expect([...second.past.keys()]).toHaveLength(2);
    expect(text.match(/^ {4}"[0-9a-f]{16}": \{.*\},?$/gm)).toHaveLength(2);
    expect(text).toContain(`    "1.0": {"chat":"${contract("/chat").hash}"},\n`);
  });

  it("has the same text whatever was recorded first", () => {
    const other = withRelease(emptyLock, "2.0", contracts("/echo", "/chat"));
    const turned = withRelease({ ...other, endpoints: first.endpoints }, "1.0", contracts("/chat"));
    expect(lockText(turned)).toBe(lockText(second));
  });

  it("keeps what a formatter laid out in another way", () => {
    const text = JSON.stringify(JSON.parse(lockText(second)), null, 4);
    expect(parseLock(text)).toEqual(second);
  });
});

describe("a release", () => {
  it("gives its contracts back", () => {
    expect(releasedContracts(second, "1.0")).toEqual(contracts("/chat"));
    expect(releasedContracts(second, "2.0")).toEqual(contracts("/chat", "/echo"));
    expect(releasedContracts(second, "3.0")).toBeNull();
  });

  it("is known by its contracts, not by its name alone", () => {
    expect(isReleased(second, "1.0", contracts("/chat"))).toBe(true);
    expect(isReleased(second, "1.0", contracts("/chat", "/echo"))).toBe(false);
    expect(isReleased(second, "2.0", contracts("/chat"))).toBe(false);
    expect(isReleased(second, "3.0", contracts("/chat"))).toBe(false);
  });

  it("takes only those contracts along that no other release has", () => {
    const left = withoutRelease(second, "2.0");
    expect(left).toEqual(first);
    expect(withoutRelease(left, "1.0").past.size).toBe(0);
  });
});

describe("a lock with merge markers", () => {
  const ours = withRelease(first, "1.1", contracts("/ours"));
  const theirs = withRelease(first, "1.2", contracts("/theirs"));

  it.each([
    ["without the base", conflict(lockText(ours), lockText(theirs))],
    ["with the base", conflict(lockText(ours), lockText(theirs), lockText(first))],
    [
      "in CRLF",
      conflict(lockText(ours), lockText(theirs), lockText(first)).replaceAll("\n", "\r\n"),
    ],
  ])("has the releases of both sides, %s", (_, text) => {
    const { past, releases } = parseLock(text);
    expect([...releases.keys()].toSorted()).toEqual(["1.0", "1.1", "1.2"]);
    expect(past.size).toBe(3);
  });

  it("is refused where both sides have a release of one name with other contracts", () => {
    const other = withRelease(first, "1.1", contracts("/theirs"));
    expect(() => parseLock(conflict(lockText(ours), lockText(other)))).toThrow(
      'both sides of the merge have a release "1.1", with other contracts',
    );
    expect(parseLock(conflict(lockText(ours), lockText(ours)))).toEqual(ours);
  });
});

describe("a lock that cannot be kept", () => {
  const { hash } = contract("/chat");

  it.each<[string, string, string]>([
    ["that is no JSON", "{", "it is not JSON"],
    ["that is empty", "", "it is not JSON"],
    ["that is a list", "[]", "[] stands where an object is expected"],
    ["of a later format", '{ "formatVersion": 2 }', "it has the format 2"],
    ["of no format", "{}", "it has the format undefined"],
    [
      "with a contract under the hash of another",
      lockText(first).replace('"/chat"}', '"/other"}'),
      `the contract ${hash} is not the one that was released`,
    ],
    [
      "without the contract of a release",
      lockText({ ...first, past: new Map() }),
      `the contract ${hash} of the release "1.0" is missing`,
    ],
    [
      "with something else for a hash",
      lockText(first).replace(`{"chat":"${hash}"}`, '{"chat":1}'),
      "1 stands where a hash is expected",
    ],
  ])("%s is refused", (_, text, message) => {
    expect(() => parseLock(text)).toThrow(message);
  });

  it("takes names of an object's own methods for names", () => {
    const odd: Lock = withRelease(emptyLock, "__proto__", contracts("/constructor"));
    expect(parseLock(lockText(odd))).toEqual(odd);
  });
});
