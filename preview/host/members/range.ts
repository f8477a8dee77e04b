import { HostError, invalidArgument, notFound } from "../errors.ts";
import type { Json } from "../protocol/json.ts";
import { Areas } from "../workbook/area.ts";
import { Area } from "../workbook/sheet.ts";
import { addressOf, parseAddress } from "../workbook/address.ts";
import type { Block } from "../workbook/block.ts";
import { fillLike } from "../workbook/filling.ts";
import { copyCells } from "../workbook/copying.ts";
import { deleteCells, insertCells } from "../workbook/moving.ts";
import { shownText } from "../evaluate/number-format.ts";
import {
  boundingRect,
  contains,
  intersection,
  isEntireColumn,
  isEntireRow,
  maxColumns,
  maxRows,
  onSheet,
  type Rect,
} from "../workbook/rect.ts";
import { type Scalar, valueType, wireValue } from "../workbook/scalar.ts";
import { cellKey, eachColumn, eachRow, grid, type Hyperlink } from "../workbook/sheet.ts";
import { clearCells, rowsFor, writeCells } from "../workbook/writing.ts";
import { area as areaArgument, boolean, integer, json, oneOf, optional, record, text } from "./arguments.ts";
import { cellProperties, setCellProperties, setLineProperties } from "./cell-properties.ts";
import { defineClass } from "./class.ts";
import { type Arg, type HostObject, objectOf } from "./host-object.ts";
import { selectRange } from "./selecting.ts";
import type { Session } from "./session.ts";

const maxRead = 5_000_000;

/** What each cell of a block shows through `cell`; null for whole columns and rows, as the client expects. */
function perCell(range: Area, cell: (row: number, column: number) => Json): Json {
  const rect = range.rect;
  if (isEntireColumn(rect) || isEntireRow(rect)) return null;
  if (rect.rows * rect.columns > maxRead)
    throw new HostError("ResponsePayloadSizeLimitExceeded", "Området är för stort för att läsas på en gång.");
  return grid(rect, cell);
}

function formulaOf(range: Area, row: number, column: number): Json {
  const cell = range.sheet.at(row, column);
  if (cell.formula !== null) return cell.formula;
  return wireValue(range.sheet.valueAt(row, column));
}

/** A block at an offset from another, which must fit on the sheet. */
function at(session: Session, range: Area, rect: Rect): HostObject {
  if (!onSheet(rect)) throw invalidArgument("området ligger utanför bladet");
  return session.range(range.sheet, rect);
}

function sharedRect(range: Area, other: Area): Rect | null {
  return other.sheet === range.sheet ? intersection(range.rect, other.rect) : null;
}

/** Writing to the middle of a merged block is legal; reading it answers empty cells. */
function setNumberFormats(range: Area, value: Arg, session: Session): void {
  const { sheet, rect } = range;
  if (isEntireColumn(rect) || isEntireRow(rect)) {
    const format = text(value, "numberFormat");
    sheet.assertPermitted("allowFormatCells");
    sheet.paint(rect, () => ({ numberFormat: format }));
  } else {
    const formats = rowsFor(rect, json(value, "numberFormat"), "numberFormat");
    sheet.assertPermitted("allowFormatCells");
    sheet.paint(rect, (_style, row, column) => {
      const format = formats(row, column);
      return format === null ? {} : { numberFormat: text(format, "numberFormat") || "General" };
    });
  }
  session.book.tell({ kind: "formatChanged", sheet, rect });
}

const hyperlink = record({
  address: optional(text, ""),
  documentReference: optional(text, ""),
  screenTip: optional(text, ""),
  textToDisplay: optional(text, ""),
});

function readLink({ sheet, rect }: Area): Json {
  const found = sheet.hyperlinks.find(({ area }) => area.alive && contains(area.rect, rect));
  return found ? { ...found.link } : null;
}

function writeLink(range: Area, value: Arg, session: Session): void {
  const { sheet, rect } = range;
  sheet.assertPermitted("allowInsertHyperlinks");
  const given = value === null ? null : hyperlink(value, "hyperlink");
  const kept = sheet.hyperlinks.filter(({ area }) => area.alive && !intersection(area.rect, rect));
  sheet.hyperlinks.splice(0, sheet.hyperlinks.length, ...kept);
  if (!given) return;
  const link: Hyperlink = Object.fromEntries(Object.entries(given).filter(([, part]) => part !== ""));
  sheet.hyperlinks.push({ area: sheet.track(rect), link });
  if (given.textToDisplay !== "") writeCells(session.book, range, given.textToDisplay, "textToDisplay");
  sheet.paint(rect, () => ({ fontColor: "#0563C1", underline: "Single", styleName: "Hyperlink" }));
}

function hiddenState(total: number, hidden: number): boolean | null {
  if (hidden === 0) return false;
  return hidden === total ? true : null;
}

function rowsHidden({ sheet, rect }: Area): boolean | null {
  if (rect.rows === maxRows) return hiddenState(maxRows, sheet.hiddenRows.size + sheet.filteredRows.size);
  let hidden = 0;
  eachRow(rect, (row) => (hidden += Number(sheet.isRowHidden(row))));
  return hiddenState(rect.rows, hidden);
}

function columnsHidden({ sheet, rect }: Area): boolean | null {
  let hidden = 0;
  eachColumn(rect, (column) => (hidden += Number(sheet.hiddenColumns.has(column))));
  return hiddenState(rect.columns, hidden);
}

function merge(range: Area, across: boolean, session: Session): void {
  const { sheet, rect } = range;
  sheet.assertPermitted("allowFormatCells");
  if (session.book.tablesOn(sheet).some((table) => intersection(table.area.rect, rect)))
    throw new HostError("InvalidOperation", "Celler i en tabell kan inte sammanfogas.");
  unmerge(range);
  const blocks = across
    ? Array.from({ length: rect.rows }, (_, row) => ({ ...rect, row: rect.row + row, rows: 1 }))
    : [rect];
  for (const block of blocks) {
    if (block.rows * block.columns < 2) continue;
    for (const key of [...sheet.keysIn(block)])
      if (key !== cellKey(block.row, block.column))
        sheet.store(key, { ...sheet.contents.get(key)!, formula: null, value: null, quoted: false });
    sheet.merges.push(sheet.track(block));
  }
}

function unmerge({ sheet, rect }: Area): void {
  const kept = sheet.merges.filter((area) => area.alive && !intersection(area.rect, rect));
  sheet.merges.splice(0, sheet.merges.length, ...kept);
}

/** The block around a cell that is filled without a gap. */
function surrounding({ sheet, rect }: Area): Rect {
  const filled = (row: number, column: number): boolean => sheet.valueAt(row, column) !== null;
  const used = sheet.usedRect(true);
  if (!used) return rect;
  let region = rect;
  for (;;) {
    const wide: Rect = {
      row: Math.max(0, region.row - 1),
      column: Math.max(0, region.column - 1),
      rows: region.rows + (region.row > 0 ? 2 : 1),
      columns: region.columns + (region.column > 0 ? 2 : 1),
    };
    const found = grid(wide, (row, column) =>
      filled(row, column) ? { row, column, rows: 1, columns: 1 } : null,
    )
      .flat()
      .filter((cell) => cell !== null)
      .reduce<Rect>(boundingRect, region);
    if (found.rows === region.rows && found.columns === region.columns) return region;
    region = found;
  }
}

/** Left, top, width and height in points. */
function extent({ sheet, rect }: Area): { left: number; top: number; width: number; height: number } {
  const width = (column: number): number =>
    sheet.hiddenColumns.has(column) ? 0 : (sheet.columnWidths.get(column) ?? 48);
  const height = (row: number): number => (sheet.isRowHidden(row) ? 0 : (sheet.rowHeights.get(row) ?? 15));
  const sum = (from: number, count: number, size: (index: number) => number): number =>
    Array.from({ length: count }, (_, index) => size(from + index)).reduce((total, each) => total + each, 0);
  return {
    left: sum(0, rect.column, width),
    top: sum(0, Math.min(rect.row, 100_000), height),
    width: sum(rect.column, rect.columns, width),
    height: sum(rect.row, Math.min(rect.rows, 100_000), height),
  };
}

const findCriteria = optional(
  record({
    completeMatch: optional(boolean, false),
    matchCase: optional(boolean, false),
    searchDirection: optional(oneOf(["Forward", "Backwards"]), "Forward"),
  }),
  { completeMatch: false, matchCase: false, searchDirection: "Forward" as const },
);

function find(range: Area, args: readonly Arg[]): Rect | null {
  const wanted = text(args[0], "text");
  const { completeMatch, matchCase } = findCriteria(args[1] ?? null, "criteria");
  const fold = (shown: string): string => (matchCase ? shown : shown.toLowerCase());
  const { sheet, rect } = range;
  const used = sheet.usedRect(true, rect);
  const within = used && intersection(used, rect);
  if (!within) return null;
  for (const line of grid(within, (row, column) => ({ row, column, rows: 1, columns: 1 })))
    for (const cell of line) {
      const shown = fold(
        shownText(sheet.valueAt(cell.row, cell.column), sheet.styleAt(cell.row, cell.column).numberFormat),
      );
      if (completeMatch ? shown === fold(wanted) : shown.includes(fold(wanted))) return cell;
    }
  return null;
}

const cellKinds = ["Constants", "Formulas", "Blanks", "Visible"] as const;

/** Cells of a kind, as one block a run of cells in a row. */
function specialCells(range: Area, args: readonly Arg[]): Rect[] {
  const kind = oneOf(cellKinds)(args[0], "cellType");
  const { sheet, rect } = range;
  const used = kind === "Blanks" || kind === "Visible" ? rect : sheet.usedRect(true, rect);
  const within = used && intersection(used, rect);
  if (!within) return [];
  const wanted = (row: number, column: number): boolean => {
    if (kind === "Visible") return !sheet.isRowHidden(row) && !sheet.hiddenColumns.has(column);
    const { formula } = sheet.at(row, column);
    const value: Scalar = sheet.valueAt(row, column);
    if (kind === "Blanks") return formula === null && value === null;
    return kind === "Formulas" ? formula !== null : formula === null && value !== null;
  };
  const runs: Rect[] = [];
  eachRow(within, (row) => {
    eachColumn(within, (column) => {
      if (!wanted(row, column)) return;
      const last = runs.at(-1);
      if (last?.row === row && last.column + last.columns === column)
        runs[runs.length - 1] = { ...last, columns: last.columns + 1 };
      else runs.push({ row, column, rows: 1, columns: 1 });
    });
  });
  return runs;
}

function several(session: Session, range: Area, rects: readonly Rect[]): HostObject | null {
  if (rects.length === 0) return null;
  return objectOf("RangeAreas", new Areas(rects.map((rect) => session.area(range.sheet, rect))));
}

function found<T>(value: T | null, what: string): T {
  if (value === null) throw notFound(what);
  return value;
}

const clearKinds = ["All", "Formats", "Contents", "Hyperlinks", "RemoveHyperlinks", "ResetContents"] as const;

function clear(range: Area, args: readonly Arg[], session: Session): void {
  const kind = optional(oneOf(clearKinds), "All")(args[0], "applyTo");
  if (kind === "Hyperlinks" || kind === "RemoveHyperlinks") writeLink(range, null, session);
  else clearCells(session.book, range, kind === "ResetContents" ? "Contents" : kind);
  if (kind !== "All") return;
  writeLink(range, null, session);
  unmerge(range);
  const { sheet, rect } = range;
  const apart = ({ areas }: { readonly areas: readonly Block[] }): boolean =>
    !areas.every((each) => each.alive && contains(rect, each.rect));
  sheet.conditionalFormats.splice(
    0,
    sheet.conditionalFormats.length,
    ...sheet.conditionalFormats.filter(apart),
  );
  sheet.validations.splice(0, sheet.validations.length, ...sheet.validations.filter(apart));
}

function edge(range: Area, args: readonly Arg[]): Rect {
  const direction = oneOf(["Left", "Right", "Up", "Down"])(args[0], "direction");
  const { sheet, rect } = range;
  const [down, right] = { Left: [0, -1], Right: [0, 1], Up: [-1, 0], Down: [1, 0] }[direction] as [
    number,
    number,
  ];
  const filled = (row: number, column: number): boolean => sheet.valueAt(row, column) !== null;
  const inside = (row: number, column: number): boolean =>
    row >= 0 && column >= 0 && row < maxRows && column < maxColumns;
  let { row, column } = rect;
  if (filled(row, column) && inside(row + down, column + right) && filled(row + down, column + right)) {
    while (inside(row + down, column + right) && filled(row + down, column + right))
      [row, column] = [row + down, column + right];
    return { row, column, rows: 1, columns: 1 };
  }
  const used = sheet.usedRect(true);
  while (inside(row + down, column + right)) {
    [row, column] = [row + down, column + right];
    if (filled(row, column)) return { row, column, rows: 1, columns: 1 };
    if (!used || row > used.row + used.rows || column > used.column + used.columns)
      return {
        row: down > 0 ? maxRows - 1 : row,
        column: right > 0 ? maxColumns - 1 : column,
        rows: 1,
        columns: 1,
      };
  }
  return { row, column, rows: 1, columns: 1 };
}

/** A block of cells. */
export const range = defineClass("Range", {
  referenceId: (target) => target.referenceId,
  members: {
    Values: {
      read: (target) => perCell(target, (row, column) => wireValue(target.sheet.valueAt(row, column))),
      write: (target, value, { book }) => {
        writeCells(book, target, json(value, "values"), "values");
      },
    },
    Formulas: {
      read: (target) => perCell(target, (row, column) => formulaOf(target, row, column)),
      write: (target, value, { book }) => {
        writeCells(book, target, json(value, "formulas"), "formulas");
      },
    },
    Text: {
      read: (target) =>
        perCell(target, (row, column) =>
          shownText(target.sheet.valueAt(row, column), target.sheet.styleAt(row, column).numberFormat),
        ),
    },
    ValueTypes: {
      read: (target) => perCell(target, (row, column) => valueType(target.sheet.valueAt(row, column))),
    },
    NumberFormat: {
      read: (target) => perCell(target, (row, column) => target.sheet.styleAt(row, column).numberFormat),
      write: setNumberFormats,
    },
    Address: { read: (target) => target.address },
    RowIndex: { read: (target) => target.rect.row },
    ColumnIndex: { read: (target) => target.rect.column },
    RowCount: { read: (target) => target.rect.rows },
    ColumnCount: { read: (target) => target.rect.columns },
    CellCount: {
      read: (target) => {
        const count = target.rect.rows * target.rect.columns;
        return count > 2 ** 31 - 1 ? -1 : count;
      },
    },
    RowHidden: {
      since: "1.2",
      read: rowsHidden,
      write: ({ sheet, rect }, value) => {
        const hidden = boolean(value, "rowHidden");
        sheet.assertPermitted("allowFormatRows");
        eachRow(rect, (row) => (hidden ? sheet.hiddenRows.add(row) : sheet.hiddenRows.delete(row)));
      },
    },
    ColumnHidden: {
      since: "1.2",
      read: columnsHidden,
      write: ({ sheet, rect }, value) => {
        const hidden = boolean(value, "columnHidden");
        sheet.assertPermitted("allowFormatColumns");
        eachColumn(rect, (column) =>
          hidden ? sheet.hiddenColumns.add(column) : sheet.hiddenColumns.delete(column),
        );
      },
    },
    Hidden: {
      since: "1.2",
      read: (target) => {
        const states = [rowsHidden(target), columnsHidden(target)];
        return states.includes(true) ? true : states.includes(null) ? null : false;
      },
    },
    IsEntireColumn: { since: "1.7", read: ({ rect }) => isEntireColumn(rect) },
    IsEntireRow: { since: "1.7", read: ({ rect }) => isEntireRow(rect) },
    Hyperlink: { since: "1.7", read: readLink, write: writeLink },
    Style: {
      since: "1.7",
      read: ({ sheet, rect }) => {
        const names = new Set(sheet.stylesIn(rect).map((style) => style.styleName));
        return names.size === 1 ? [...names][0]! : null;
      },
      write: ({ sheet, rect }, value) => {
        const styleName = text(value, "style");
        sheet.assertPermitted("allowFormatCells");
        sheet.paint(rect, () => ({ styleName }));
      },
    },
    HasSpill: {
      since: "1.12",
      read: ({ sheet, rect }) => {
        const keys = grid(rect, (row, column) => cellKey(row, column)).flat();
        const count = keys.filter((key) => sheet.spills.has(key) || sheet.spilled.has(key)).length;
        return hiddenState(keys.length, count);
      },
      onlyWhenNamed: true,
    },
    Left: { since: "1.10", read: (target) => extent(target).left },
    Top: { since: "1.10", read: (target) => extent(target).top },
    Width: { since: "1.10", read: (target) => extent(target).width },
    Height: { since: "1.10", read: (target) => extent(target).height },

    Format: { open: (target) => objectOf("RangeFormat", target) },
    Worksheet: { open: ({ sheet }) => objectOf("Worksheet", sheet) },
    Sort: { since: "1.2", open: (target) => objectOf("RangeSort", target) },
    ConditionalFormats: { since: "1.6", open: (target) => objectOf("ConditionalFormatCollection", target) },
    DataValidation: { since: "1.8", open: (target) => objectOf("DataValidation", target) },

    GetCell: {
      call: (target, [row, column], session) =>
        at(session, target, {
          row: target.rect.row + integer(row, "row"),
          column: target.rect.column + integer(column, "column"),
          rows: 1,
          columns: 1,
        }),
    },
    GetRow: {
      call: (target, [row], session) =>
        at(session, target, { ...target.rect, row: target.rect.row + integer(row, "row"), rows: 1 }),
    },
    GetColumn: {
      call: (target, [column], session) =>
        at(session, target, {
          ...target.rect,
          column: target.rect.column + integer(column, "column"),
          columns: 1,
        }),
    },
    GetLastRow: {
      call: (target, _args, session) =>
        at(session, target, { ...target.rect, row: target.rect.row + target.rect.rows - 1, rows: 1 }),
    },
    GetLastColumn: {
      call: (target, _args, session) =>
        at(session, target, {
          ...target.rect,
          column: target.rect.column + target.rect.columns - 1,
          columns: 1,
        }),
    },
    GetLastCell: {
      call: (target, _args, session) =>
        at(session, target, {
          row: target.rect.row + target.rect.rows - 1,
          column: target.rect.column + target.rect.columns - 1,
          rows: 1,
          columns: 1,
        }),
    },
    GetOffsetRange: {
      call: (target, [down, right], session) =>
        at(session, target, {
          ...target.rect,
          row: target.rect.row + integer(down, "rowOffset"),
          column: target.rect.column + integer(right, "columnOffset"),
        }),
    },
    GetResizedRange: {
      since: "1.3",
      call: (target, [rows, columns], session) =>
        at(session, target, {
          ...target.rect,
          rows: target.rect.rows + integer(rows, "deltaRows"),
          columns: target.rect.columns + integer(columns, "deltaColumns"),
        }),
    },
    GetAbsoluteResizedRange: {
      since: "1.7",
      call: (target, [rows, columns], session) =>
        at(session, target, {
          ...target.rect,
          rows: integer(rows, "numRows"),
          columns: integer(columns, "numColumns"),
        }),
    },
    GetRowsAbove: {
      since: "1.3",
      call: (target, [count], session) => {
        const rows = optional(integer, 1)(count, "count");
        return at(session, target, { ...target.rect, row: target.rect.row - rows, rows });
      },
    },
    GetRowsBelow: {
      since: "1.3",
      call: (target, [count], session) => {
        const rows = optional(integer, 1)(count, "count");
        return at(session, target, { ...target.rect, row: target.rect.row + target.rect.rows, rows });
      },
    },
    GetColumnsBefore: {
      since: "1.3",
      call: (target, [count], session) => {
        const columns = optional(integer, 1)(count, "count");
        return at(session, target, { ...target.rect, column: target.rect.column - columns, columns });
      },
    },
    GetColumnsAfter: {
      since: "1.3",
      call: (target, [count], session) => {
        const columns = optional(integer, 1)(count, "count");
        return at(session, target, {
          ...target.rect,
          column: target.rect.column + target.rect.columns,
          columns,
        });
      },
    },
    GetEntireRow: {
      call: (target, _args, session) =>
        at(session, target, { ...target.rect, column: 0, columns: maxColumns }),
    },
    GetEntireColumn: {
      call: (target, _args, session) => at(session, target, { ...target.rect, row: 0, rows: maxRows }),
    },
    GetBoundingRect: {
      call: (target, [other], session) => {
        const second = otherRange(target, other);
        return at(session, target, boundingRect(target.rect, second));
      },
    },
    GetIntersection: {
      call: (target, [other], session) =>
        session.range(
          target.sheet,
          found(intersection(target.rect, otherRange(target, other)), "områdena överlappar inte"),
        ),
    },
    GetIntersectionOrNullObject: {
      since: "1.4",
      call: (target, [other], session) => {
        const shared =
          typeof other === "string"
            ? intersection(target.rect, otherRange(target, other))
            : sharedRect(target, areaArgument(other, "anotherRange"));
        return shared && session.range(target.sheet, shared);
      },
    },
    GetUsedRange: {
      call: (target, [valuesOnly], session) => {
        const used = target.sheet.usedRect(optional(boolean, false)(valuesOnly, "valuesOnly"), target.rect);
        return session.range(target.sheet, used ?? { ...target.rect, rows: 1, columns: 1 });
      },
    },
    GetUsedRangeOrNullObject: {
      since: "1.4",
      call: (target, [valuesOnly], session) => {
        const used = target.sheet.usedRect(optional(boolean, false)(valuesOnly, "valuesOnly"), target.rect);
        return used && session.range(target.sheet, used);
      },
    },
    GetSurroundingRegion: {
      since: "1.7",
      call: (target, _args, session) => session.range(target.sheet, surrounding(target)),
    },
    GetRangeEdge: {
      since: "1.13",
      call: (target, args, session) => session.range(target.sheet, edge(target, args)),
    },
    GetExtendedRange: {
      since: "1.13",
      call: (target, args, session) =>
        session.range(target.sheet, boundingRect(target.rect, edge(target, args))),
    },
    GetVisibleView: { since: "1.3", call: (target) => objectOf("RangeView", target) },
    GetTables: {
      since: "1.9",
      call: (target, [fully], { book }) =>
        objectOf(
          "TableScopedCollection",
          book
            .tablesOn(target.sheet)
            .filter((table) =>
              optional(boolean, false)(fully, "fullyContained")
                ? contains(target.rect, table.area.rect)
                : intersection(target.rect, table.area.rect),
            ),
        ),
    },
    GetSpillingToRange: {
      since: "1.12",
      call: (target, _args, session) =>
        session.range(
          target.sheet,
          found(
            target.sheet.spills.get(cellKey(target.rect.row, target.rect.column)) ?? null,
            "cellen fyller inte fler celler",
          ),
        ),
    },
    GetSpillingToRangeOrNullObject: {
      since: "1.12",
      call: (target, _args, session) => {
        const spill = target.sheet.spills.get(cellKey(target.rect.row, target.rect.column));
        return spill ? session.range(target.sheet, spill) : null;
      },
    },
    GetSpillParentOrNullObject: {
      since: "1.12",
      call: (target, _args, session) => {
        const from = target.sheet.spilled.get(cellKey(target.rect.row, target.rect.column))?.from;
        if (from === undefined) return null;
        return session.range(target.sheet, {
          row: Math.floor(from / maxColumns),
          column: from % maxColumns,
          rows: 1,
          columns: 1,
        });
      },
    },
    GetSpecialCells: {
      since: "1.9",
      call: (target, args, session) =>
        found(several(session, target, specialCells(target, args)), "inga sådana celler"),
    },
    GetSpecialCellsOrNullObject: {
      since: "1.9",
      call: (target, args, session) => several(session, target, specialCells(target, args)),
    },
    GetMergedAreasOrNullObject: {
      since: "1.13",
      call: (target, _args, session) =>
        several(
          session,
          target,
          target.sheet.merges
            .filter((each) => each.alive && intersection(each.rect, target.rect))
            .map((each) => each.rect),
        ),
    },
    Find: {
      since: "1.9",
      call: (target, args, session) =>
        session.range(target.sheet, found(find(target, args), "texten finns inte")),
    },
    FindOrNullObject: {
      since: "1.9",
      call: (target, args, session) => {
        const cell = find(target, args);
        return cell && session.range(target.sheet, cell);
      },
    },

    Clear: {
      call: (target, args, session) => {
        clear(target, args, session);
      },
    },
    Insert: {
      call: ({ sheet, rect }, [direction], session) => {
        insertCells(session.book, sheet, rect, oneOf(["Down", "Right"])(direction, "shift"));
        return session.range(sheet, rect);
      },
    },
    Delete: {
      call: ({ sheet, rect }, [direction], { book }) => {
        deleteCells(book, sheet, rect, oneOf(["Up", "Left"])(direction, "shift"));
      },
    },
    Merge: {
      since: "1.2",
      call: (target, [across], session) => {
        merge(target, optional(boolean, false)(across, "across"), session);
      },
    },
    Unmerge: {
      since: "1.2",
      call: (target) => {
        unmerge(target);
      },
    },
    Select: {
      call: (target, _args, session) => {
        selectRange(session.book, target);
      },
    },
    Calculate: {
      since: "1.6",
      call: ({ sheet, rect }, _args, { book }) => {
        book.touch(sheet, rect);
      },
    },
    SetDirty: {
      since: "1.9",
      call: ({ sheet, rect }, _args, { book }) => {
        book.touch(sheet, rect);
      },
    },
    AutoFill: {
      since: "1.9",
      call: (target, [destination, kind], { book }) => {
        oneOf(["FillDefault", "FillCopy"])(kind ?? "FillDefault", "autoFillType");
        fillLike(book, target, otherRange(target, destination ?? null));
      },
    },
    CopyFrom: {
      since: "1.9",
      call: (target, [source, kind, skipBlanks, transpose], { book }) => {
        const what = optional(oneOf(["All", "Formulas", "Values", "Formats"]), "All")(kind, "copyType");
        if (optional(boolean, false)(transpose, "transpose")) throw invalidArgument("transpose");
        copyCells(
          book,
          sourceArea(target, source ?? null, book),
          target,
          what,
          optional(boolean, false)(skipBlanks, "skipBlanks"),
        );
      },
    },
    SetCellProperties: { since: "1.9", call: setCellProperties },
    GetCellProperties: { since: "1.9", call: cellProperties },
    SetRowProperties: {
      since: "1.9",
      call: (target, args, session) => {
        setLineProperties("row", target, args, session);
      },
    },
    SetColumnProperties: {
      since: "1.9",
      call: (target, args, session) => {
        setLineProperties("column", target, args, session);
      },
    },

    _KeepReference: { call: (target, _args, session) => void session.keep(objectOf("Range", target)) },
    _ValidateArraySize: {
      since: "1.3",
      call: ({ rect }, [rows, columns]) => {
        if (integer(rows, "rows") !== rect.rows || integer(columns, "columns") !== rect.columns)
          throw invalidArgument("antalet rader och kolumner stämmer inte med området");
      },
    },
  },
});

function otherRange(target: Area, other: Arg | undefined): Rect {
  if (typeof other === "string") return addressIn(other);
  const second = areaArgument(other, "anotherRange");
  if (second.sheet !== target.sheet) throw invalidArgument("områdena ligger på olika blad");
  return second.rect;
}

function addressIn(address: string): Rect {
  const parsed = parseAddress(address);
  if (!parsed) throw invalidArgument(address);
  return parsed.rect;
}

function sourceArea(target: Area, source: Arg, book: Session["book"]): Area {
  if (typeof source !== "string") return areaArgument(source, "sourceRange");
  const parsed = parseAddress(source);
  const sheet = parsed?.sheet == null ? target.sheet : book.sheetNamed(parsed.sheet);
  if (!parsed || !sheet) throw invalidArgument(source);
  return new Area(sheet, parsed.rect);
}

/** The cells of a block that are not hidden. */
export const rangeView = defineClass("RangeView", {
  since: "1.3",
  members: {
    Values: {
      read: (target) => visible(target, (row, column) => wireValue(target.sheet.valueAt(row, column))),
    },
    Formulas: { read: (target) => visible(target, (row, column) => formulaOf(target, row, column)) },
    Text: {
      read: (target) =>
        visible(target, (row, column) =>
          shownText(target.sheet.valueAt(row, column), target.sheet.styleAt(row, column).numberFormat),
        ),
    },
    CellAddresses: {
      read: (target) => visible(target, (row, column) => addressOf({ row, column, rows: 1, columns: 1 })),
    },
    RowCount: { read: (target) => visible(target, () => 0).length },
    ColumnCount: { read: (target) => visible(target, () => 0)[0]?.length ?? 0 },
    GetRange: { call: (target) => objectOf("Range", target) },
  },
});

function visible(target: Area, cell: (row: number, column: number) => Json): Json[][] {
  const { sheet, rect } = target;
  return grid(rect, (row, column) => ({ row, column }))
    .filter((line) => !sheet.isRowHidden(line[0]!.row))
    .map((line) =>
      line
        .filter(({ column }) => !sheet.hiddenColumns.has(column))
        .map(({ row, column }) => cell(row, column)),
    );
}

/** Several blocks used as one. */
export const rangeAreas = defineClass("RangeAreas", {
  since: "1.9",
  referenceId: (target) => target.referenceId,
  members: {
    Address: { read: ({ parts }) => parts.map((part) => part.address).join(",") },
    AreaCount: { read: ({ parts }) => parts.length },
    CellCount: { read: ({ parts }) => parts.reduce((sum, { rect }) => sum + rect.rows * rect.columns, 0) },
    Areas: { open: (target) => objectOf("RangeCollection", target) },
    Format: { open: (target) => objectOf("RangeFormat", target) },
    ConditionalFormats: { open: (target) => objectOf("ConditionalFormatCollection", target) },
    DataValidation: { open: (target) => objectOf("DataValidation", target) },
    Worksheet: { open: ({ parts }) => objectOf("Worksheet", parts[0]!.sheet) },
    Clear: {
      call: ({ parts }, args, session) => {
        for (const part of parts) clear(part, args, session);
      },
    },
    Select: {
      call: ({ parts }, _args, session) => {
        selectRange(session.book, parts[0]!);
      },
    },
    _KeepReference: { call: (target, _args, session) => void session.keep(objectOf("RangeAreas", target)) },
  },
});

/** The blocks of several. */
export const rangeCollection = defineClass("RangeCollection", {
  since: "1.9",
  itemClass: "Range",
  items: ({ parts }) => parts.map((part) => objectOf("Range", part)),
  members: {
    GetCount: { call: ({ parts }) => parts.length },
    GetItemAt: {
      call: ({ parts }, [index]) => {
        const part = parts[integer(index, "index")];
        if (!part) throw invalidArgument("index");
        return objectOf("Range", part);
      },
    },
  },
});
