import { decisionRoutes } from "../shared/api/decisions.ts";
import { correctionHandlers } from "./handlers/corrections.ts";
import { decisionHandlers } from "./handlers/decision.ts";
import { decisionListHandlers } from "./handlers/decision-list.ts";
import { delegationHandlers } from "./handlers/delegation.ts";
import { grantHandlers } from "./handlers/grants.ts";
import { serve } from "./serve.ts";

/** Decisions and their corrections, who may make them, and grants decided elsewhere. */
export const handler = serve(decisionRoutes, {
  ...decisionHandlers,
  ...decisionListHandlers,
  ...correctionHandlers,
  ...delegationHandlers,
  ...grantHandlers,
});
