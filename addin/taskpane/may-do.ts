import { api, type RouteName } from "../../shared/api.ts";
import type { Pane } from "./pane.ts";

/** Whether the one who is signed in may call a route: what would be refused is not offered. */
export function mayDo({ parts }: Pick<Pane, "parts">, route: RouteName): boolean {
  const { roles } = parts.me();
  return api[route].roles.some((role) => roles.includes(role));
}
