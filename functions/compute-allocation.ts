import { allocationRoutes } from "../shared/api/allocation.ts";
import { decisionRoutes } from "../shared/api/decisions.ts";
import { allocationHandlers } from "./handlers/allocation.ts";
import { decisionHandlers } from "./handlers/decision.ts";
import { redistributionHandlers } from "./handlers/redistribution.ts";
import { serve } from "./serve.ts";

/** Who gets how much: the key, redistribution, decisions and grants. */
export const handler = serve(
  { ...allocationRoutes, ...decisionRoutes },
  { ...allocationHandlers, ...redistributionHandlers, ...decisionHandlers },
);
