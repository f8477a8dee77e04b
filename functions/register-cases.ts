import { caseRoutes } from "../shared/api/cases.ts";
import { caseHandlers } from "./handlers/cases.ts";
import { completionHandlers } from "./handlers/completions.ts";
import { incomingHandlers } from "./handlers/incoming.ts";
import { placingHandlers } from "./handlers/placing.ts";
import { recipientFileHandlers } from "./handlers/recipient-files.ts";
import { rejectionHandlers } from "./handlers/rejections.ts";
import { serve } from "./serve.ts";

/** Registering what comes in, and the cases it comes in to. */
export const handler = serve(caseRoutes, {
  ...incomingHandlers,
  ...placingHandlers,
  ...completionHandlers,
  ...caseHandlers,
  ...recipientFileHandlers,
  ...rejectionHandlers,
});
