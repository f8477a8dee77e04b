import type { Channel, RouteOutput } from "../../shared/api.ts";
import type { Work } from "../excel/work.ts";
import type { HistoryCommands } from "./history.ts";
import type { ReminderCommands } from "./reminders.ts";
import type { Cell } from "../../shared/cell.ts";
import type { KeyParameters } from "../../shared/programme.ts";
import type { Problem } from "../../shared/problems.ts";
import type { CaseCommands } from "./cases.ts";
import type { ReportActCommands } from "./report-acts.ts";
import type { ReportBackCommands } from "./report-back-contract.ts";
import type { ApplicationCommands } from "./application-contract.ts";
import type { Incoming, Refreshed, Written } from "./results.ts";
import type { DecisionCommands } from "./decisions.ts";

export type { Work } from "../excel/work.ts";
export type { Conflict, Incoming, Refreshed, Written } from "./results.ts";

/** What a control pass over the sheet found. `differing` is true when the service's list was not the pane's own. */
export interface CheckResult {
  readonly sheet: string;
  readonly rowCount: number;
  readonly withoutProblems: number;
  readonly problems: readonly Problem[];
  readonly fixable: number;
  readonly differing: boolean;
}

/** A file from outside as read: which of its columns are which, remembered per layout of headings. */
export interface ImportPreview {
  readonly source: ImportSource;
  readonly sheet: string;
  readonly headings: readonly string[];
  /** Per column of the requisition table: the index of the file's column, -1 for none. */
  readonly mapping: readonly number[];
  /** Rows that are no requisitions (titles, subtotals, blank), with the reason, as they will be left out. */
  readonly leftOut: readonly { readonly row: number; readonly why: string }[];
  readonly rows: number;
}

/** The file as it came: what is registered is this document, whatever is mended afterwards. */
export interface ImportSource {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
  /** How it most likely came in: asked for again before it is registered. */
  readonly channel: Channel;
  readonly cells: readonly (readonly Cell[])[];
  /** 0-based row of the file right above the data. */
  readonly headingRow: number;
}

/** The tables whose rows the pane speaks of when they are selected. */
export type FollowedTable = "allocation" | "reportBacks" | "balances";

/** A row of such a table by its id, and the selected cell in it. */
export interface SelectedRow {
  readonly id: string;
  /** null: beside the columns of the table. */
  readonly heading: string | null;
  readonly value: Cell;
}

/** A selection that is being followed: `look` tells it anew, `stop` ends it. */
export interface Following {
  readonly look: () => void;
  readonly stop: () => Promise<void>;
}

export type KeyChanges = { readonly [F in keyof KeyParameters]?: KeyParameters[F] };

/**
 * Everything the pane, the ribbon and the shortcuts can do. One batch of calls to Excel a command. What the service refuses is an
 * ApiProblem, what Excel refuses a WorkbookProblem: both have a title and a detail in Swedish that says what to do.
 */
export interface Commands
  extends
    ReportBackCommands,
    ReportActCommands,
    HistoryCommands,
    CaseCommands,
    DecisionCommands,
    ApplicationCommands,
    ReminderCommands {
  readonly me: () => Promise<RouteOutput<"me">>;
  readonly status: (year: number) => Promise<RouteOutput<"status">>;

  readonly check: (work: Work) => Promise<CheckResult>;
  readonly applyFixes: (result: CheckResult, work: Work) => Promise<Written>;
  readonly showProblem: (problem: Problem) => Promise<void>;
  /** Writes the "Fel" sheet: one row a fault, with links, for printing. */
  readonly writeProblemSheet: (result: CheckResult) => Promise<Written>;
  /** When and how the sheet's document came in, as far as the sheet and its import tell. */
  readonly suggestIncoming: (result: CheckResult) => Promise<Incoming>;
  readonly register: (
    result: CheckResult,
    incoming: Incoming,
    work: Work,
  ) => Promise<RouteOutput<"registerRequisitions">>;
  readonly readImport: (name: string, bytes: Uint8Array) => Promise<ImportPreview>;
  /** Text pasted from another workbook, read as a file would be. */
  readonly readPasted: (text: string) => Promise<ImportPreview>;
  readonly importRows: (preview: ImportPreview, work: Work) => Promise<Written>;

  readonly previewKey: (round: string, key: KeyChanges) => Promise<RouteOutput<"previewAllocation">>;
  readonly insertAllocation: (allocation: RouteOutput<"allocation">, work: Work) => Promise<Refreshed>;
  readonly prepareKey: (round: string, key: KeyChanges) => Promise<RouteOutput<"prepareAllocation">>;
  readonly fixKey: (
    round: string,
    decision: string,
    act: DecisionAct,
  ) => Promise<RouteOutput<"fixAllocation">>;
  /** Tells the selected row of a table, now and whenever it changes; null when the selection is elsewhere. */
  readonly followSelection: (
    table: FollowedTable,
    seen: (row: SelectedRow | null) => void,
  ) => Promise<Following>;

  readonly fetchReportBacks: (year: number, work: Work) => Promise<Refreshed>;
  readonly missingReportBacks: (year: number) => Promise<RouteOutput<"missingReportBacks">>;
  readonly refreshBalances: (year: number, work: Work) => Promise<Refreshed>;
  readonly refreshTables: (year: number, work: Work) => Promise<readonly Refreshed[]>;
  readonly refreshPopulation: (date: string, work: Work) => Promise<Refreshed>;
  /** Turns UM formulas into their values before a workbook leaves the authority. */
  readonly replaceFormulas: (work: Work) => Promise<Written>;
}

export interface DecisionAct {
  readonly date: string;
  readonly dnr: string;
  readonly ground: string;
}
