import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launchChromium } from "./launch-chromium.js";

const root = join(import.meta.dirname, "../..");

describe("the echo page in Chromium", () => {
  let demo: ChildProcess;
  let url: string;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let foreignRequests: string[];

  beforeAll(async () => {
    [{ demo, url }, browser] = await Promise.all([startDemo(), launchChromium()]);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    const gone = once(demo, "exit");
    demo.kill("SIGTERM");
    await gone;
  });

  beforeEach(async () => {
    page = await browser.newPage();
    complaints = [];
    foreignRequests = [];
    page.on("console", (message) => {
      if (message.type() !== "log") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      if (!request.url().startsWith(`${url}/`)) foreignRequests.push(request.url());
    });
    await page.goto(url);
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
    const policy = (await fetch(url)).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain("unsafe");
    expect({ complaints, foreignRequests }).toEqual({ complaints: [], foreignRequests: [] });
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
      `${url.replace("http", "ws")}/echo`,
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

async function startDemo(): Promise<{ demo: ChildProcess; url: string }> {
  const demo = spawn(process.execPath, ["scripts/demo.mjs"], {
    cwd: root,
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: demo.stdout })) {
    const url = /echo page: (\S+)/.exec(line)?.[1];
    if (url !== undefined) return { demo, url };
  }
  throw new Error("The demo ended without a page.");
}
