import type { RouteOutput } from "../../shared/api.ts";
import type { CountyShare } from "../../shared/application/spread.ts";
import type { Problem } from "../../shared/problems.ts";
import type { Round } from "../../shared/programme.ts";
import type { Work } from "../excel/work.ts";
import type { CheckResult, ImportPreview, Incoming, Refreshed, Written } from "./results.ts";

/** What a control of a sheet of applications found. */
export interface ApplicationCheck extends CheckResult {
  readonly round: string;
  readonly applications: number;
  /** Kronor. */
  readonly asked: number;
}

/** The assessments of the sheet: not saved for the problems that there are, or how many were saved. */
export type SavedAssessments =
  | { readonly at: "faulty"; readonly problems: readonly Problem[] }
  | {
      readonly at: "saved";
      readonly applications: number;
      /** What does not keep an assessment from being saved: ranks that are not one application's alone. */
      readonly warnings: readonly Problem[];
      readonly refreshed: readonly Refreshed[];
    };

/** The applications to a round as the service has them, and how what is proposed is spread over the country. */
export interface RoundApplications extends RouteOutput<"applications"> {
  readonly spread: readonly CountyShare[];
}

/** What the pane can do with applications. */
export interface ApplicationCommands {
  readonly applications: (round: Round) => Promise<RoundApplications>;
  /** An empty sheet with the round's headings, to fill in or paste into. */
  readonly newApplicationSheet: (round: Round, work: Work) => Promise<Written>;
  readonly readApplicationFile: (round: Round, name: string, bytes: Uint8Array) => Promise<ImportPreview>;
  /** Writes the rows of a file on a sheet of their own; the file is kept as it came. */
  readonly importApplications: (round: Round, preview: ImportPreview, work: Work) => Promise<Written>;
  /** Controls the active sheet, or the one that `newApplicationSheet` made, and writes "Kontroll". */
  readonly checkApplications: (round: Round, work: Work) => Promise<ApplicationCheck>;
  readonly registerApplications: (
    check: ApplicationCheck,
    incoming: Incoming,
    work: Work,
  ) => Promise<RouteOutput<"registerApplications">>;
  /** Writes "Ansökningar", "Grunder", "Bedömning" and "Länsspridning". */
  readonly fetchApplications: (round: Round, work: Work) => Promise<readonly Refreshed[]>;
  /** Reads "Bedömning" and saves what has been changed in it, when nothing is wrong. */
  readonly saveAssessments: (round: Round, work: Work) => Promise<SavedAssessments>;
  /** Shares what is left of the medel over those granted in part, in the cells of "Bedömning". */
  readonly shareRestInSheet: (round: Round, work: Work) => Promise<Written>;
  readonly prepareApplications: (round: Round, key?: string) => Promise<RouteOutput<"prepareApplications">>;
  /** Writes "Beslut ansökningar": the annex of a decision, prepared or taken. */
  readonly writeApplicationDecision: (round: Round, decision: string, work: Work) => Promise<Refreshed>;
  /** Shows the cell of a problem of the assessments. */
  readonly showAssessment: (problem: Problem) => Promise<void>;
}
