import type { RouteOutput } from "../../../shared/api.ts";
import type { Problem } from "../../../shared/problems.ts";
import type { ApplicationCheck, RoundApplications } from "../../commands/application-contract.ts";
import type { ImportPreview, Incoming, Refreshed, Work, Written } from "../../commands/contract.ts";
import { createLoadedTab, type LoadedTab } from "../loaded-tab.ts";
import type { Round, TabParts } from "../tab-parts.ts";
import { troubleOf } from "../trouble.ts";

export type ApplicationsWork =
  | "sheet"
  | "read"
  | "insert"
  | "check"
  | "fix"
  | "problem-sheet"
  | "register"
  | "fetch"
  | "save"
  | "share"
  | "prepare";

/** Work that can be undone. */
type Undoable = "sheet" | "insert" | "fix" | "problem-sheet" | "share";

/** What the last work came to. */
export type ApplicationsSaid =
  | { readonly what: Undoable; readonly written: Written }
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
  /** A file that was read, until somebody has said which of its columns are which; null for none. */
  readonly preview: ImportPreview | null;
  /** What keeps the assessments of the sheet from being saved. */
  readonly faults: readonly Problem[];
  /** What was saved all the same and should be looked at. */
  readonly warnings: readonly Problem[];
  readonly said: ApplicationsSaid | null;
}

export interface ApplicationsTab extends LoadedTab<ApplicationsWork, ApplicationsFull> {
  readonly sheet: () => Promise<void>;
  readonly readFile: (file: File) => Promise<void>;
  readonly mapColumn: (column: number, source: number) => void;
  readonly insert: () => Promise<void>;
  /** Leaves the file that was read. */
  readonly leaveFile: () => void;
  readonly check: () => Promise<void>;
  readonly fix: () => Promise<void>;
  readonly problemSheet: () => Promise<void>;
  readonly setIncoming: (changes: Partial<Incoming>) => void;
  readonly register: () => Promise<void>;
  readonly fetch: () => Promise<void>;
  readonly save: () => Promise<void>;
  readonly share: () => Promise<void>;
  readonly prepare: () => Promise<void>;
  readonly undo: () => Promise<void>;
  /** Shows the cell of a problem of the control, or of the assessments. */
  readonly showProblem: (problem: Problem) => Promise<void>;
  readonly showAssessment: (problem: Problem) => Promise<void>;
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
      const nothing = { check: null, preview: null, faults: [], warnings: [], said: null };
      return { at: "full", rounds, round, found, incoming, ...nothing };
    },
    anew: async ({ round }) => ({ found: await commands.applications(round) }),
    quiet: { said: null, faults: [], warnings: [] },
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

  const controlled = async (round: Round, work: Work): Promise<Pick<Full, "check" | "incoming">> => {
    const check = await commands.checkApplications(round, work);
    return { check, incoming: await commands.suggestIncoming(check) };
  };
  const show = (reveal: (problem: Problem) => Promise<void>) => async (problem: Problem) => {
    try {
      await reveal(problem);
    } catch (error) {
      const now = tab.shown();
      if (now !== null && tab.machine.get().at !== "working")
        tab.machine.go(troubleOf(error, now, () => void tab.open(now.round.id)));
    }
  };

  return {
    ...tab,
    sheet: act("sheet", async ({ round }, work) => {
      const written = await commands.newApplicationSheet(round, work);
      return { check: null, said: { what: "sheet", written } };
    }),
    readFile: (file) =>
      act("read", async ({ round }) => {
        const bytes = new Uint8Array(await file.arrayBuffer());
        return { preview: await commands.readApplicationFile(round, file.name, bytes) };
      })(),
    mapColumn: (column, source) => {
      const preview = tab.shown()?.preview;
      if (!preview) return;
      const mapping = preview.mapping.map((old, at) => (at === column ? source : old));
      tab.change({ preview: { ...preview, mapping } });
    },
    insert: act("insert", async ({ round, preview }, work) => {
      if (preview === null) return {};
      const written = await commands.importApplications(round, preview, work);
      return { preview: null, check: null, said: { what: "insert", written } };
    }),
    leaveFile: () => {
      tab.change({ preview: null });
    },
    check: act("check", ({ round }, work) => controlled(round, work)),
    fix: act("fix", async ({ round, check }, work) => {
      if (check === null) return {};
      const written = await commands.applyFixes(check, work);
      // The list is of the sheet as it was before; a new control shows what is left.
      return { ...(await controlled(round, work)), said: { what: "fix", written } };
    }),
    problemSheet: act("problem-sheet", async ({ check }) =>
      check === null
        ? {}
        : { said: { what: "problem-sheet", written: await commands.writeProblemSheet(check) } },
    ),
    setIncoming: (changes) => {
      const now = tab.shown();
      if (now !== null) tab.change({ incoming: { ...now.incoming, ...changes } });
    },
    register: async () => {
      const { check, incoming } = tab.shown() ?? { check: null };
      if (check === null) return;
      await tab.perform("register", {
        asked: [check, incoming],
        run: (work) => commands.registerApplications(check, incoming, work),
        then: (answer) => ({ check: null, said: { what: "register", answer } }),
      });
    },
    fetch: act("fetch", async ({ round }, work) => {
      const refreshed = await commands.fetchApplications(round, work);
      return { found: await commands.applications(round), said: { what: "fetch", refreshed } };
    }),
    save: async () => {
      const round = tab.shown()?.round;
      if (round === undefined) return;
      await tab.perform("save", {
        asked: round.id,
        // Only what the sheet says otherwise than the service is sent: what is saved is not saved again.
        run: (work) => commands.saveAssessments(round, work),
        then: (saved) =>
          saved.at === "faulty"
            ? { faults: saved.problems }
            : {
                warnings: saved.warnings,
                said: { what: "save", applications: saved.applications, refreshed: saved.refreshed },
              },
      });
    },
    share: act("share", async ({ round }, work) => ({
      said: { what: "share", written: await commands.shareRestInSheet(round, work) },
    })),
    prepare: async () => {
      const round = tab.shown()?.round;
      if (round === undefined) return;
      await tab.perform("prepare", {
        asked: round.id,
        run: (_, key) => commands.prepareApplications(round, key),
        then: async (decision, work) => {
          await commands.writeApplicationDecision(round, decision.id, work);
          return { said: { what: "prepare", decision } };
        },
      });
    },
    undo: async () => {
      const said = tab.shown()?.said;
      if (!said || !("written" in said) || said.written.undo === null) return;
      const { what, written } = said;
      await act(what, async ({ round, check }, work) => {
        await written.undo!();
        const now = what === "fix" && check !== null ? await controlled(round, work) : {};
        return { ...now, said: { what: "undone" } };
      })();
    },
    showProblem: show(commands.showProblem),
    showAssessment: show(commands.showAssessment),
  };
}
