import type { RouteOutput } from "../../../shared/api.ts";
import { recipientId, type RecipientKind } from "../../../shared/recipient.ts";
import type { SheetLayout } from "../../../shared/report-back/read-sheet.ts";
import type { CheckedReportBacks } from "../../commands/report-back-contract.ts";
import type { OutsideFile } from "../../commands/cases.ts";
import type { Incoming, Refreshed, Work } from "../../commands/contract.ts";
import { createLoadedTab, type LoadedTab } from "../loaded-tab.ts";
import type { TabParts } from "../tab-parts.ts";

export type ReportBack = Readonly<RouteOutput<"reportBacks">["reportBacks"][number]>;
type Missing = RouteOutput<"missingReportBacks">["missing"][number];

/** What the last work has to say: sheets that were fetched, a control, a registration, or how many cells or tags. */
export type Said =
  | { readonly what: "fetched"; readonly sheets: readonly Refreshed[] }
  | { readonly what: "checked"; readonly result: CheckedReportBacks }
  | { readonly what: "registered"; readonly answer: RouteOutput<"registerReportBacks"> }
  | { readonly what: "prefilled" | "tagged"; readonly count: number }
  | {
      readonly what: "accepted" | "declined" | "carried" | "accounted" | "newTags";
      readonly name: string;
      /** Takes it back; null when another act does. */
      readonly undo: (() => Promise<void>) | null;
    };

export interface ReportBacksFull {
  readonly at: "full";
  readonly reports: readonly ReportBack[];
  readonly missing: readonly Missing[];
  /** Index in `reports` of the one that is read; null for none. */
  readonly read: number | null;
  readonly said: Said | null;
}

export type ReportBackWork =
  "fetch" | "answers" | "participation" | "prefill" | "check" | "register" | "tags" | "act";

export interface ReportBacksTab extends LoadedTab<ReportBackWork, ReportBacksFull> {
  readonly fetch: () => Promise<void>;
  readonly answers: () => Promise<void>;
  readonly participation: () => Promise<void>;
  readonly prefill: (kind: RecipientKind, layout: SheetLayout) => Promise<void>;
  readonly check: () => Promise<void>;
  /** Registers the sheet that is open, with the file that it came in; null: the sheet is its own document. */
  readonly register: (incoming: Incoming, file: OutsideFile | null) => Promise<void>;
  readonly saveTags: () => Promise<void>;
  /** An act on a report: what is shown is read again, as the act may have changed it. */
  readonly act: (asked: unknown, run: (work: Work, key: string) => Promise<Said>) => Promise<void>;
  readonly read: (index: number | null) => void;
}

/** Who has reported back, who is late and who has not, and what they say. */
export function createReportBacks(parts: TabParts): ReportBacksTab {
  const { commands } = parts;
  const read = (index: number | null): void => {
    tab.change({ read: index });
  };
  const tab = createLoadedTab<ReportBackWork, ReportBacksFull>(parts, {
    read: async () => {
      const found = await readYear(parts);
      const nothing = found.reports.length === 0 && found.missing.length === 0;
      return nothing ? null : { at: "full", ...found, read: null, said: null };
    },
    anew: async ({ reports, read: at }) => {
      const now = await readYear(parts);
      const id = at === null ? null : recipientId(reports[at]!);
      const again = now.reports.findIndex((report) => recipientId(report) === id);
      return { ...now, read: again < 0 ? null : again };
    },
    quiet: { said: null },
    selected: {
      table: "reportBacks",
      see: (row) => {
        const at = tab.shown()?.reports.findIndex((report) => recipientId(report) === row?.id) ?? -1;
        if (at >= 0) read(at);
      },
    },
  });
  /** Work that ends by saying something. */
  const work = (what: ReportBackWork, run: (given: Work) => Promise<Said>): Promise<void> =>
    tab.work(
      what,
      async (given) => ({ said: await run(given) }),
      () => void work(what, run),
    );
  const fetchSheet = (): Promise<void> =>
    tab.work(
      "fetch",
      async (given) => ({
        said: { what: "fetched", sheets: [await commands.fetchReportBacks(parts.year(), given)] },
        ...(await readYear(parts)),
        read: null,
      }),
      () => void fetchSheet(),
    );
  return {
    ...tab,
    read,
    fetch: fetchSheet,
    answers: () =>
      work("answers", async (given) => ({
        what: "fetched",
        sheets: await commands.fetchReportAnswers(parts.year(), given),
      })),
    participation: () =>
      work("participation", async (given) => ({
        what: "fetched",
        sheets: [await commands.fetchParticipation(given)],
      })),
    prefill: (kind, layout) =>
      work("prefill", async (given) => ({
        what: "prefilled",
        count: (await commands.prefillReportBacks(parts.year(), kind, layout, given)).cells,
      })),
    check: () =>
      work("check", async (given) => ({
        what: "checked",
        result: await commands.checkReportBacks(parts.year(), given),
      })),
    register: (incoming, file) =>
      tab.perform("register", {
        asked: [incoming, file?.name, file?.bytes.length],
        run: (given, key) => commands.registerReportBackSheet(parts.year(), incoming, given, file, key),
        then: (answer) => ({ said: { what: "registered", answer } }),
      }),
    saveTags: () =>
      tab.perform("tags", {
        asked: null,
        run: (given) => commands.saveTags(parts.year(), given),
        then: (count) => ({ said: { what: "tagged", count } }),
        inParts: true,
      }),
    act: (asked, run) => tab.perform("act", { asked, run, then: (said) => ({ said }) }),
  };
}

async function readYear(parts: TabParts): Promise<Pick<ReportBacksFull, "reports" | "missing">> {
  const [{ reportBacks: reports }, { missing }] = await Promise.all([
    parts.call("reportBacks", { year: parts.year() }),
    parts.commands.missingReportBacks(parts.year()),
  ]);
  return { reports, missing };
}
