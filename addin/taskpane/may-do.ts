import { api, type RouteName } from "../../shared/api.ts";
import type { Me } from "./tab-parts.ts";

/** Whether somebody with these roles may call a route: what would be refused is not offered. */
export function mayDo({ roles }: Pick<Me, "roles">, route: RouteName): boolean {
  return api[route].roles.some((role) => roles.includes(role));
}
