import { historyRoutes } from "../shared/api/history.ts";
import { historyHandlers } from "./handlers/history.ts";
import { serve } from "./serve.ts";

/** Opening balances of years before Fördela, read from old workbooks. */
export const handler = serve(historyRoutes, historyHandlers);
