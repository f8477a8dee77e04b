import { paid } from "../../shared/ledger.ts";
import { programmeYears } from "../../shared/programmes/index.ts";
import { receivedAndConsumed, type ReceivedAndConsumed } from "../../shared/statistics.ts";
import {
  balanceTable,
  receivedTable,
  recipientBalances,
  reconciliationTable,
} from "../../shared/tables/balances.ts";
import { allocationTable, reportBackTable } from "../../shared/tables/cases.ts";
import { type Desk, type SavedWorkbook, untilDone } from "./desk.ts";
import { type Job, keyRounds, populationDate, yearNumber } from "./job.ts";

/** The sheets that a year begins with, before there is anything in them. */
export async function beginWorkbook({ commands, deleteBlankSheet }: Desk): Promise<void> {
  await commands("hanna").refreshTables(yearNumber, untilDone());
  deleteBlankSheet();
}

/** "Befolkning", as the service has it. */
export async function showPopulation({ commands }: Desk): Promise<void> {
  await commands("hanna").refreshPopulation(populationDate, untilDone());
}

/** "Fördelning" of these rounds: what the keys give, and what redistribution has added. */
export async function showAllocations(
  job: Job,
  { commands }: Desk,
  rounds: readonly string[] = keyRounds.map(({ id }) => id),
): Promise<void> {
  for (const round of rounds) {
    const allocation = await job.as("hanna")("allocation", { round });
    await commands("hanna").insertAllocation(allocation, untilDone());
  }
}

/** What the job leaves: the workbook, and the rows of its summary table. */
export interface JobResult extends SavedWorkbook {
  readonly received: readonly ReceivedAndConsumed[];
}

/** Everything the year's work leaves behind, and the sums that finance compares. */
export async function yearWorkbook(job: Job, { commands, showTotals, save }: Desk): Promise<JobResult> {
  const eva = commands("eva");
  await eva.refreshTables(yearNumber, untilDone());
  for (const table of [receivedTable, reconciliationTable, balanceTable, allocationTable, reportBackTable])
    showTotals(table);
  const balances = recipientBalances(await job.as("eva")("balances", { year: yearNumber }));
  const received = receivedAndConsumed({
    available: programmeYears.find(({ year }) => year === yearNumber)!.available,
    recipients: balances.map(({ kind, code, balance }) => ({
      kind,
      code,
      paid: paid(balance),
      consumed: balance.consumed,
    })),
  });
  // Nobody in the sample applies for särskilda stimulansmedel, and the published table does not have them.
  return { ...(await save()), received: received.filter(({ kind }) => kind !== "agency") };
}
