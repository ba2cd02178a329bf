import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FaultProxy } from "../support/fault-proxy.js";
import { launchChromium } from "./launch-chromium.js";
import { type Demo, startDemo } from "./start-demo.js";

describe("the chat page in Chromium, on a bad network", () => {
  let demo: Demo;
  let browser: Browser;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo("chat"), launchChromium()]);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  /** Two tabs in a room, with a network to the server that a test can break. */
  async function twoTabs(room: string): Promise<{ ada: Page; grace: Page; proxy: FaultProxy }> {
    const proxy = await FaultProxy.start(portOf(demo));
    const join = async (name: string): Promise<Page> => {
      const page = await (await browser.newContext()).newPage();
      await page.goto(`${proxy.url}/#${new URLSearchParams({ room })}`);
      await page.getByLabel("Your name").fill(name);
      await page.keyboard.press("Enter");
      await connected(page);
      return page;
    };
    return { proxy, ada: await join("Ada"), grace: await join("Grace") };
  }

  test("has everything once and in order when connections are reset, again and again", async () => {
    const { ada, grace, proxy } = await twoTabs("resets");
    const expected: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      await say(ada, `${round} before`);
      proxy.cut();
      await say(ada, `${round} after`);
      expected.push(`${round} before`, `${round} after`);
    }
    await expect.poll(() => texts(ada)).toEqual(expected);
    await expect.poll(() => texts(grace)).toEqual(expected);
    // Still the same two: nobody has left, nobody has come twice.
    expect(await people(ada)).toEqual(["Ada (you)", "Grace"]);
  });

  test("says that it is not connected while it is offline, and has what it missed when it is back", async () => {
    const { ada, grace, proxy } = await twoTabs("offline");
    await ada.context().setOffline(true);
    // Chromium cuts no WebSocket that is open.
    proxy.cut();
    await ada.getByText("connecting …").waitFor();
    await connected(grace);
    await say(grace, "are you there?");
    await expect.poll(() => texts(grace)).toEqual(["are you there?"]);
    expect(await texts(ada)).toEqual([]);
    await ada.context().setOffline(false);
    await connected(ada);
    await expect.poll(() => texts(ada)).toEqual(["are you there?"]);
  });

  test("goes on at a new server when the old one is gone, and asks it for everything", async () => {
    const { ada, grace, proxy } = await twoTabs("restart");
    await say(ada, "to the old server");
    await expect.poll(() => texts(grace)).toEqual(["to the old server"]);
    const next = await startDemo("chat");
    proxy.lead(portOf(next));
    const old = demo;
    demo = next;
    await old.stop();
    await connected(ada);
    await connected(grace);
    await say(grace, "to the new one");
    // The template keeps what was said in memory, and that is gone.
    await expect.poll(() => texts(ada)).toEqual(["to the new one"]);
    await expect.poll(() => people(ada)).toHaveLength(2);
  }, 120_000);
});

function portOf({ url }: Demo): number {
  return Number(new URL(url).port);
}

function connected(page: Page): Promise<void> {
  return page.getByText("connected", { exact: true }).waitFor();
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel("Message to").fill(text);
  await page.keyboard.press("Enter");
}

function texts(page: Page): Promise<string[]> {
  return page.getByRole("log").locator(".text").allTextContents();
}

function people(page: Page): Promise<string[]> {
  return page.getByRole("region", { name: "Here now" }).getByRole("listitem").allTextContents();
}
