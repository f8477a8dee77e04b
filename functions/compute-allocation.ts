import { allocationRoutes } from "../shared/api/allocation.ts";
import { decisionRoutes } from "../shared/api/decisions.ts";
import { allocationHandlers } from "./handlers/allocation.ts";
import { correctionHandlers } from "./handlers/corrections.ts";
import { decisionHandlers } from "./handlers/decision.ts";
import { decisionListHandlers } from "./handlers/decision-list.ts";
import { delegationHandlers } from "./handlers/delegation.ts";
import { grantHandlers } from "./handlers/grants.ts";
import { redistributionHandlers } from "./handlers/redistribution.ts";
import { serve } from "./serve.ts";

/** Who gets how much: the key, redistribution, decisions, corrections and grants. */
export const handler = serve(
  { ...allocationRoutes, ...decisionRoutes },
  {
    ...allocationHandlers,
    ...redistributionHandlers,
    ...decisionHandlers,
    ...decisionListHandlers,
    ...correctionHandlers,
    ...delegationHandlers,
    ...grantHandlers,
  },
);
