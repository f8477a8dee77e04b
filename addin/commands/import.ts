import type { Channel } from "../../shared/api.ts";
import type { Cell } from "../../shared/cell.ts";
import { readCsv } from "../../shared/files/csv.ts";
import { readFile } from "../../shared/files/read-file.ts";
import type { SheetRows } from "../../shared/files/workbook.ts";
import {
  deleteSheet,
  freeNames,
  headingRow,
  makeSheet,
  type NewColumn,
  showSheet,
} from "../excel/new-sheet.ts";
import { inWorkbook } from "../excel/run.ts";
import { writeSetting } from "../excel/settings.ts";
import type { Work } from "../excel/work.ts";
import { WorkbookProblem } from "../excel/workbook-problem.ts";
import { noted } from "../sheets/environment-note.ts";
import { findLayout, layoutKey, type Layout, sortRows } from "../sheets/import-layout.ts";
import { type Chosen, importWrites } from "../sheets/import-rows.ts";
import type { SheetKind } from "../sheets/sheet-block.ts";
import { toCell } from "../sheets/to-cell.ts";
import type { ImportPreview, Written } from "./results.ts";
import { documentSetting } from "./document.ts";
import { keepFile } from "./keep-file.ts";
import type { CommandParts } from "./parts.ts";
import { sha256 } from "./sha256.ts";

/** Reads a file from outside and finds its columns. @throws WorkbookProblem in Swedish */
export async function readImportFile(
  parts: CommandParts,
  kind: SheetKind,
  name: string,
  bytes: Uint8Array,
): Promise<ImportPreview> {
  const read = await readFile(name, bytes);
  if (!read.ok) throw new WorkbookProblem("file", read.error.text);
  const unknown = `Filen ${name} har ingen rad med minst tre av ${kind.whose} rubriker. Kontrollera att det är rätt fil.`;
  return await previewOf(parts, kind, read.value, { name, bytes, channel: "e-tjänst", unknown });
}

/** Text pasted from another workbook: what it was copied from came by mail, or it would have been the file. */
export async function readPastedText(
  parts: CommandParts,
  kind: SheetKind,
  text: string,
): Promise<ImportPreview> {
  const bytes = new TextEncoder().encode(text);
  // Cells that are copied have tabs between them; what is inside a cell must not be taken for a separator.
  const cells = text.includes("\t") ? new TextEncoder().encode(`sep=\t\n${text}`) : bytes;
  const read = readCsv(cells, pastedName);
  if (!read.ok) throw new WorkbookProblem("file", read.error.text);
  const unknown = `Texten har ingen rad med minst tre av ${kind.whose} rubriker. Kopiera också rubrikraderna och klistra in på nytt.`;
  return await previewOf(parts, kind, [read.value], { name: pastedName, bytes, channel: "e-post", unknown });
}

const pastedName = "Inklistrad text";

interface Origin {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly channel: Channel;
  /** What is said when none of it has the headings of the kind. */
  readonly unknown: string;
}

async function previewOf(
  { memory }: CommandParts,
  kind: SheetKind,
  sheets: readonly SheetRows[],
  { name, bytes, channel, unknown }: Origin,
): Promise<ImportPreview> {
  const found = bestSheet(kind, sheets);
  if (found === null) throw new WorkbookProblem("file", unknown);
  const { sheet, layout } = found;
  const mapping = remembered(kind, memory.read(layoutKey(kind, layout.headings)), layout) ?? layout.mapping;
  const { data, leftOut } = sortRows(kind, sheet.rows, { ...layout, mapping });
  return {
    source: {
      name,
      sha256: await sha256(bytes),
      bytes,
      channel,
      cells: sheet.rows,
      headingRow: layout.headingRow,
    },
    columns: kind.columns,
    sheet: sheet.name,
    headings: layout.headings,
    mapping,
    leftOut,
    rows: data.length,
  };
}

/** The sheet of the file whose headings say most. */
function bestSheet(
  kind: SheetKind,
  sheets: readonly SheetRows[],
): { sheet: SheetRows; layout: Layout } | null {
  const found = sheets.flatMap((sheet) => {
    const layout = findLayout(kind, sheet.rows);
    return layout === null ? [] : [{ sheet, layout }];
  });
  const known = ({ layout }: { layout: Layout }): number =>
    layout.mapping.filter((column) => column >= 0).length;
  return found.sort((a, b) => known(b) - known(a))[0] ?? null;
}

/** A mapping of an earlier import of the same layout; null when there is none that fits. */
function remembered({ columns: own }: SheetKind, text: string | null, { headings }: Layout): number[] | null {
  const columns = (text ?? "").split(",").map(Number);
  const fits = columns.every(
    (column) => Number.isInteger(column) && column >= -1 && column < headings.length,
  );
  return text !== null && fits && columns.length === own.length ? columns : null;
}

/** Where the rows of a file are written. */
export interface FileSheet {
  readonly kind: SheetKind;
  /** Free names begin with these. */
  readonly sheet: string;
  readonly table: string;
  /** What the title says that the rows are: "Rekvisitioner". */
  readonly title: string;
  readonly headings: readonly NewColumn[];
  readonly rowsOf: (chosen: Chosen) => readonly (readonly Cell[])[];
}

/**
 * Writes the rows of a file on a worksheet of their own, in the columns of the kind; the file itself is kept as it is.
 * The mapping is remembered for files with the same headings.
 */
export async function importFile(
  parts: CommandParts,
  { kind, headings, rowsOf, ...names }: FileSheet,
  { source, headings: ofFile, mapping }: ImportPreview,
  work: Work,
): Promise<Written> {
  // Before its rows are anywhere: what is registered later from the sheet is this file.
  await keepFile(parts, source, work.signal);
  parts.memory.write(layoutKey(kind, ofFile), mapping.join(","));
  const { data } = sortRows(kind, source.cells, { headingRow: source.headingRow, mapping });
  const rows = rowsOf({ cells: source.cells, rows: data, mapping });
  const id = await inWorkbook(parts.supports("1.20"), async (book) => {
    const free = await freeNames(book, names.sheet, names.table);
    const title = noted(
      [`${names.title} ur ${source.name}`, `${rows.length} rader. SHA-256 ${source.sha256}`],
      parts.environment,
    );
    const made = await makeSheet(
      book,
      {
        name: free.sheet,
        table: free.table,
        title: title.map(toCell),
        headings,
        rows: rows.length,
        runs: importWrites(kind, rows, headingRow + 1),
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
    cells: rows.length * kind.columns.length,
    undo: () => inWorkbook(parts.supports("1.20"), (book) => deleteSheet(book, id)),
  };
}
