import type { RouteOutput } from "../../shared/api.ts";
import type { ApiClient } from "../api-client.ts";
import type { Commands } from "../commands/contract.ts";
import type { SettingsStore } from "../settings.ts";

/** The tabs in their order; each has an address of its own, "#/saldo". */
export const tabs = [
  "start",
  "requisitions",
  "applications",
  "cases",
  "allocation",
  "decisions",
  "reportBacks",
  "balances",
  "tables",
] as const;
export type TabId = (typeof tabs)[number];

export type Me = RouteOutput<"me">;
export type Round = RouteOutput<"rounds">["rounds"][number];

/** What every tab works with. `year` and `rounds` are those of the session. */
export interface TabParts {
  readonly commands: Commands;
  readonly call: ApiClient["call"];
  readonly settings: SettingsStore;
  readonly today: () => string;
  readonly year: () => number;
  readonly rounds: () => readonly Round[];
  readonly me: () => Me;
  /** Called when the service no longer knows who is asking. */
  readonly signedOut: () => void;
}
