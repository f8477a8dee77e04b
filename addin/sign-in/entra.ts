import type { PageSettings } from "../settings.ts";
import { type HeldToken, heldToken } from "./held-token.ts";
import type { NestedClient } from "./nested.ts";
import { notSignedIn, type SignIn } from "./sign-in.ts";

type Entra = NonNullable<PageSettings["entra"]>;

interface EntraParts {
  readonly entra: Entra;
  /** Whether this Excel can sign in through itself (NestedAppAuth 1.1). */
  readonly nested: () => boolean;
  /** Who Excel is signed in as; empty when it does not say. */
  readonly loginHint: () => Promise<string>;
  /** Opens the fallback's window and gives the message it sends. */
  readonly dialog: () => Promise<string>;
  /** Milliseconds. */
  readonly now: () => number;
}

/** A token is renewed so long before it ceases. */
const margin = 5 * 60_000;

/** Sign-in with Entra ID: through Excel where it can, else in a dialog. The token stays in this closure. */
export function entraSignIn({ entra, nested, loginHint, dialog, now }: EntraParts): SignIn {
  const memory: { held: HeldToken | null; client: Promise<NestedClient> | null } = {
    held: null,
    client: null,
  };
  const client = (): Promise<NestedClient> =>
    (memory.client ??= import("./nested.ts").then(({ nestedClient }) => nestedClient(entra)));
  const fresh = (): HeldToken | null =>
    memory.held !== null && memory.held.expires - now() > margin ? memory.held : null;
  const silent = async (): Promise<HeldToken | null> =>
    nested() ? await (await client()).silent(await loginHint()) : null;

  return {
    token: async () => {
      memory.held = fresh() ?? (await silent());
      if (memory.held === null) throw notSignedIn();
      return memory.held.token;
    },
    resume: async () => {
      memory.held = fresh() ?? (await silent());
      return memory.held !== null;
    },
    signIn: async () => {
      memory.held = nested()
        ? await (await client()).ask(await loginHint())
        : heldToken.parse(JSON.parse(await dialog()));
    },
    signOut: () => {
      memory.held = null;
    },
    people: null,
  };
}
