import type { RouteOutput } from "../../../shared/api.ts";
import type { Problem } from "../../../shared/problems.ts";
import type { ApplicationCheck, RoundApplications } from "../../commands/application-contract.ts";
import type { Incoming, Refreshed, Work, Written } from "../../commands/contract.ts";
import { createLoadedTab, type LoadedTab } from "../loaded-tab.ts";
import type { Round, TabParts } from "../tab-parts.ts";

export type ApplicationsWork = "sheet" | "check" | "register" | "fetch" | "save" | "share" | "prepare";

/** What the last work came to. */
export type ApplicationsSaid =
  | { readonly what: "sheet" | "share"; readonly written: Written }
  | { readonly what: "register"; readonly answer: RouteOutput<"registerApplications"> }
  | { readonly what: "fetch"; readonly refreshed: readonly Refreshed[] }
  | { readonly what: "save"; readonly applications: number; readonly refreshed: readonly Refreshed[] }
  | { readonly what: "prepare"; readonly decision: RouteOutput<"prepareApplications"> }
  | { readonly what: "undone" };

export interface ApplicationsFull {
  readonly at: "full";
  readonly rounds: readonly Round[];
  readonly round: Round;
  readonly found: RoundApplications;
  /** The sheet of incoming applications as it was controlled last; null for none. */
  readonly check: ApplicationCheck | null;
  readonly incoming: Incoming;
  /** What keeps the assessments of the sheet from being saved. */
  readonly faults: readonly Problem[];
  readonly said: ApplicationsSaid | null;
}

export interface ApplicationsTab extends LoadedTab<ApplicationsWork, ApplicationsFull> {
  readonly sheet: () => Promise<void>;
  readonly check: () => Promise<void>;
  readonly setIncoming: (changes: Partial<Incoming>) => void;
  readonly register: () => Promise<void>;
  readonly fetch: () => Promise<void>;
  readonly save: () => Promise<void>;
  readonly share: () => Promise<void>;
  readonly prepare: () => Promise<void>;
  readonly undo: () => Promise<void>;
  readonly show: (problem: Problem) => Promise<void>;
}

/** The applications of a round: registered from a sheet, assessed in a sheet, prepared for decision. */
export function createApplications(parts: TabParts): ApplicationsTab {
  const { commands } = parts;
  type Full = ApplicationsFull;
  const tab = createLoadedTab<ApplicationsWork, Full>(parts, {
    read: async (wanted) => {
      const rounds = parts.rounds().filter(({ route }) => route === "grant");
      const round = rounds.find(({ id }) => id === wanted) ?? rounds[0];
      if (round === undefined) return null;
      const incoming: Incoming = { received: parts.today(), channel: "e-tjänst" };
      const found = await commands.applications(round);
      return { at: "full", rounds, round, found, check: null, incoming, faults: [], said: null };
    },
    quiet: { said: null, faults: [] },
  });
  const act =
    (what: ApplicationsWork, run: (full: Full, work: Work) => Promise<Partial<Full>>) =>
    async (): Promise<void> => {
      await tab.work(
        what,
        (work, full) => run(full, work),
        () => void act(what, run)(),
      );
    };

  return {
    ...tab,
    sheet: act("sheet", async ({ round }, work) => {
      const written = await commands.newApplicationSheet(round, work);
      return { check: null, said: { what: "sheet", written } };
    }),
    check: act("check", async ({ round }, work) => ({
      check: await commands.checkApplications(round, work),
    })),
    setIncoming: (changes) => {
      const now = tab.shown();
      if (now !== null) tab.change({ incoming: { ...now.incoming, ...changes } });
    },
    register: act("register", async ({ check, incoming, round }, work) => {
      if (check === null) return {};
      const answer = await commands.registerApplications(check, incoming, work);
      const found = await commands.applications(round);
      return { check: null, found, said: { what: "register", answer } };
    }),
    fetch: act("fetch", async ({ round }, work) => {
      const refreshed = await commands.fetchApplications(round, work);
      return { found: await commands.applications(round), said: { what: "fetch", refreshed } };
    }),
    save: act("save", async ({ round }, work) => {
      const saved = await commands.saveAssessments(round, work);
      if (saved.at === "faulty") return { faults: saved.problems };
      const { applications, refreshed } = saved;
      return { found: await commands.applications(round), said: { what: "save", applications, refreshed } };
    }),
    share: act("share", async ({ round }, work) => ({
      said: { what: "share", written: await commands.shareRestInSheet(round, work) },
    })),
    prepare: act("prepare", async ({ round }, work) => {
      const decision = await commands.prepareApplications(round);
      await commands.writeApplicationDecision(round, decision.id, work);
      return { said: { what: "prepare", decision } };
    }),
    undo: async () => {
      const said = tab.shown()?.said;
      const undo = said?.what === "sheet" || said?.what === "share" ? said.written.undo : null;
      if (undo == null) return;
      await act(said!.what as "sheet" | "share", async () => {
        await undo();
        return { said: { what: "undone" } };
      })();
    },
    show: (problem) => commands.showApplicationCell(problem),
  };
}
