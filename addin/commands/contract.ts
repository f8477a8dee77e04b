import type { RouteOutput } from "../../shared/api.ts";
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
import type { CheckResult, ImportPreview, Incoming, Refreshed, Written } from "./results.ts";
import type { DecisionCommands } from "./decisions.ts";
import type { MoneyActCommands } from "./money-acts.ts";

export type { Work } from "../excel/work.ts";
export type { CheckResult, Conflict, ImportPreview, Incoming, Refreshed, Written } from "./results.ts";

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
    MoneyActCommands,
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
  /** `click` is the same when it is tried again. */
  readonly prepareKey: (
    round: string,
    key: KeyChanges,
    click?: string,
  ) => Promise<RouteOutput<"prepareAllocation">>;
  readonly fixKey: (
    round: string,
    decision: string,
    act: DecisionAct,
    click?: string,
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
