import * as z from "zod/mini";
import { type Route, route, roles } from "./route.ts";

/** The description of the API itself. */
export const openApiRoutes = {
  openApi: route(
    "GET",
    "/v1/openapi.json",
    roles,
    "read",
    z.object({}),
    z.looseObject({ openapi: z.literal("3.1.0") }),
  ),
} satisfies Record<string, Route>;
