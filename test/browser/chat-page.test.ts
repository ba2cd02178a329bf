import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launchChromium } from "./launch-chromium.js";
import { type Demo, startDemo } from "./start-demo.js";
import { type Misdeeds, watchPage } from "./watch-page.js";

/** A PNG of one pixel. */
const DOT =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

describe("the chat page in Chromium", () => {
  let demo: Demo;
  let browser: Browser;
  let misdeeds: Misdeeds[];
  let room: string;
  let rooms = 0;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo("chat"), launchChromium()]);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  beforeEach(() => {
    misdeeds = [];
    room = `room ${(rooms += 1)}`;
  });

  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    const found = misdeeds.flatMap((page) => [...page.complaints, ...page.foreignRequests]);
    if (found.length > 0)
      throw new Error(`No page complains or asks elsewhere:\n${found.join("\n")}`);
  });

  test("carries a picture to the other page, and the time it was sent at", async () => {
    const ada = await join("Ada");
    const grace = await join("Grace");
    await ada.setInputFiles('input[name="picture"]', {
      name: "dot.png",
      mimeType: "image/png",
      buffer: Buffer.from(DOT, "base64"),
    });
    await say(ada, "look");
    const image = grace.locator(".picture");
    await image.waitFor();
    await expect
      .poll(() => image.evaluate((node) => (node as HTMLImageElement).naturalWidth))
      .toBe(1);
    const iso = await grace.locator("time").last().getAttribute("datetime");
    expect(Math.abs(Date.parse(iso ?? "") - Date.now())).toBeLessThan(60_000);
  });

  test("carries what one page says to the other in the room, and to nobody elsewhere", async () => {
    const ada = await join("Ada");
    const grace = await join("Grace");
    const stranger = await join("Stranger", "elsewhere");

    await say(ada, "Grüße, 你好");
    await say(grace, "Hi Ada");
    await expect.poll(() => texts(ada)).toEqual(["Grüße, 你好", "Hi Ada"]);
    await expect.poll(() => texts(grace)).toEqual(["Grüße, 你好", "Hi Ada"]);
    await say(stranger, "alone");
    await expect.poll(() => texts(stranger)).toEqual(["alone"]);
    expect(await people(stranger)).toEqual(["Stranger (you)"]);
  });

  test("has what was said after a reload, and goes on from there", async () => {
    const ada = await join("Ada");
    await say(ada, "before");
    await expect.poll(() => texts(ada)).toEqual(["before"]);
    await ada.reload();
    await expect.poll(() => texts(ada)).toEqual(["before"]);
    await say(ada, "after");
    await expect.poll(() => texts(ada)).toEqual(["before", "after"]);
  });

  test("shows who comes, who leaves and who goes to another room", async () => {
    const ada = await join("Ada");
    await expect.poll(() => people(ada)).toEqual(["Ada (you)"]);
    const grace = await join("Grace");
    const secondTab = await join("Grace");
    await expect.poll(() => people(ada)).toEqual(["Ada (you)", "Grace"]);
    await expect.poll(() => people(grace)).toEqual(["Ada", "Grace (you)"]);

    await secondTab.close();
    await join("Katherine");
    await expect.poll(() => people(ada)).toEqual(["Ada (you)", "Grace", "Katherine"]);
    await grace.getByRole("link", { name: "#music" }).click();
    await expect.poll(() => people(grace)).toEqual(["Grace (you)"]);
    await expect.poll(() => people(ada)).toEqual(["Ada (you)", "Katherine"]);
  });

  test("clears the room when the one who has been there longest agrees, and only then", async () => {
    const ada = await join("Ada");
    const grace = await join("Grace");
    await say(ada, "secret");
    await expect.poll(() => texts(grace)).toEqual(["secret"]);

    await grace.getByRole("button", { name: "Clear room" }).click();
    await ada.getByRole("alert").getByRole("button", { name: "No" }).click();
    await grace.getByText("Ada did not agree to clear the room.").waitFor();
    expect(await texts(grace)).toEqual(["secret"]);

    await grace.getByRole("button", { name: "Clear room" }).click();
    await ada.getByText("Grace wants to clear this room.").waitFor();
    await ada.getByRole("alert").getByRole("button", { name: "Yes" }).click();
    for (const page of [ada, grace]) {
      await page.getByText("Grace cleared the room.").waitFor();
      await expect.poll(() => texts(page)).toEqual([]);
    }
    expect(await ada.getByRole("alert").getByRole("button").count()).toBe(0);
  });

  test("takes its question back when the one who asked leaves", async () => {
    const ada = await join("Ada");
    const grace = await join("Grace");
    await grace.getByRole("button", { name: "Clear room" }).click();
    await ada.getByText("Grace wants to clear this room.").waitFor();
    await grace.close();
    const question = ada.getByText("Grace wants to clear this room.");
    await expect.poll(() => question.count()).toBe(0);
  });

  test("opens any other room, which the address then names", async () => {
    const ada = await join("Ada");
    await ada.getByLabel("Another room").fill("Küche & Bad");
    await ada.keyboard.press("Enter");
    await ada.getByRole("heading", { name: "#Küche & Bad" }).waitFor();
    await connected(ada);
    await say(ada, "here");
    await expect.poll(() => texts(ada)).toEqual(["here"]);
    await ada.goBack();
    await ada.getByRole("heading", { name: `#${room}` }).waitFor();
    await expect.poll(() => texts(ada)).toEqual([]);
  });

  test("serves its page under a strict Content-Security-Policy", async () => {
    const policy = (await fetch(demo.url)).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain("unsafe");
  });

  test("keeps what is typed while a message is on its way", async () => {
    const ada = await join("Ada");
    const field = ada.getByLabel("Message to");
    await field.fill("first");
    await field.evaluate((input: HTMLInputElement) => {
      input.form?.requestSubmit();
      input.value = "second";
    });
    await ada.getByText("first").waitFor();
    expect(await field.inputValue()).toBe("second");
  });

  test("keeps the newest message in view, unless its reader has scrolled up", async () => {
    const ada = await join("Ada");
    for (let index = 1; index <= 30; index += 1) await say(ada, `line ${index}`);
    await ada.getByText("line 30").waitFor();
    const log = ada.getByRole("log");
    expect(await log.evaluate((box) => Math.abs(Math.round(box.scrollTop)))).toBe(0);
    await log.evaluate((box) => box.scrollTo(0, -300));
    await say(ada, "unseen");
    await ada.getByText("unseen").waitFor();
    expect(await log.evaluate((box) => box.scrollTop)).toBeLessThan(-200);
  });

  test.each([320, 390, 1280])("fits a screen of %i pixels without scrolling it", async (width) => {
    const ada = await join("Ada");
    await ada.setViewportSize({ width, height: 640 });
    await say(ada, "unbreakable".repeat(20));
    await expect.poll(() => texts(ada)).toHaveLength(1);
    const overflow = await ada.evaluate(() => {
      const { clientHeight, clientWidth, scrollHeight, scrollWidth } = document.documentElement;
      return [scrollWidth - clientWidth, scrollHeight - clientHeight];
    });
    expect(overflow).toEqual([0, 0]);
  });

  async function join(name: string, where = room): Promise<Page> {
    const context = await browser.newContext();
    const page = await context.newPage();
    misdeeds.push(watchPage(page, demo.url));
    await page.goto(`${demo.url}/#${new URLSearchParams({ room: where })}`);
    await page.getByLabel("Your name").fill(name);
    await page.keyboard.press("Enter");
    await connected(page);
    return page;
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
});
