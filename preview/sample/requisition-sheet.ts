import type { Cell } from "../../shared/cell.ts";
import { requisitionColumns, type RequisitionColumnId } from "../../shared/requisition/columns.ts";
import type { ColumnFormat } from "../../shared/files/workbook.ts";
import { sampleFileName, type SampleSheet } from "./sample-file.ts";
import { fittedSeed } from "./sample-year.ts";
import type { RequisitionRow } from "./true-row.ts";

/** The lines above the headings of a requisition file; the last is blank, as in an export of a web form. */
export function requisitionTitle(what: string): readonly string[] {
  return [
    `Exempeldata: ${what}`,
    "Organisationsnummer och konton är testnummer. Personer, adresser och belopp är påhittade.",
    "",
  ];
}

/** The cells of a row in the order of the columns. */
export function cellsOf(row: RequisitionRow): readonly Cell[] {
  return requisitionColumns.map(({ id }) => row[id]);
}

/** A sheet of requisitions. `what` is part of the file name. */
export function requisitionSheet(
  what: string,
  seed: number,
  title: readonly string[],
  rows: readonly (readonly Cell[])[],
): SampleSheet {
  return {
    name: sampleFileName(what, seed, fittedSeed),
    sheet: "Rekvisitioner",
    title,
    columns: requisitionColumns.map(({ id, heading }) => ({ heading, format: formats[id] ?? "text" })),
    rows,
  };
}

/** The date of the representative's approval is text: the web form writes it so. */
const formats: Partial<Record<RequisitionColumnId, ColumnFormat>> = { amount: "integer", received: "date" };
