import {
  createNestablePublicClientApplication,
  InteractionRequiredAuthError,
  type IPublicClientApplication,
} from "@azure/msal-browser";
import type { PageSettings } from "../settings.ts";
import type { HeldToken } from "./held-token.ts";

type Entra = NonNullable<PageSettings["entra"]>;

/** Tokens by way of the account that Excel itself is signed in with (nested app authentication). */
export interface NestedClient {
  /** Without a question; null when the identity provider wants to ask. */
  readonly silent: (loginHint: string) => Promise<HeldToken | null>;
  readonly ask: (loginHint: string) => Promise<HeldToken>;
}

/** Loaded when it is needed: MSAL is 80 kB. */
export async function nestedClient({ client, authority, scope }: Entra): Promise<NestedClient> {
  const application: IPublicClientApplication = await createNestablePublicClientApplication({
    auth: { clientId: client, authority },
    cache: { cacheLocation: "memoryStorage" },
  });
  const request = (loginHint: string): { scopes: string[]; loginHint?: string } => ({
    scopes: [scope],
    ...(loginHint === "" ? {} : { loginHint }),
  });
  const held = ({ accessToken, expiresOn }: { accessToken: string; expiresOn: Date | null }): HeldToken => ({
    token: accessToken,
    expires: expiresOn?.getTime() ?? 0,
  });
  return {
    silent: async (loginHint) => {
      try {
        return held(await application.ssoSilent(request(loginHint)));
      } catch (error) {
        if (error instanceof InteractionRequiredAuthError) return null;
        throw error;
      }
    },
    ask: async (loginHint) => held(await application.acquireTokenPopup(request(loginHint))),
  };
}
