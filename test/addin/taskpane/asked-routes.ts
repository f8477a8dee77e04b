import type { RouteName } from "../../../shared/api.ts";
import type { Commands } from "../../../addin/commands/contract.ts";

/**
 * What each command asks of the service that not everybody who reads cases may: a route, or the one that it is given.
 * Spelled out so that a command added does not compile until it is said.
 */
export const askedRoutes = {
  check: "validateRequisitions",
  register: "registerRequisitions",
  previewKey: "previewAllocation",
  prepareKey: "prepareAllocation",
  fixKey: "fixAllocation",
  prepareDecision: "prepareDecision",
  presentDecision: "presentDecision",
  decide: "decide",
  takeBackDecision: "takeBackDecision",
  prepareCorrection: "prepareCorrection",
  decline: "decline",
  registerRepayment: "registerRepayment",
  returnPayment: "returnPayment",
  actOnMoney: "given",
  previewRedistribution: "previewRedistribution",
  dispatch: "dispatch",
  checkReportBacks: "validateReportBacks",
  registerReportBackSheet: "registerReportBacks",
  actOnReport: "given",
  saveTags: "tagReportBack",
  readHistory: "previewHistory",
  answerHistory: "previewHistory",
  importHistory: "importHistory",
  withdrawHistory: "withdrawHistory",
  registerFile: "registerDocument",
  actOnCases: "given",
  sendReminders: "sendReminders",
  checkApplications: "validateApplications",
  registerApplications: "registerApplications",
  saveAssessments: "assessApplications",
  prepareApplications: "prepareApplications",
  me: null,
  status: null,
  applyFixes: null,
  showProblem: null,
  writeProblemSheet: null,
  suggestIncoming: null,
  readImport: null,
  readPasted: null,
  importRows: null,
  insertAllocation: null,
  followSelection: null,
  letter: null,
  completionLetter: null,
  refreshDecisions: null,
  insertAnnex: null,
  fetchReportBacks: null,
  missingReportBacks: null,
  fetchReportAnswers: null,
  prefillReportBacks: null,
  fetchParticipation: null,
  refreshBalances: null,
  refreshTables: null,
  refreshPopulation: null,
  replaceFormulas: null,
  historyImports: null,
  readDocument: null,
  refreshDocuments: null,
  refreshCases: null,
  reminders: null,
  insertReminders: null,
  applications: null,
  newApplicationSheet: null,
  readApplicationFile: null,
  importApplications: null,
  fetchApplications: null,
  shareRestInSheet: null,
  writeApplicationDecision: null,
  showAssessment: null,
} as const satisfies Readonly<Record<keyof Commands, RouteName | "given" | null>>;

/** The commands, telling the route of everything that they are asked to do. */
export function telling(commands: Commands, tell: (route: RouteName) => void): Commands {
  return Object.fromEntries(
    Object.entries(commands).map(([name, run]) => [
      name,
      (...given: readonly unknown[]): unknown => {
        const route = askedRoutes[name as keyof Commands];
        if (route !== null) tell(route === "given" ? (given[0] as RouteName) : route);
        return (run as (...all: readonly unknown[]) => unknown)(...given);
      },
    ]),
  ) as unknown as Commands;
}
