import type { RouteOutput } from "../../../shared/api.ts";
import type { Refreshed } from "../../commands/contract.ts";
import { createMachine, type Machine } from "../machine.ts";
import type { TabParts } from "../tab-parts.ts";
import { load, longWork, type Working } from "../tab-work.ts";
import type { Trouble } from "../trouble.ts";

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

export type ReportBacksState =
  | { readonly at: "new" }
  | { readonly at: "loading" }
  | { readonly at: "empty" }
  | ReportBacksFull
  | Working<"fetch", ReportBacksFull>
  | Trouble<ReportBacksFull>;

export interface ReportBacksTab {
  readonly machine: Machine<ReportBacksState>;
  readonly clear: () => void;
  readonly open: () => Promise<void>;
  readonly fetch: () => Promise<void>;
  readonly read: (index: number | null) => void;
}

/** Who has reported back, who is late and who has not, and what they say. */
export function createReportBacks(parts: TabParts): ReportBacksTab {
  const settled = ["empty", "full", "failed", "forbidden", "offline"] as const;
  const machine = createMachine<ReportBacksState>(
    { at: "new" },
    {
      new: ["new", "loading", "working", ...settled],
      loading: ["new", "empty", "full", "failed", "forbidden", "offline"],
      empty: ["loading"],
      full: ["loading", "working", "full", "failed", "forbidden", "offline"],
      working: ["full", "working", "failed", "forbidden", "offline"],
      failed: ["loading", "working"],
      forbidden: ["loading", "working"],
      offline: ["loading", "working"],
    },
  );
  const open = (): Promise<void> =>
    load<ReportBacksFull, ReportBacksState>(machine, {
      run: async () => {
        const found = await readYear(parts);
        const nothing = found.reports.length === 0 && found.missing.length === 0;
        return nothing ? { at: "empty" } : { at: "full", ...found, read: null, refreshed: null };
      },
      again: () => void open(),
      signedOut: parts.signedOut,
    });
  const fetch = async (): Promise<void> => {
    const now = machine.get();
    const shown = now.at === "full" ? now : "shown" in now ? now.shown : null;
    if (shown === null) return;
    await longWork<"fetch", ReportBacksFull, ReportBacksFull>(machine, {
      what: "fetch",
      shown: { ...shown, refreshed: null },
      run: async (work) => {
        const refreshed = await parts.commands.fetchReportBacks(parts.year(), work);
        return { at: "full", ...(await readYear(parts)), read: null, refreshed };
      },
      again: () => void fetch(),
      signedOut: parts.signedOut,
    });
  };
  return {
    machine,
    clear: () => {
      machine.go({ at: "new" });
    },
    open,
    fetch,
    read: (index) => {
      const now = machine.get();
      if (now.at === "full") machine.go({ ...now, read: index });
    },
  };
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
