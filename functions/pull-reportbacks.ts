import { reportBackRoutes } from "../shared/api/report-backs.ts";
import { reportBackHandlers } from "./handlers/report-backs.ts";
import { serve } from "./serve.ts";

/** What the recipients report back: validated, registered, listed, and what is missing. */
export const handler = serve(reportBackRoutes, reportBackHandlers);
