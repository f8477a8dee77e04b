import { createStandardPublicClientApplication } from "@azure/msal-browser";
import type { PageSettings } from "../settings.ts";
import type { HeldToken } from "./held-token.ts";

type Entra = NonNullable<PageSettings["entra"]>;

/**
 * Signs in by redirect in a window of its own: null on the way there, the token on the way back. The window's cache is
 * its own session storage and goes when it closes.
 */
export async function redirectToken(
  { client, authority, scope }: Entra,
  redirectUri: string,
): Promise<HeldToken | null> {
  const application = await createStandardPublicClientApplication({
    auth: { clientId: client, authority, redirectUri },
    cache: { cacheLocation: "sessionStorage" },
  });
  const back = await application.handleRedirectPromise();
  if (back === null) {
    await application.loginRedirect({ scopes: [scope] });
    return null;
  }
  return { token: back.accessToken, expires: back.expiresOn?.getTime() ?? 0 };
}
