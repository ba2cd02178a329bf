import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launchChromium } from "./launch-chromium.js";
import { type Demo, startDemo } from "./start-demo.js";
import { type Misdeeds, watchPage } from "./watch-page.js";

describe("the echo page in Chromium", () => {
  let demo: Demo;
  let browser: Browser;
  let page: Page;
  let misdeeds: Misdeeds;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([startDemo("echo"), launchChromium()]);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });

  beforeEach(async () => {
    page = await browser.newPage();
    misdeeds = watchPage(page, demo.url);
    await page.goto(demo.url);
  });

  afterEach(() => page.close());

  test.each(["typed", "bare"])("connects, echoes and closes with the %s client", async (way) => {
    await page.check(`input[value=${way}]`);
    await page.click("#connect");
    await page.waitForSelector("#status[data-status=open]");

    await page.fill("#text", "Grüße, 你好");
    await page.click("#send");
    await expectRows("sent: Grüße, 你好", "received: Grüße, 你好");

    await page.click("#close");
    await page.waitForSelector("#status[data-status=closed]");
    await expectRows("event: closed 1000");
    expect(await page.isDisabled("#send")).toBe(true);
  });

  test("answers plain HTTP on the same URL, without a connection", async () => {
    await page.fill("#text", "by HTTP?");
    await page.click("#http");
    await expectRows("sent: GET /echo?message=by%20HTTP%3F", "received: by HTTP?");
    expect(await page.getAttribute("#status", "data-status")).toBe("closed");
  });

  test("carries bytes and dates by a call, and shows what came back", async () => {
    await page.fill("#text", "stamp me");
    await page.click("#stamp");
    await page.waitForFunction(() => document.querySelectorAll("#log li").length >= 2);
    const [sent, received] = await rows();
    expect(sent).toBe("sent: stamp(stamp me)");
    const [, hex, iso = ""] = /^received: ([0-9a-f]{16})… at (\S+)$/.exec(received ?? "") ?? [];
    expect(hex).toBeDefined();
    expect(Math.abs(Date.parse(iso) - Date.now())).toBeLessThan(60_000);
  });

  test("carries on over the other client when the switch is moved", async () => {
    await page.click("#connect");
    await page.waitForSelector("#status[data-status=open]");
    await page.check("input[value=bare]");
    await page.waitForFunction(() => document.querySelectorAll("#log li").length >= 3);
    await page.waitForSelector("#status[data-status=open]");
    await page.fill("#text", "still there");
    await page.keyboard.press("Enter");
    await expectRows("sent: still there", "received: still there");
    expect(await page.getAttribute("#status", "data-status")).toBe("open");
  });

  test("keeps to its Content-Security-Policy, to a silent console and to its own server", async () => {
    for (const way of ["typed", "bare"]) {
      await page.check(`input[value=${way}]`);
      await page.click("#connect");
      await page.waitForSelector("#status[data-status=open]");
      await page.fill("#text", "quiet");
      await page.click("#send");
      await expectRows("received: quiet");
      await page.click("#close");
      await page.waitForSelector("#status[data-status=closed]");
      await page.click("#clear");
    }
    const policy = (await fetch(demo.url)).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain("unsafe");
    expect(misdeeds).toEqual({ complaints: [], foreignRequests: [] });
  });

  test("talks to a bare WebSocket that no page of ours wrote", async () => {
    const echoed = await page.evaluate(
      (address) =>
        new Promise((resolve) => {
          const socket = new WebSocket(address);
          socket.onopen = () => socket.send("bare");
          socket.onmessage = ({ data }) => {
            resolve({ data, protocol: socket.protocol });
            socket.close();
          };
        }),
      `${demo.url.replace("http", "ws")}/echo`,
    );
    expect(echoed).toEqual({ data: "bare", protocol: "" });
  });

  test("fits a phone without scrolling sideways", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
  });

  async function rows(): Promise<string[]> {
    const items = await page.locator("#log li").all();
    return Promise.all(
      items.map(async (item) => {
        const kind = await item.getAttribute("data-kind");
        return `${kind}: ${await item.locator(".text").textContent()}`;
      }),
    );
  }

  async function expectRows(...expected: string[]): Promise<void> {
    await expect.poll(rows).toEqual(expect.arrayContaining(expected));
  }
});
