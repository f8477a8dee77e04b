import {
  findHistoryLayout,
  type HistoryLayout,
  type HistoryMapping,
  mappingFault,
  proposeMapping,
} from "./layout.ts";
import type { OldSheet } from "./old-sheet.ts";
import { type HistoryReading, type LeftOut, readHistory } from "./read-history.ts";
import type { Names } from "./read-recipient.ts";

/** A sheet of an old workbook with how it is to be read; null: not at all; undefined: as is proposed. */
export interface ChosenSheet {
  readonly sheet: OldSheet;
  readonly mapping?: HistoryMapping | null | undefined;
}

/** A sheet with the mapping that is proposed for it, and what has to be said before it can be read. */
export interface ProposedSheet {
  readonly sheet: OldSheet;
  readonly mapping: HistoryMapping | null;
  readonly layout: HistoryLayout | null;
  /** In Swedish; null when it can be read. */
  readonly fault: string | null;
}

/** The sheets with what is proposed where nothing is chosen; `saved` is what officials have confirmed of a layout. */
export function proposeSheets(
  sheets: readonly ChosenSheet[],
  saved: (layout: HistoryLayout) => HistoryMapping | null,
): ProposedSheet[] {
  return sheets.map(({ sheet, mapping: chosen }) => {
    const layout = findHistoryLayout(sheet);
    if (layout === null) return { sheet, layout, mapping: null, fault: noHeadings };
    if (chosen === null) return { sheet, layout, mapping: null, fault: null };
    const proposed = proposeMapping(sheet, layout);
    const known = saved(layout);
    // Which year a sheet is of is said by the sheet, not by the layout.
    const mapping = chosen ?? (known === null ? proposed : { ...known, year: proposed.year });
    return { sheet, layout, mapping, fault: mappingFault(mapping) };
  });
}

const noHeadings = "Bladet har ingen rad med rubriker.";

/** Reads the sheets that can be read; the others are left out, whole. */
export function readOldSheets(
  sheets: readonly ProposedSheet[],
  names: Names,
  earlier: ReadonlySet<string>,
): HistoryReading {
  const mapped = sheets.flatMap(({ sheet, layout, mapping, fault }) =>
    layout === null || mapping === null || fault !== null ? [] : [{ sheet, layout, mapping }],
  );
  const reading = readHistory(mapped, names, earlier);
  return { ...reading, leftOut: [...sheets.flatMap(wholeSheet), ...reading.leftOut] };
}

function wholeSheet({ sheet: { name, rows }, mapping, fault }: ProposedSheet): LeftOut[] {
  if (rows.length === 0 || (mapping !== null && fault === null)) return [];
  const why = fault ?? "Bladet är inte valt.";
  return [{ sheet: name, cell: "A1", value: name, what: "sheet", why, kronor: 0 }];
}
