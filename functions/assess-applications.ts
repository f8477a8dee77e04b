import { applicationRoutes } from "../shared/api/applications.ts";
import { applicationHandlers } from "./handlers/applications.ts";
import { assessmentHandlers } from "./handlers/assessment.ts";
import { serve } from "./serve.ts";

/** Applications: validated, registered, assessed, and prepared for decision. */
export const handler = serve(applicationRoutes, { ...applicationHandlers, ...assessmentHandlers });
