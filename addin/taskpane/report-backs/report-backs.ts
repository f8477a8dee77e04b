import type { RouteOutput } from "../../../shared/api.ts";
import { recipientId } from "../../../shared/recipient.ts";
import type { Refreshed } from "../../commands/contract.ts";
import { createLoadedTab, type LoadedTab } from "../loaded-tab.ts";
import type { TabParts } from "../tab-parts.ts";

export interface ReportBack extends Readonly<RouteOutput<"reportBacks">["reportBacks"][number]> {
  readonly late: boolean;
}
type Missing = RouteOutput<"missingReportBacks">["missing"][number];

export interface ReportBacksFull {
  readonly at: "full";
  readonly reports: readonly ReportBack[];
  readonly missing: readonly Missing[];
  /** Index in `reports` of the one that is read; null for none. */
  readonly read: number | null;
  readonly refreshed: Refreshed | null;
}

export interface ReportBacksTab extends LoadedTab<"fetch", ReportBacksFull> {
  readonly fetch: () => Promise<void>;
  readonly read: (index: number | null) => void;
}

/** Who has reported back, who is late and who has not, and what they say. */
export function createReportBacks(parts: TabParts): ReportBacksTab {
  const read = (index: number | null): void => {
    tab.change({ read: index });
  };
  const tab = createLoadedTab<"fetch", ReportBacksFull>(parts, {
    read: async () => {
      const found = await readYear(parts);
      const nothing = found.reports.length === 0 && found.missing.length === 0;
      return nothing ? null : { at: "full", ...found, read: null, refreshed: null };
    },
    quiet: { refreshed: null },
    selected: {
      table: "reportBacks",
      see: (row) => {
        const at = tab.shown()?.reports.findIndex((report) => recipientId(report) === row?.id) ?? -1;
        if (at >= 0) read(at);
      },
    },
  });
  const fetch = (): Promise<void> =>
    tab.work(
      "fetch",
      async (work) => {
        const refreshed = await parts.commands.fetchReportBacks(parts.year(), work);
        return { ...(await readYear(parts)), read: null, refreshed };
      },
      () => void fetch(),
    );
  return { ...tab, fetch, read };
}

async function readYear(parts: TabParts): Promise<Pick<ReportBacksFull, "reports" | "missing">> {
  const [{ reportBacks }, { missing }] = await Promise.all([
    parts.call("reportBacks", { year: parts.year() }),
    parts.commands.missingReportBacks(parts.year()),
  ]);
  const dueBy = new Map(parts.rounds().map(({ kind, reportBy }) => [kind, reportBy]));
  const reports = reportBacks.map((report) => ({
    ...report,
    late: report.received > (dueBy.get(report.kind) ?? report.received),
  }));
  return { reports, missing };
}
