import type { Channel } from "../../shared/api.ts";
import { readCsv } from "../../shared/files/csv.ts";
import { readFile } from "../../shared/files/read-file.ts";
import type { SheetRows } from "../../shared/files/workbook.ts";
import { requisitionColumns } from "../../shared/requisition/columns.ts";
import { requisitionTable } from "../../shared/tables/cases.ts";
import { deleteSheet, freeNames, headingRow, makeSheet, showSheet } from "../excel/new-sheet.ts";
import { inWorkbook } from "../excel/run.ts";
import { writeSetting } from "../excel/settings.ts";
import type { Work } from "../excel/work.ts";
import { WorkbookProblem } from "../excel/workbook-problem.ts";
import { noted } from "../sheets/environment-note.ts";
import { findLayout, layoutKey, type Layout, sortRows } from "../sheets/import-layout.ts";
import { importedRows, importWrites } from "../sheets/import-rows.ts";
import { toCell } from "../sheets/to-cell.ts";
import { requisitionSheetName } from "./check.ts";
import type { ImportPreview, Written } from "./contract.ts";
import { documentSetting } from "./document.ts";
import { keepFile } from "./keep-file.ts";
import type { CommandParts } from "./parts.ts";
import { sha256 } from "./sha256.ts";
import type { FactsMemory } from "./year-facts.ts";

/** Reads a file from outside and finds its columns. @throws WorkbookProblem in Swedish */
export async function readImportFile(
  parts: CommandParts,
  name: string,
  bytes: Uint8Array,
): Promise<ImportPreview> {
  const read = await readFile(name, bytes);
  if (!read.ok) throw new WorkbookProblem("file", read.error.text);
  const unknown = `Filen ${name} har ingen rad med minst tre av rekvisitionens rubriker. Kontrollera att det är rätt fil.`;
  return await previewOf(parts, read.value, { name, bytes, channel: "e-tjänst", unknown });
}

/** Text pasted from another workbook: what it was copied from came by mail, or it would have been the file. */
export async function readPastedText(parts: CommandParts, text: string): Promise<ImportPreview> {
  const bytes = new TextEncoder().encode(text);
  // Cells that are copied have tabs between them; what is inside a cell must not be taken for a separator.
  const cells = text.includes("\t") ? new TextEncoder().encode(`sep=\t\n${text}`) : bytes;
  const read = readCsv(cells, pastedName);
  if (!read.ok) throw new WorkbookProblem("file", read.error.text);
  const unknown =
    "Texten har ingen rad med minst tre av rekvisitionens rubriker. Kopiera också rubrikraderna och klistra in på nytt.";
  return await previewOf(parts, [read.value], { name: pastedName, bytes, channel: "e-post", unknown });
}

const pastedName = "Inklistrad text";

interface Origin {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly channel: Channel;
  /** What is said when none of it has the headings of requisitions. */
  readonly unknown: string;
}

async function previewOf(
  { memory }: CommandParts,
  sheets: readonly SheetRows[],
  { name, bytes, channel, unknown }: Origin,
): Promise<ImportPreview> {
  const found = bestSheet(sheets);
  if (found === null) throw new WorkbookProblem("file", unknown);
  const { sheet, layout } = found;
  const mapping = remembered(memory.read(layoutKey(layout.headings)), layout) ?? layout.mapping;
  const { data, leftOut } = sortRows(sheet.rows, { ...layout, mapping });
  return {
    source: {
      name,
      sha256: await sha256(bytes),
      bytes,
      channel,
      cells: sheet.rows,
      headingRow: layout.headingRow,
    },
    sheet: sheet.name,
    headings: layout.headings,
    mapping,
    leftOut,
    rows: data.length,
  };
}

/** The sheet of the file whose headings say most. */
function bestSheet(sheets: readonly SheetRows[]): { sheet: SheetRows; layout: Layout } | null {
  const found = sheets.flatMap((sheet) => {
    const layout = findLayout(sheet.rows);
    return layout === null ? [] : [{ sheet, layout }];
  });
  const known = ({ layout }: { layout: Layout }): number =>
    layout.mapping.filter((column) => column >= 0).length;
  return found.sort((a, b) => known(b) - known(a))[0] ?? null;
}

/** A mapping of an earlier import of the same layout; null when there is none that fits. */
function remembered(text: string | null, { headings }: Layout): number[] | null {
  const columns = (text ?? "").split(",").map(Number);
  const fits = columns.every(
    (column) => Number.isInteger(column) && column >= -1 && column < headings.length,
  );
  return text !== null && fits && columns.length === requisitionColumns.length ? columns : null;
}

/**
 * Writes the rows of a file on a worksheet of their own, in the columns of the requisition table; the file itself is
 * left as it is. The mapping is remembered for files with the same headings.
 */
export async function importFile(
  parts: CommandParts,
  facts: FactsMemory,
  { source, headings, mapping }: ImportPreview,
  work: Work,
): Promise<Written> {
  // Before its rows are anywhere: what is registered later from the sheet is this file.
  await keepFile(parts, source, work.signal);
  parts.memory.write(layoutKey(headings), mapping.join(","));
  const year = await facts.of(parts.year(), work.signal);
  const { data } = sortRows(source.cells, { headingRow: source.headingRow, mapping });
  const rows = importedRows({ cells: source.cells, rows: data, mapping }, year);
  const id = await inWorkbook(parts.supports("1.20"), async (book) => {
    const free = await freeNames(book, requisitionSheetName, requisitionTable.table);
    const title = noted(
      [`Rekvisitioner ur ${source.name}`, `${rows.length} rader. SHA-256 ${source.sha256}`],
      parts.environment,
    );
    const made = await makeSheet(
      book,
      {
        name: free.sheet,
        table: free.table,
        title: title.map(toCell),
        headings: requisitionTable.columns.map(({ heading, width = 16, list }) => ({
          heading: toCell(heading),
          width,
          ...(list && { list }),
        })),
        rows: rows.length,
        runs: importWrites(rows, headingRow + 1),
        links: [],
      },
      null,
      work,
    );
    await writeSetting(
      book,
      documentSetting(free.table),
      JSON.stringify({ name: source.name, sha256: source.sha256, channel: source.channel }),
    );
    await showSheet(book, made);
    return made;
  });
  return {
    cells: rows.length * requisitionColumns.length,
    undo: () => inWorkbook(parts.supports("1.20"), (book) => deleteSheet(book, id)),
  };
}
