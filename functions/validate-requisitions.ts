import { referenceRoutes } from "../shared/api/reference.ts";
import { requisitionRoutes } from "../shared/api/requisitions.ts";
import { referenceHandlers } from "./handlers/reference.ts";
import { requisitionHandlers } from "./handlers/requisitions.ts";
import { serve } from "./serve.ts";

/** What comes in first: who I am, rounds and register, and the requisitions, validated and registered. */
export const handler = serve(
  { ...referenceRoutes, ...requisitionRoutes },
  { ...referenceHandlers, ...requisitionHandlers },
);
