import { openApiRoutes } from "../shared/api/openapi.ts";
import { openApiHandlers } from "./handlers/openapi.ts";
import { serve } from "./serve.ts";

/** The description of the API, made from the contract table: the one function that holds zod's JSON Schema. */
export const handler = serve(openApiRoutes, openApiHandlers);
