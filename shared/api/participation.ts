import * as z from "zod/mini";
import { yearOrigins } from "../participation.ts";
import { type Route, readsCases, route } from "./route.ts";
import { code, kind, kronor } from "./schemas.ts";

const yearTaken = z.object({
  year: z.int(),
  applied: z.enum(["itself", "member", "no"]),
  granted: kronor,
  /** null: not known. */
  paid: z.nullable(kronor),
  reported: z.boolean(),
  repaid: kronor,
  origin: z.enum(yearOrigins),
  source: z.nullable(z.string()),
});

/** Who has taken part, year by year, and who never has. */
export const participationRoutes = {
  participation: route(
    "GET",
    "/v1/participation",
    readsCases,
    "read",
    z.strictObject({}),
    z.object({
      /** Years with something kept or published. */
      years: z.array(z.int()),
      recipients: z.array(
        z.object({
          kind,
          code,
          name: z.string(),
          years: z.array(yearTaken),
          granted: kronor,
          paid: z.nullable(kronor),
          repaid: kronor,
          never: z.boolean(),
          alwaysRepays: z.boolean(),
        }),
      ),
      distinct: z.array(z.object({ kind, granted: z.int(), never: z.int(), of: z.int() })),
      /** Published grants that name no municipality. */
      unplaced: z.array(z.string()),
    }),
  ),
} satisfies Record<string, Route>;
