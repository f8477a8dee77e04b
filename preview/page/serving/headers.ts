import { randomBytes } from "node:crypto";

const elsewhere = ["img-src 'self' data:", "connect-src 'self'", "frame-ancestors 'self'", "base-uri 'none'"];

/** What is neither the page nor the pane runs nothing. */
const policy = ["default-src 'none'", ...elsewhere].join("; ");

/** The page's own: its grid makes style elements and its formula engine is WebAssembly. */
const pagePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${nonce}'`,
    "frame-src 'self'",
    "form-action 'none'",
    ...elsewhere,
  ].join("; ");

/** Nothing guessed, nothing kept. */
const always = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

/** What every answer of the preview says about itself: that, and nothing from elsewhere. */
export const safeHeaders: Readonly<Record<string, string>> = { "content-security-policy": policy, ...always };

const types: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json; charset=utf-8",
  xml: "application/xml; charset=utf-8",
  png: "image/png",
  svg: "image/svg+xml",
  wasm: "application/wasm",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** The media type of a file by its name. */
function typeOf(name: string): string {
  return types[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
}

/** A file as an answer; headers of its own bring their own policy. */
export function fileAnswer(
  name: string,
  content: string | Uint8Array,
  headers: Readonly<Record<string, string>> = safeHeaders,
): Response {
  const body = typeof content === "string" ? content : new Uint8Array(content);
  return new Response(body, { headers: { ...always, ...lower(headers), "content-type": typeOf(name) } });
}

function lower(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The page itself; the grid's styles carry a number that is new for every answer. */
export function pageAnswer(html: string): Response {
  const nonce = randomBytes(16).toString("base64");
  return new Response(html.replace("{nonce}", nonce), {
    headers: { ...safeHeaders, "content-security-policy": pagePolicy(nonce), "content-type": types["html"]! },
  });
}

/** A short refusal as text. */
export function refusal(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: { ...safeHeaders, "content-type": "text/plain; charset=utf-8" },
  });
}

const localHosts = new Set(["localhost", "127.0.0.1"]);

/**
 * Whether a request was meant for this machine and sent by the page itself: another site's page can neither reach the
 * preview under a name of its own nor ask it for a token.
 */
export function isLocal(request: Request): boolean {
  const url = new URL(request.url);
  const host = request.headers.get("host") ?? url.host;
  if (!localHosts.has(host.replace(/:\d+$/, ""))) return false;
  const origin = request.headers.get("origin");
  return origin === null || origin === `${url.protocol}//${host}`;
}
