/** What fills an endpoint's path and query. */
export interface UrlParts {
  /** Values of the path's `:params`. */
  readonly params?: object | undefined;
  /** `undefined` is left out, an array repeats its key. */
  readonly query?: object | undefined;
}

/** What the generated types allow to stand in a path. */
type UrlValue = string | number | boolean | undefined;

/**
 * The server's address, as `ws:` or `wss:`. A relative one is understood as the page does.
 * @throws {TypeError} when it is not the URL of a server.
 */
export function resolveServerUrl(url: string | URL): URL {
  const page = globalThis.location?.href;
  if (URL.canParse(url, page)) {
    const { href } = new URL(url, page);
    if (/^(?:http|ws)s?:/.test(href)) return new URL(href.replace(/^http/, "ws"));
  }
  throw new TypeError(
    `"${String(url)}" is not the URL of a server: http, https, ws or wss; absolute if there is no page.`,
  );
}

/**
 * The URL of one endpoint, under the path of the server's URL.
 * @throws {TypeError} naming the param that is missing or that no URL can carry.
 */
export function endpointUrl(server: URL, path: string, { params, query }: UrlParts): string {
  const url = new URL(server);
  const values = new Map<string, UrlValue>(Object.entries(params ?? {}));
  const filled = path.replace(/:([^/]+)/g, (_, name: string) =>
    encodeParam(name, values.get(name)),
  );
  url.pathname = server.pathname.replace(/\/$/, "") + filled;
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined) url.searchParams.append(name, String(item));
    }
  }
  url.hash = "";
  return url.href;
}

function encodeParam(name: string, value: UrlValue): string {
  const text = String(value ?? "");
  // Dot segments would be resolved away, also when percent-encoded.
  if (["", ".", ".."].includes(text)) {
    throw new TypeError(`params.${name} cannot be "${text}": a path cannot carry that.`);
  }
  return encodeURIComponent(text);
}
