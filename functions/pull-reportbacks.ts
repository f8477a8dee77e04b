import { participationRoutes } from "../shared/api/participation.ts";
import { reportBackRoutes } from "../shared/api/report-backs.ts";
import { carryOverHandlers } from "./handlers/carry-over.ts";
import { participationHandlers } from "./handlers/participation.ts";
import { reportBackHandlers } from "./handlers/report-backs.ts";
import { reportListHandlers } from "./handlers/report-lists.ts";
import { serve } from "./serve.ts";

/** What the recipients report back: validated, registered, listed, corrected, and what is missing; who takes part. */
export const handler = serve(
  { ...reportBackRoutes, ...participationRoutes },
  { ...reportBackHandlers, ...reportListHandlers, ...carryOverHandlers, ...participationHandlers },
);
