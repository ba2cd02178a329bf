import type { Page } from "playwright-core";

/** What a page has done that it should not. */
export interface Misdeeds {
  /** Warnings, errors and exceptions in the console. */
  readonly complaints: string[];
  /** Requests to anybody but its own server. */
  readonly foreignRequests: string[];
}

/** Collects them from now on. */
export function watchPage(page: Page, url: string): Misdeeds {
  const misdeeds: Misdeeds = { complaints: [], foreignRequests: [] };
  page.on("console", (message) => {
    if (message.type() !== "log") misdeeds.complaints.push(message.text());
  });
  page.on("pageerror", (error) => misdeeds.complaints.push(String(error)));
  page.on("request", (request) => {
    // What the page made itself is asked of nobody.
    const address = request.url().replace(/^blob:/, "");
    if (!address.startsWith(`${url}/`)) misdeeds.foreignRequests.push(request.url());
  });
  return misdeeds;
}
