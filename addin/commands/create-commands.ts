import type { RouteOutput } from "../../shared/api.ts";
import { swedishDay } from "../../shared/swedish-day.ts";
import type { Work } from "../excel/work.ts";
import {
  fetchedAllocation,
  fetchedBalances,
  fetchedPopulation,
  fetchedReconciliation,
  fetchedReportBacks,
  fetchedTables,
} from "../sheets/fetched-tables.ts";
import type { Fetched } from "../sheets/owned-table.ts";
import { requisitionKind } from "../sheets/requisition-context.ts";
import { createCaseCommands } from "./cases.ts";
import { createApplicationCommands } from "./applications.ts";
import { checkSheet } from "./check.ts";
import { requisitionControl, requisitionFile } from "./check-requisitions.ts";
import { rememberChecks } from "./checks.ts";
import type { Commands, Refreshed } from "./contract.ts";
import { anAct, decisionCommands } from "./decisions.ts";
import { showCell, writeFixes } from "./fixes.ts";
import { followSelection } from "./follow-selection.ts";
import { freeze } from "./freeze.ts";
import { historyCommands } from "./history.ts";
import { importFile, readImportFile, readPastedText } from "./import.ts";
import { moneyActCommands } from "./money-acts.ts";
import { rememberOutcomes } from "./outcomes.ts";
import type { CommandParts } from "./parts.ts";
import { writeProblems } from "./problem-sheet.ts";
import { refreshSheets } from "./refresh.ts";
import { reportActCommands } from "./report-acts.ts";
import { reportBackCommands } from "./report-backs.ts";
import { reminderCommands } from "./reminders.ts";
import { registerSheet, requisitionRegistration, suggestIncoming } from "./register.ts";
import { rememberFacts } from "./year-facts.ts";

/** The commands of the pane, the ribbon and the shortcuts, over the service and the workbook that is open. */
export function createCommands(parts: CommandParts): Commands {
  const { api } = parts;
  const facts = rememberFacts(parts);
  const checks = rememberChecks();
  const outcomes = rememberOutcomes();
  const remembered = new Set<string>();

  return {
    ...createCaseCommands(parts, one),
    ...decisionCommands(parts, one),
    ...moneyActCommands(parts),
    me: () => api.call("me", {}),
    status: (year) => api.call("status", { year }),

    check: async (work) => {
      const { result, checked } = await checkSheet(parts, requisitionControl(parts, facts), work);
      return checks.keep(result, checked);
    },
    applyFixes: (result, work) => writeFixes(parts, outcomes, checks.of(result), result.problems, work),
    showProblem: (problem) => showCell(checks.of(problem), problem),
    writeProblemSheet: (result) => writeProblems(parts, outcomes, checks.of(result), result),
    suggestIncoming: (result) => suggestIncoming(parts, checks.of(result)),
    register: async (result, incoming, work) => {
      const checked = checks.of(result);
      const registration = requisitionRegistration(parts, facts, checked.year);
      const answer = await registerSheet(parts, registration, checked, incoming, work);
      outcomes.registered(checked);
      return answer;
    },
    readImport: (name, bytes) => readImportFile(parts, requisitionKind, name, bytes),
    readPasted: (text) => readPastedText(parts, requisitionKind, text),
    importRows: async (preview, work) =>
      await importFile(parts, requisitionFile(await facts.of(parts.year(), work.signal)), preview, work),

    previewKey: (round, key) => api.call("previewAllocation", { round, key }),
    prepareKey: async (round, key, click) => {
      facts.forget();
      return await api.call("prepareAllocation", { round, key }, anAct(click));
    },
    fixKey: async (round, decision, decided, click) => {
      facts.forget();
      const body = { round, decision, ...decided };
      return await api.call("fixAllocation", body, anAct(click));
    },
    insertAllocation: async (allocation, work) =>
      await one(fetchedAllocation(allocation, await redistributed(parts, allocation, work)), work, {
        "fordela.omgang": allocation.round,
      }),
    followSelection,

    fetchReportBacks: async (year, work) => {
      const answer = await api.call("reportBacks", { year }, { signal: work.signal });
      return await one(fetchedReportBacks(year, answer, today(parts)), work);
    },
    missingReportBacks: (year) => api.call("missingReportBacks", { year }),
    refreshBalances: async (year, work) =>
      await one(fetchedBalances(await api.call("balances", { year }, { signal: work.signal })), work),
    refreshTables: async (year, work) => {
      const { signal } = work;
      const [status, balances] = await Promise.all([
        api.call("status", { year }, { signal }),
        api.call("balances", { year }, { signal }),
      ]);
      const fetched = [
        fetchedTables(status, balances),
        fetchedReconciliation(status, balances.asOf),
        fetchedBalances(balances),
      ];
      return await refreshSheets(parts, fetched, {}, remembered, work);
    },
    refreshPopulation: async (date, work) =>
      await one(fetchedPopulation(await api.call("register", { date }, { signal: work.signal })), work),
    replaceFormulas: (work) => freeze(parts, work),
    ...reportBackCommands(parts, remembered),
    ...reportActCommands(parts, remembered, (fetched, work) => one(fetched, work)),
    ...reminderCommands(parts, (fetched, work) => one(fetched, work)),
    ...historyCommands(parts, remembered, (fetched, work) =>
      refreshSheets(parts, fetched, {}, remembered, work),
    ),
    ...createApplicationCommands(parts, { checks, outcomes, remembered }),
  };

  async function one(
    fetched: Fetched,
    work: Work,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<Refreshed> {
    const [refreshed] = await refreshSheets(parts, [fetched], settings, remembered, work);
    return refreshed!;
  }
}

function today({ now }: CommandParts): string {
  return swedishDay(now());
}

/** What redistribution gave on top of the key, kronor per code. A preview has none. */
async function redistributed(
  { api }: CommandParts,
  { round, state }: RouteOutput<"allocation">,
  { signal }: Work,
): Promise<ReadonlyMap<string, number>> {
  if (state !== "fixed") return new Map();
  const { decisions } = await api.call("decisions", { round }, { signal });
  const found = decisions.find(
    (decision) => decision.kind === "redistribution" && decision.state === "decided",
  );
  if (!found) return new Map();
  const { lines } = await api.call("decision", { round, decision: found.id }, { signal });
  return new Map(lines.map(({ code, amount }) => [code, amount]));
}
