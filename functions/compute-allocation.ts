import { allocationRoutes } from "../shared/api/allocation.ts";
import { allocationHandlers } from "./handlers/allocation.ts";
import { redistributionHandlers } from "./handlers/redistribution.ts";
import { serve } from "./serve.ts";

/** Who gets how much: the key and redistribution. */
export const handler = serve(allocationRoutes, { ...allocationHandlers, ...redistributionHandlers });
