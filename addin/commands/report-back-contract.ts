import type { RouteOutput } from "../../shared/api.ts";
import type { Problem } from "../../shared/problems.ts";
import type { RecipientKind } from "../../shared/recipient.ts";
import type { SheetLayout } from "../../shared/report-back/read-sheet.ts";
import type { Work } from "../excel/work.ts";
import type { OutsideFile } from "./cases.ts";
import type { Incoming, Refreshed, Written } from "./results.ts";

/** What a control of a sheet of report-backs found. */
export interface CheckedReportBacks {
  readonly sheet: string;
  readonly rowCount: number;
  readonly withoutProblems: number;
  readonly problems: readonly Problem[];
}

/** What the pane can do with report-backs and their answers, beside fetching them. */
export interface ReportBackCommands {
  /** Writes "Återrapport per område" and "Svar per fråga". */
  readonly fetchReportAnswers: (year: number, work: Work) => Promise<readonly Refreshed[]>;
  /** A sheet of its own for the year's recipients of a kind to be filled in: what is known stands there. */
  readonly prefillReportBacks: (
    year: number,
    kind: RecipientKind,
    layout: SheetLayout,
    work: Work,
  ) => Promise<Written>;
  /** Controls the active sheet, wide or long, by the form of the year. Nothing is written. */
  readonly checkReportBacks: (year: number, work: Work) => Promise<CheckedReportBacks>;
  /** Registers the active sheet as a document that has come in, whatever its faults: the file given, else its cells. */
  readonly registerReportBackSheet: (
    year: number,
    incoming: Incoming,
    work: Work,
    file?: OutsideFile | null,
    /** That of the click: the same when it is tried again. */
    key?: string,
  ) => Promise<RouteOutput<"registerReportBacks">>;
  /** Writes "Deltagande": who has taken part, year by year, and who never has. */
  readonly fetchParticipation: (work: Work) => Promise<Refreshed>;
  /** Sends the tags that have been changed in the sheet "Återrapportering", and says how many reports have new ones. */
  readonly saveTags: (year: number, work: Work) => Promise<number>;
}
