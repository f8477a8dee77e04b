import type { Cell } from "../../shared/cell.ts";
import { serialToIso } from "../../shared/dates.ts";
import type { SheetDefinition, SheetLink } from "../../shared/files/workbook.ts";
import { writeWorkbook } from "../../shared/files/write-xlsx.ts";
import { paid } from "../../shared/ledger.ts";
import type { Problem } from "../../shared/problems.ts";
import { programmeYears } from "../../shared/programmes/index.ts";
import { requisitionColumns } from "../../shared/requisition/columns.ts";
import { receivedAndConsumed, type ReceivedAndConsumed } from "../../shared/statistics.ts";
import {
  balanceTable,
  receivedTable,
  recipientBalances,
  reconciliationTable,
} from "../../shared/tables/balances.ts";
import {
  allocationTable,
  type AllotmentRow,
  checkText,
  populationTable,
  problemTable,
  reportBackTable,
  requisitionTable,
} from "../../shared/tables/cases.ts";
import { cellsOf, type Table } from "../../shared/tables/table.ts";
import type { RequisitionOutcome } from "./document-steps.ts";
import { type Job, keyRounds, populationDate, yearNumber } from "./job.ts";

const titleLines = 3;
const label = "Exempeldata. Påhittade uppgifter om verkliga kommuner och regioner.";

/** A table as a sheet: its columns with formats and lists, frozen headings, an Excel table. */
function sheetOf<Row>(
  table: Table<Row>,
  title: string,
  rows: readonly Row[],
  links: readonly SheetLink[] = [],
): SheetDefinition {
  return {
    name: table.sheet,
    title: [title, label, ""],
    columns: table.columns.map(({ heading, format, width, list, total }) => ({
      heading,
      format,
      ...(width !== undefined && { width }),
      ...(list && { list }),
      ...(total && { total }),
    })),
    rows: cellsOf(table, rows),
    table: { name: table.table },
    freezeColumns: 0,
    links,
  };
}

/**
 * The requisition file as a sheet of its own with "Kontroll", and the faults with links to its cells. Its rows stand
 * where they stood in the file, blank ones too: a text that speaks of another row is right in both.
 */
function requisitionSheets({ file, problems, changes, remaining }: RequisitionOutcome): SheetDefinition[] {
  const firstRow = titleLines + 2;
  const mended = new Set(changes.map(({ cell }) => cell));
  const open = new Set(remaining.map(({ cell, rule }) => `${cell} ${rule}`));
  const found = problems.map((problem) => ({
    ...problem,
    value: isDate(problem.column) ? asDate(problem.value) : problem.value,
    outcome: outcomeOf(problem, mended.has(problem.cell) && !open.has(`${problem.cell} ${problem.rule}`)),
  }));
  const rows = file.rows.slice(firstRow - 1).map((cells, i) => ({
    cells: requisitionColumns.map(({ id }, at) =>
      isDate(id) ? asDate(cells[at] ?? null) : (cells[at] ?? null),
    ),
    check: cells.some((cell) => cell !== null)
      ? checkText(found.filter(({ row }) => row === firstRow + i))
      : "",
  }));
  const links = found.map(({ cell }, row) => ({
    row,
    column: 0,
    target: { sheet: requisitionTable.sheet, cell },
  }));
  return [
    sheetOf(
      requisitionTable,
      `Rekvisitioner ${yearNumber}: filen som den kom, och vad kontrollen säger`,
      rows,
    ),
    sheetOf(problemTable, `Fel i rekvisitionerna ${yearNumber}`, found, links),
  ];
}

function outcomeOf({ rule, severity }: Problem, mended: boolean): string {
  if (mended) return "Rättat";
  if (rule === "en-rekvisition-per-mottagare") return "Den tidigare raden gäller";
  return severity === "error" ? "Kompletterat i ny fil" : "Varning, registrerat";
}

function isDate(column: string): boolean {
  return requisitionColumns.some(({ id, value }) => id === column && value === "date");
}

/** A day that Excel keeps as a number, as ISO text; anything else as it was written. */
function asDate(cell: Cell): Cell {
  return typeof cell === "number" ? (serialToIso(cell) ?? cell) : cell;
}

/** Everything the year's work leaves behind, and the sums that finance compares. */
export async function yearWorkbook(
  job: Job,
  requisitions: RequisitionOutcome,
): Promise<{ readonly bytes: Uint8Array; readonly received: readonly ReceivedAndConsumed[] }> {
  const hanna = job.as("hanna");
  const [status, balances, reports, population] = await Promise.all([
    hanna("status", { year: yearNumber }),
    hanna("balances", { year: yearNumber }),
    hanna("reportBacks", { year: yearNumber }),
    hanna("register", { date: populationDate }),
  ]);
  const perRecipient = recipientBalances(balances);
  const received = receivedAndConsumed({
    available: programmeYears.find(({ year }) => year === yearNumber)!.available,
    recipients: perRecipient.map(({ kind, code, balance }) => ({
      kind,
      code,
      paid: paid(balance),
      consumed: balance.consumed,
    })),
  });
  const bytes = await writeWorkbook([
    sheetOf(
      receivedTable,
      `Mottagna och förbrukade medel ${yearNumber} (som tabell 2 i Medel mot våld, 2023)`,
      received,
    ),
    sheetOf(reconciliationTable, `Avstämning per omgång ${yearNumber}`, status.rounds),
    sheetOf(balanceTable, `Saldo per mottagare ${yearNumber}, per ${balances.asOf}`, perRecipient),
    sheetOf(
      allocationTable,
      `Fördelning ${yearNumber}: så räknades varje belopp ut`,
      await allotmentRows(job),
    ),
    ...requisitionSheets(requisitions),
    sheetOf(reportBackTable, `Återrapportering ${yearNumber}`, reports.reportBacks),
    sheetOf(
      populationTable,
      `Folkmängd ${population.date}. Källa: ${population.source}`,
      population.codes.map((code, at) => ({
        kind: population.kinds[at]!,
        code,
        name: population.names[at]!,
        county: population.counties[at]!,
        inhabitants: population.inhabitants[at]!,
      })),
    ),
  ]);
  return { bytes, received };
}

async function allotmentRows(job: Job): Promise<AllotmentRow[]> {
  const perRound = await Promise.all(
    keyRounds.map(async ({ id: round }) => {
      const { allotments } = await job.as("hanna")("allocation", { round });
      const { decisions } = await job.as("hanna")("decisions", { round });
      const found = decisions.find(({ kind }) => kind === "redistribution");
      const annex = found && (await job.as("hanna")("decision", { round, decision: found.id }));
      const added = new Map(annex?.lines.map(({ code, amount }) => [code, amount]));
      return allotments.map((allotment) => ({
        round,
        allotment,
        redistributed: added.get(allotment.code) ?? 0,
      }));
    }),
  );
  return perRound.flat();
}
