import { expect, onTestFinished, test, vi } from "vitest";
import type { FaultProxy } from "../support/fault-proxy.js";
import { type Client, reached, sessionClient, sessionRig } from "../support/session-pair.js";

/** What a page has and Node has not: the network and the tab that come and go. */
function page(): {
  document: EventTarget & { visibilityState: string };
  readonly tell: (type: string) => void;
} {
  const window = new EventTarget();
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  vi.stubGlobal("addEventListener", window.addEventListener.bind(window));
  vi.stubGlobal("removeEventListener", window.removeEventListener.bind(window));
  vi.stubGlobal("document", document);
  onTestFinished(() => void vi.unstubAllGlobals());
  const tell = (type: string): void => {
    (type === "online" ? window : document).dispatchEvent(new Event(type));
  };
  return { document, tell };
}

/** A client that waits for its next attempt, and how many it has made. */
async function waiting(): Promise<{ attempts: () => number; client: Client; proxy: FaultProxy }> {
  const { proxy } = await sessionRig();
  let attempts = 0;
  const { client } = sessionClient(proxy.url, {
    auth: () => {
      attempts += 1;
      return undefined;
    },
  });
  await reached(client, "open");
  proxy.refuses = true;
  proxy.cut();
  // The pause before the second attempt has begun.
  await reached(client, "reconnecting");
  proxy.refuses = false;
  return { attempts: () => attempts, client, proxy };
}

test.each(["online", "visibilitychange"])("tries again at once at %s", async (event) => {
  const { tell } = page();
  const { attempts, client } = await waiting();
  const before = attempts();
  tell(event);
  expect(attempts()).toBe(before + 1);
  await reached(client, "open");
});

test("does not while nobody looks at the page", async () => {
  const { document, tell } = page();
  const { attempts, client } = await waiting();
  const before = attempts();
  document.visibilityState = "hidden";
  tell("visibilitychange");
  expect(attempts()).toBe(before);
  await reached(client, "open");
});

test("gives up a connection that has been silent while the machine slept", async () => {
  const { tell } = page();
  const { proxy, sockets } = await sessionRig();
  const { client, statuses } = sessionClient(proxy.url);
  await reached(client, "open");
  tell("visibilitychange");
  expect(client.status).toBe("open");
  const now = Date.now();
  vi.spyOn(Date, "now").mockReturnValue(now + 60_000);
  onTestFinished(() => void vi.restoreAllMocks());
  proxy.freeze();
  tell("visibilitychange");
  expect(client.status).toBe("reconnecting");
  proxy.thaw();
  await reached(client, "open");
  expect(sockets).toHaveLength(1);
  expect(statuses).toEqual(["open", "reconnecting", "open"]);
});

test("lets go of the page when it is closed", async () => {
  const { tell } = page();
  const { proxy } = await sessionRig();
  const { client } = sessionClient(proxy.url);
  await reached(client, "open");
  await client.close();
  tell("online");
  tell("visibilitychange");
  expect(client.status).toBe("closed");
  await expect.poll(() => proxy.connections).toBe(0);
});
