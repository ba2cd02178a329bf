// Formats that a pattern cannot tell; what they take is what zod takes.

/** How a URL has to be looked into; nothing given: it only has to parse. */
export interface UrlOptions {
  readonly hostname?: RegExp;
  readonly protocol?: RegExp;
  readonly normalize?: boolean;
}

/** The URL as it is passed on, or `null`. */
export function urlText(text: string, options?: UrlOptions): string | null {
  const trimmed = text.trim();
  // What the parser ignores is dropped, so that the text means to everybody what it means to the parser.
  const clean = trimmed.replaceAll(/[\t\n\r]/g, "");
  const url = parseUrl(trimmed);
  if (url === null) return null;
  if (options === undefined) return clean;
  const { hostname, normalize = false, protocol } = options;
  if (!normalize && protocol?.source === "^https?$" && !/^https?:\/\//i.test(trimmed)) return null;
  if (hostname !== undefined && !hostname.test(url.hostname)) return null;
  if (protocol !== undefined && !protocol.test(url.protocol.slice(0, -1))) return null;
  return normalize ? url.href : clean;
}

// `URL.canParse` of Node 20 refuses good URLs once it is optimised.
function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

export function isIpv6(text: string): boolean {
  return /^[0-9a-f:.]+$/i.test(text) && parseUrl(`http://[${text}]`) !== null;
}

export function isCidrv6(text: string): boolean {
  const [address = "", prefix = "", ...more] = text.split("/");
  const bits = Number(prefix);
  return more.length === 0 && `${bits}` === prefix && bits >= 0 && bits <= 128 && isIpv6(address);
}

export function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

export function isBase64Url(text: string): boolean {
  // One character alone would be six bits of a byte.
  return /^[A-Za-z0-9_-]*$/.test(text) && text.length % 4 !== 1;
}

/** Whether it has the form of a token; its signature is not looked at. */
export function isJwt(text: string, algorithm?: string): boolean {
  const [header = "", , , ...more] = text.split(".");
  if (more.length > 0 || text.split(".").length !== 3 || header === "") return false;
  try {
    const { alg, typ = "JWT" } = JSON.parse(atob(header)) as { alg?: unknown; typ?: unknown };
    return typ === "JWT" && Boolean(alg) && (algorithm === undefined || alg === algorithm);
  } catch {
    return false;
  }
}

/** Digits, perhaps in groups; the pattern is checked before. */
export function isLuhn(text: string): boolean {
  const digits = text.replaceAll(/[- ]/g, "");
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = index % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** ISO 7064 MOD 97-10; the pattern is checked before. */
export function isIban(text: string): boolean {
  let remainder = 0;
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** As zod makes one: lower case, words joined by hyphens. */
export function slugify(text: string): string {
  return text
    .toLowerCase()
    .trim()
    .replaceAll(/[^\w\s-]/g, "")
    .replaceAll(/[\s_-]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
}
