import { once } from "node:events";
import { existsSync } from "node:fs";
import type { RequestListener } from "node:http";
import { type AddressInfo, createServer as createNetServer } from "node:net";
import { fileURLToPath } from "node:url";

import sirv from "sirv";

const root = fileURLToPath(new URL("..", import.meta.url));

const headers = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

/** Serves what `npm run build` made of the page, under a strict Content-Security-Policy. */
export function builtPage(): RequestListener {
  const built = `${root}dist/page`;
  if (!existsSync(built)) {
    console.error("The page is not built yet: run `npm run build` first, or `npm run dev`.");
    process.exit(1);
  }
  const serve = sirv(built, { etag: true });
  return (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    serve(request, response);
  };
}

/** Serves the page from its source and updates it in the browser as you edit it. */
export async function pageFromSource(): Promise<RequestListener> {
  const { createServer } = await import("vite");
  const vite = await createServer({
    root: `${root}page`,
    configFile: `${root}vite.config.ts`,
    // A port of its own for Vite's updates: on ours, upgrades to unknown paths would be left for Vite to answer.
    server: { middlewareMode: true, hmr: { port: await freePort() } },
  });
  return vite.middlewares;
}

async function freePort(): Promise<number> {
  const probe = createNetServer().listen(0);
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo; // it listens on a port, not on a pipe
  probe.close();
  await once(probe, "close");
  return port;
}
