import { reportBackRoutes } from "../shared/api/report-backs.ts";
import { carryOverHandlers } from "./handlers/carry-over.ts";
import { reportBackHandlers } from "./handlers/report-backs.ts";
import { reportListHandlers } from "./handlers/report-lists.ts";
import { serve } from "./serve.ts";

/** What the recipients report back: validated, registered, listed, corrected, and what is missing. */
export const handler = serve(reportBackRoutes, {
  ...reportBackHandlers,
  ...reportListHandlers,
  ...carryOverHandlers,
});
