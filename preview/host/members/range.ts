import { invalidArgument, notFound } from "../errors.ts";
import { shownText } from "../evaluate/number-format.ts";
import { parseAddress } from "../workbook/address.ts";
import { Areas } from "../workbook/area.ts";
import { copyCells } from "../workbook/copying.ts";
import { fillLike } from "../workbook/filling.ts";
import { extent } from "../workbook/extent.ts";
import { deleteCells, insertCells } from "../workbook/moving.ts";
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
import { valueType, wireValue } from "../workbook/scalar.ts";
import { Area, cellKey, eachColumn, eachRow, grid } from "../workbook/sheet.ts";
import { writeCells } from "../workbook/writing.ts";
import { area as areaArgument, boolean, integer, json, oneOf, optional, text } from "./arguments.ts";
import { cellProperties, setCellProperties, setLineProperties } from "./cell-properties.ts";
import { defineClass } from "./class.ts";
import { type Arg, type HostObject, objectOf } from "./host-object.ts";
import { perCell, formulaOf, setNumberFormats } from "./range-cells.ts";
import { merge, unmerge, clear } from "./range-clearing.ts";
import { columnsHidden, hiddenState, rowsHidden } from "./range-hidden.ts";
import { surrounding, find, specialCells, edge } from "./range-finding.ts";
import { readLink, writeLink } from "./range-links.ts";
import { selectRange } from "./selecting.ts";
import type { Session } from "./session.ts";

/** A block at an offset from another, which must fit on the sheet. */
function at(session: Session, range: Area, rect: Rect): HostObject {
  if (!onSheet(rect)) throw invalidArgument("området ligger utanför bladet");
  return session.range(range.sheet, rect);
}

function sharedRect(range: Area, other: Area): Rect | null {
  return other.sheet === range.sheet ? intersection(range.rect, other.rect) : null;
}

function several(session: Session, range: Area, rects: readonly Rect[]): HostObject | null {
  if (rects.length === 0) return null;
  return objectOf("RangeAreas", new Areas(rects.map((rect) => session.area(range.sheet, rect))));
}

function found<T>(value: T | null, what: string): T {
  if (value === null) throw notFound(what);
  return value;
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
