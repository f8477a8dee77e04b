import type { Cell } from "../../shared/cell.ts";
import type { SheetColumn } from "../../shared/files/workbook.ts";
import { writeWorkbook } from "../../shared/files/write-xlsx.ts";

/** A file of the sample: its bytes, and the cells that a reader finds in it. */
export interface SampleFile {
  /** File name with ".xlsx". */
  readonly name: string;
  readonly sheet: string;
  /** `rows[0]` is worksheet row 1: title, headings, data. Dates are Excel serials, except those written as text. */
  readonly rows: readonly (readonly Cell[])[];
  readonly bytes: Uint8Array;
}

/** What a sample file is made of; `title` names it as exempeldata. */
export interface SampleSheet {
  readonly name: string;
  readonly sheet: string;
  readonly title: readonly string[];
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

/** 1-based worksheet row of the first data row below a title of so many lines and the headings. */
export function firstDataRow(title: readonly string[]): number {
  return title.length + 2;
}

/** The cells that a reader finds in the file: title, headings, rows, without blank cells at the end of a row. */
export function cellsOfSheet({ title, columns, rows }: SampleSheet): readonly (readonly Cell[])[] {
  return [
    ...title.map((line) => (line === "" ? [] : [line])),
    columns.map(({ heading }) => heading),
    ...rows.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== null) + 1)),
  ];
}

/** Writes the file; the same sheet gives the same bytes. */
export async function sampleFile(sheet: SampleSheet): Promise<SampleFile> {
  const { title, columns, rows } = sheet;
  const bytes = await writeWorkbook([{ name: sheet.sheet, title, columns, rows }]);
  return { name: sheet.name, sheet: sheet.sheet, rows: cellsOfSheet(sheet), bytes };
}

/** The name of a sample file; the fitted year needs no mention of its seed. */
export function sampleFileName(what: string, seed: number, fitted: number): string {
  return seed === fitted ? `Exempeldata ${what}.xlsx` : `Exempeldata ${what}, serie ${String(seed)}.xlsx`;
}
