/** Who may show the pane in a frame: Excel on the web. X-Frame-Options cannot say so and is never sent. */
const officeOrigins = [
  "https://*.office.com",
  "https://*.officeapps.live.com",
  "https://*.microsoft365.com",
  "https://*.cloud.microsoft",
  "https://*.sharepoint.com",
];

/** The empty style, by its hash: with it Fluent styles the pane without `unsafe-inline`. */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
const officeScripts = "https://appsforoffice.microsoft.com";
const signIn = "https://login.microsoftonline.com";

/**
 * What the pane may load and talk to; `api` is the origin of the API. The pane is built and tried under the same
 * policy: a test holds the two alike.
 */
export function contentSecurityPolicy(api: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${officeScripts}`,
    `style-src 'self' ${emptyStyle}`,
    `connect-src 'self' ${api} ${signIn} ${officeScripts}`,
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${officeOrigins.join(" ")}`,
  ].join("; ");
}
