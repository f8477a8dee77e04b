import * as z from "zod/mini";
import { readPageSettings } from "../settings.ts";
import { redirectToken } from "./msal-redirect.ts";

z.config({ jitless: true });

/** The window of the fallback: signs in by redirect, hands the token to the pane, and is closed by it. */
await Office.onReady();
const { entra } = readPageSettings(document);
if (entra !== null) {
  const token = await redirectToken(entra, `${window.location.origin}${window.location.pathname}`);
  if (token !== null) Office.context.ui.messageParent(JSON.stringify(token));
}
