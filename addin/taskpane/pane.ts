import type { ApiClient } from "../api-client.ts";
import type { Commands } from "../commands/contract.ts";
import type { PageSettings, SettingsStore } from "../settings.ts";
import type { Person, SignIn } from "../sign-in/sign-in.ts";
import { type AllocationTab, createAllocation } from "./allocation/allocation.ts";
import { type ApplicationsTab, createApplications } from "./applications/applications.ts";
import { type BalancesTab, createBalances } from "./balances/balances.ts";
import { type CasesTab, createCases } from "./cases/cases.ts";
import { createDecisions, type DecisionsTab } from "./decisions/decisions.ts";
import { createMachine, type Machine } from "./machine.ts";
import { createReportBacks, type ReportBacksTab } from "./report-backs/report-backs.ts";
import { createRequisitions, type RequisitionsTab } from "./requisitions/requisitions.ts";
import { createStart, type StartTab } from "./start/start.ts";
import type { Me, Round, TabParts } from "./tab-parts.ts";
import { createTables, type TablesTab } from "./tables/tables.ts";

/** Nobody yet, somebody, or on the way. `people` are those to choose among; null where a button signs in. */
export type Session =
  | { readonly at: "resuming" }
  | { readonly at: "signed-out"; readonly people: readonly Person[] | null; readonly failed: string | null }
  | { readonly at: "signing-in" }
  | { readonly at: "signed-in"; readonly me: Me; readonly rounds: readonly Round[]; readonly year: number };

export interface PaneParts {
  /** What touches the workbook. */
  readonly commands: Commands;
  /** Reads that leave the workbook alone. */
  readonly call: ApiClient["call"];
  readonly signIn: SignIn;
  readonly settings: SettingsStore;
  readonly environment: PageSettings["environment"];
  /** Today's ISO date. */
  readonly today: () => string;
}

/** Everything behind the pane: who is signed in, and a machine per tab. The ribbon drives the same ones. */
export interface Pane extends Pick<PaneParts, "environment" | "settings" | "today"> {
  readonly session: Machine<Session>;
  /** For pages that bring work of their own. */
  readonly parts: TabParts;
  readonly resume: () => Promise<void>;
  readonly signIn: (person?: Person) => Promise<void>;
  readonly switchPerson: () => Promise<void>;
  readonly chooseYear: (year: number) => void;
  readonly start: StartTab;
  readonly cases: CasesTab;
  readonly requisitions: RequisitionsTab;
  readonly applications: ApplicationsTab;
  readonly allocation: AllocationTab;
  readonly decisions: DecisionsTab;
  readonly reportBacks: ReportBacksTab;
  readonly balances: BalancesTab;
  readonly tables: TablesTab;
}

/** Builds the machines; nothing is asked of anybody before `resume`. */
export function createPane(parts: PaneParts): Pane {
  const { signIn, settings, call } = parts;
  const session = createMachine<Session>(
    { at: "resuming" },
    {
      resuming: ["signed-out", "signed-in", "signing-in", "resuming"],
      "signed-out": ["resuming", "signing-in", "signed-in", "signed-out"],
      "signing-in": ["signed-out", "signed-in", "resuming"],
      "signed-in": ["resuming", "signing-in", "signed-in"],
    },
  );
  const signedIn = (): Extract<Session, { at: "signed-in" }> => {
    const now = session.get();
    if (now.at !== "signed-in") throw new RangeError("nobody is signed in");
    return now;
  };

  const askWho = async (failed: string | null = null): Promise<void> => {
    try {
      session.go({ at: "signed-out", people: (await signIn.people?.()) ?? null, failed });
    } catch (error) {
      session.go({ at: "signed-out", people: [], failed: detailOf(error) });
    }
  };
  const signedOut = (): void => {
    signIn.signOut();
    void askWho();
  };
  const enter = async (): Promise<void> => {
    const [me, { rounds }] = await Promise.all([parts.commands.me(), call("rounds", {})]);
    session.go({ at: "signed-in", me, rounds, year: yearOf(rounds, settings.read().year) });
    clearAll();
  };
  const attempt = async (how: () => Promise<boolean>): Promise<void> => {
    try {
      if (await how()) await enter();
      else await askWho();
    } catch (error) {
      await askWho(detailOf(error));
    }
  };

  const tabParts: TabParts = {
    ...parts,
    year: () => signedIn().year,
    rounds: () => {
      const { rounds, year } = signedIn();
      return rounds.filter((round) => round.year === year);
    },
    me: () => signedIn().me,
    signedOut,
  };
  const own = {
    start: createStart(tabParts),
    cases: createCases(tabParts),
    requisitions: createRequisitions(tabParts),
    applications: createApplications(tabParts),
    allocation: createAllocation(tabParts),
    decisions: createDecisions(tabParts),
    reportBacks: createReportBacks(tabParts),
    balances: createBalances(tabParts),
    tables: createTables(tabParts),
  };
  const clearAll = (): void => {
    for (const tab of Object.values(own)) tab.clear();
  };

  return {
    environment: parts.environment,
    settings,
    today: parts.today,
    session,
    parts: tabParts,
    resume: () => attempt(signIn.resume),
    signIn: async (person) => {
      session.go({ at: "signing-in" });
      await attempt(async () => {
        await signIn.signIn(person);
        return true;
      });
    },
    switchPerson: async () => {
      signIn.signOut();
      session.go({ at: "resuming" });
      await askWho();
    },
    chooseYear: (year) => {
      settings.change({ year, round: null });
      session.go({ ...signedIn(), year });
      clearAll();
    },
    ...own,
  };
}

function detailOf(error: unknown): string {
  return error instanceof Error && "detail" in error && typeof error.detail === "string" ? error.detail : "";
}

/** The year last chosen in the workbook when there are rounds for it, else the latest. */
function yearOf(rounds: readonly Round[], chosen: number | null): number {
  const years = rounds.map(({ year }) => year);
  return chosen !== null && years.includes(chosen) ? chosen : Math.max(0, ...years);
}
