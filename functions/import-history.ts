import { historyRoutes } from "../shared/api/history.ts";
import { participationRoutes } from "../shared/api/participation.ts";
import { historyHandlers } from "./handlers/history.ts";
import { participationHandlers } from "./handlers/participation.ts";
import { serve } from "./serve.ts";

/** Opening balances of years before Fördela, read from old workbooks; and who has taken part over all years. */
export const handler = serve(
  { ...historyRoutes, ...participationRoutes },
  { ...historyHandlers, ...participationHandlers },
);
