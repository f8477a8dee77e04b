import type * as z from "zod/mini";
import { allocationRoutes } from "./api/allocation.ts";
import { applicationRoutes } from "./api/applications.ts";
import { balanceRoutes } from "./api/balances.ts";
import { caseRoutes } from "./api/cases.ts";
import { decisionRoutes } from "./api/decisions.ts";
import { historyRoutes } from "./api/history.ts";
import { openApiRoutes } from "./api/openapi.ts";
import { letterRoutes } from "./api/letters.ts";
import { participationRoutes } from "./api/participation.ts";
import { paymentRoutes } from "./api/payments.ts";
import { referenceRoutes } from "./api/reference.ts";
import { reminderRoutes } from "./api/reminders.ts";
import { reportBackRoutes } from "./api/report-backs.ts";
import { requisitionRoutes } from "./api/requisitions.ts";
import type { Route } from "./api/route.ts";

export { type Role, roles, type Route } from "./api/route.ts";
export { type Changed, type Channel, channels } from "./api/schemas.ts";

/**
 * Every route: the server's routes, its access rules and the typed client all come from this table. A Lambda function
 * takes the groups that it serves, and carries no others.
 */
export const api = {
  ...referenceRoutes,
  ...requisitionRoutes,
  ...allocationRoutes,
  ...decisionRoutes,
  ...letterRoutes,
  ...paymentRoutes,
  ...reportBackRoutes,
  ...participationRoutes,
  ...applicationRoutes,
  ...balanceRoutes,
  ...historyRoutes,
  ...reminderRoutes,
  ...openApiRoutes,
  ...caseRoutes,
} satisfies Record<string, Route>;

export type RouteName = keyof typeof api;
/** What a caller sends (defaults may be left out), what a handler gets, and what comes back. */
export type RouteRequest<N extends RouteName> = z.input<(typeof api)[N]["input"]>;
export type RouteInput<N extends RouteName> = z.output<(typeof api)[N]["input"]>;
export type RouteOutput<N extends RouteName> = z.output<(typeof api)[N]["output"]>;
