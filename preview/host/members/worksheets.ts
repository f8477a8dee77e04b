import { HostError, invalidArgument, notFound } from "../errors.ts";
import { parseAddress } from "../workbook/address.ts";
import { Areas } from "../workbook/area.ts";
import type { Book } from "../workbook/book.ts";
import { protectionOptions, type ProtectionOptions } from "../workbook/protection.ts";
import { maxColumns, maxRows, onSheet, type Rect } from "../workbook/rect.ts";
import type { Sheet } from "../workbook/sheet.ts";
import {
  activateSheet,
  addSheet,
  deleteSheet,
  moveSheet,
  renameSheet,
  showSheet,
} from "../workbook/sheets.ts";
import {
  boolean,
  color,
  integer,
  number,
  oneOf,
  optional,
  rectOfPlace,
  place,
  record,
  text,
} from "./arguments.ts";
import { defineClass } from "./class.ts";
import { type Arg, type HostObject, objectOf } from "./host-object.ts";
import { listening, workbookTarget } from "./events.ts";
import type { Session } from "./session.ts";

/** A sheet by id or name. */
function sheetBy(book: Book, key: Arg): Sheet | null {
  if (typeof key !== "string") throw invalidArgument("key");
  return book.sheets.find((sheet) => sheet.id === key) ?? book.sheetNamed(key);
}

function inOrder(book: Book, visibleOnly: Arg | undefined): readonly Sheet[] {
  const visible = optional(boolean, false)(visibleOnly, "visibleOnly");
  return visible ? book.sheets.filter((sheet) => sheet.visibility === "Visible") : book.sheets;
}

const worksheet = (sheet: Sheet): HostObject => objectOf("Worksheet", sheet);

export const worksheetCollection = defineClass("WorksheetCollection", {
  itemClass: "Worksheet",
  items: (book) => book.sheets.map(worksheet),
  item: (book, key) => {
    const sheet = sheetBy(book, key);
    return sheet && worksheet(sheet);
  },
  members: {
    Add: { call: (book, [name]) => worksheet(addSheet(book, optional(text, null)(name, "name"))) },
    GetActiveWorksheet: { call: (book) => worksheet(book.active) },
    GetCount: { since: "1.4", call: (book, [visibleOnly]) => inOrder(book, visibleOnly).length },
    GetFirst: { since: "1.5", call: (book, [visibleOnly]) => worksheet(inOrder(book, visibleOnly)[0]!) },
    GetLast: { since: "1.5", call: (book, [visibleOnly]) => worksheet(inOrder(book, visibleOnly).at(-1)!) },
    GetItemOrNullObject: {
      since: "1.4",
      call: (book, [key]) => {
        const sheet = sheetBy(book, key ?? null);
        return sheet && worksheet(sheet);
      },
    },
    ...listening(() => workbookTarget, {
      Activated: [11, "1.7"],
      Deactivated: [12, "1.7"],
      Added: [13, "1.7"],
      Deleted: [15, "1.7"],
      Calculated: [16, "1.8"],
      DataChanged: [10, "1.9"],
      SelectionChanged: [14, "1.9"],
      FormatChanged: [18, "1.9"],
      RowSorted: [19, "1.10"],
      ProtectionChanged: [24, "1.14"],
    }),
  },
});

/** The cells an argument means on this sheet; the whole sheet when it is left out. */
export function rectOn(book: Book, sheet: Sheet, address: Arg | undefined): Rect {
  if (address === null || address === undefined || address === "")
    return { row: 0, column: 0, rows: maxRows, columns: maxColumns };
  const asked = text(address, "address");
  const parsed = parseAddress(asked);
  if (parsed) {
    if (parsed.sheet !== null && parsed.sheet.toLowerCase() !== sheet.name.toLowerCase())
      throw invalidArgument(asked);
    return parsed.rect;
  }
  const item = book.nameIn(sheet, asked) ?? book.nameIn(null, asked);
  if (item?.area?.alive === true && item.area.sheet === sheet) return item.area.rect;
  const table = book.tableNamed(asked);
  if (table?.sheet === sheet) return table.area.rect;
  throw invalidArgument(`address: ${asked}`);
}

function used(sheet: Sheet, [valuesOnly]: readonly Arg[]): Rect | null {
  return sheet.usedRect(optional(boolean, false)(valuesOnly, "valuesOnly"));
}

function neighbour(book: Book, sheet: Sheet, visibleOnly: Arg | undefined, step: number): Sheet | null {
  const wanted = optional(boolean, false)(visibleOnly, "visibleOnly");
  const all = book.sheets.filter((each) => each === sheet || !wanted || each.visibility === "Visible");
  return all[all.indexOf(sheet) + step] ?? null;
}

function present(sheet: Sheet | null): HostObject {
  if (!sheet) throw notFound("bladet");
  return worksheet(sheet);
}

export const worksheetClass = defineClass("Worksheet", {
  id: (sheet) => sheet.id,
  members: {
    Id: { read: (sheet) => sheet.id },
    Name: {
      read: (sheet) => sheet.name,
      write: (sheet, value, { book }) => {
        renameSheet(book, sheet, text(value, "name"));
      },
    },
    Position: {
      read: (sheet, { book }) => book.sheets.indexOf(sheet),
      write: (sheet, value, { book }) => {
        moveSheet(book, sheet, integer(value, "position"));
      },
    },
    Visibility: {
      read: (sheet) => sheet.visibility,
      write: (sheet, value, { book }) => {
        showSheet(book, sheet, oneOf(["Visible", "Hidden", "VeryHidden"])(value, "visibility"));
      },
    },
    TabColor: {
      since: "1.7",
      read: (sheet) => sheet.tabColor,
      write: (sheet, value) => {
        sheet.tabColor = value === "" ? "" : color(value, "tabColor");
      },
    },
    ShowGridlines: { since: "1.8", read: (sheet) => sheet.showGridlines },
    // The client writes these two under names of their own.
    Gridlines: {
      since: "1.8",
      read: (sheet) => sheet.showGridlines,
      write: (sheet, value) => {
        sheet.showGridlines = boolean(value, "showGridlines");
      },
      onlyWhenNamed: true,
    },
    ShowHeadings: { since: "1.8", read: (sheet) => sheet.showHeadings },
    Headings: {
      since: "1.8",
      read: (sheet) => sheet.showHeadings,
      write: (sheet, value) => {
        sheet.showHeadings = boolean(value, "showHeadings");
      },
      onlyWhenNamed: true,
    },
    EnableCalculation: {
      since: "1.9",
      read: (sheet) => sheet.enableCalculation,
      write: (sheet, value) => {
        sheet.enableCalculation = boolean(value, "enableCalculation");
      },
    },
    StandardHeight: { since: "1.7", read: () => 15 },
    StandardWidth: {
      since: "1.7",
      read: (sheet) => sheet.standardWidth,
      write: (sheet, value) => {
        sheet.standardWidth = number(value, "standardWidth");
      },
    },

    Tables: { open: (sheet) => objectOf("TableCollection", { sheet }) },
    Names: { since: "1.4", open: (scope) => objectOf("NamedItemCollection", { scope }) },
    Charts: { open: (sheet) => objectOf("ChartCollection", sheet) },
    Comments: { since: "1.10", open: (sheet) => objectOf("CommentCollection", { sheet }) },
    Protection: { since: "1.2", open: (sheet) => objectOf("WorksheetProtection", sheet) },
    FreezePanes: { since: "1.7", open: (sheet) => objectOf("WorksheetFreezePanes", sheet) },
    AutoFilter: {
      since: "1.9",
      open: (sheet) => objectOf("AutoFilter", { sheet, table: null, filtering: sheet.filtering }),
    },

    Activate: {
      call: (sheet, _args, { book }) => {
        activateSheet(book, sheet);
      },
    },
    Calculate: {
      since: "1.6",
      call: (_sheet, _args, { book }) => {
        book.touchStructure();
      },
    },
    Delete: {
      call: (sheet, _args, { book }) => {
        deleteSheet(book, sheet);
      },
    },
    GetRange: {
      call: (sheet, [address], session) => session.range(sheet, rectOn(session.book, sheet, address)),
    },
    GetRanges: {
      since: "1.9",
      call: (sheet, [address], session) => {
        const asked = optional(text, "")(address, "address");
        const rects = asked.split(",").map((each) => rectOn(session.book, sheet, each));
        return objectOf("RangeAreas", new Areas(rects.map((rect) => session.area(sheet, rect))));
      },
    },
    GetCell: {
      call: (sheet, [row, column], session) =>
        within(session, sheet, {
          row: integer(row, "row"),
          column: integer(column, "column"),
          rows: 1,
          columns: 1,
        }),
    },
    GetRangeByIndexes: {
      since: "1.7",
      call: (sheet, [row, column, rows, columns], session) =>
        within(session, sheet, {
          row: integer(row, "startRow"),
          column: integer(column, "startColumn"),
          rows: integer(rows, "rowCount"),
          columns: integer(columns, "columnCount"),
        }),
    },
    GetUsedRange: {
      call: (sheet, args, session) =>
        session.range(sheet, used(sheet, args) ?? { row: 0, column: 0, rows: 1, columns: 1 }),
    },
    GetUsedRangeOrNullObject: {
      since: "1.4",
      call: (sheet, args, session) => {
        const rect = used(sheet, args);
        return rect && session.range(sheet, rect);
      },
    },
    GetNext: {
      since: "1.5",
      call: (sheet, [visibleOnly], { book }) => present(neighbour(book, sheet, visibleOnly, 1)),
    },
    GetNextOrNullObject: {
      since: "1.5",
      call: (sheet, [visibleOnly], { book }) => {
        const next = neighbour(book, sheet, visibleOnly, 1);
        return next && worksheet(next);
      },
    },
    GetPrevious: {
      since: "1.5",
      call: (sheet, [visibleOnly], { book }) => present(neighbour(book, sheet, visibleOnly, -1)),
    },
    GetPreviousOrNullObject: {
      since: "1.5",
      call: (sheet, [visibleOnly], { book }) => {
        const previous = neighbour(book, sheet, visibleOnly, -1);
        return previous && worksheet(previous);
      },
    },
    ...listening((sheet) => sheet.id, {
      Activated: [11, "1.7"],
      Deactivated: [12, "1.7"],
      Calculated: [16, "1.8"],
      DataChanged: [10, "1.7"],
      SelectionChanged: [14, "1.7"],
      FormatChanged: [18, "1.9"],
      RowSorted: [19, "1.10"],
      ProtectionChanged: [24, "1.14"],
    }),
  },
});

function within(session: Session, sheet: Sheet, rect: Rect): HostObject {
  if (!onSheet(rect)) throw invalidArgument("området ligger utanför bladet");
  return session.range(sheet, rect);
}

const optionShapes = Object.fromEntries(
  protectionOptions.map((option) => [option, optional(boolean, false)]),
);
const options = record({
  ...optionShapes,
  selectionMode: optional(oneOf(["Normal", "None", "Unlocked"]), "Normal"),
});

export const worksheetProtection = defineClass("WorksheetProtection", {
  since: "1.2",
  members: {
    Protected: { read: (sheet) => sheet.protection !== null },
    Options: { read: (sheet) => (sheet.protection ? { ...sheet.protection } : null) },
    Protect: {
      call: (sheet, [given, password], { book }) => {
        if (sheet.protection) throw new HostError("InvalidOperation", `${sheet.name} är redan skyddat.`);
        sheet.protection = options(given ?? {}, "options") as unknown as ProtectionOptions;
        sheet.protectionPassword = optional(text, null)(password, "password");
        book.tell({ kind: "protectionChanged", sheet });
      },
    },
    Unprotect: {
      call: (sheet, [password], { book }) => {
        if (sheet.protectionPassword !== null && sheet.protectionPassword !== password)
          throw new HostError("AccessDenied", "Fel lösenord.");
        sheet.protection = null;
        sheet.protectionPassword = null;
        book.tell({ kind: "protectionChanged", sheet });
      },
    },
  },
});

export const worksheetFreezePanes = defineClass("WorksheetFreezePanes", {
  since: "1.7",
  members: {
    FreezeRows: {
      call: (sheet, [count]) => {
        sheet.frozen = { rows: optional(integer, 1)(count, "count"), columns: 0 };
      },
    },
    FreezeColumns: {
      call: (sheet, [count]) => {
        sheet.frozen = { rows: 0, columns: optional(integer, 1)(count, "count") };
      },
    },
    FreezeAt: {
      call: (sheet, [range]) => {
        const rect = rectOfPlace(place(range, "frozenRange"));
        sheet.frozen = {
          rows: rect.rows === maxRows ? 0 : rect.row + rect.rows,
          columns: rect.columns === maxColumns ? 0 : rect.column + rect.columns,
        };
      },
    },
    Unfreeze: {
      call: (sheet) => {
        sheet.frozen = { rows: 0, columns: 0 };
      },
    },
    GetLocationOrNullObject: {
      call: (sheet, _args, session) => {
        const { rows, columns } = sheet.frozen;
        if (rows === 0 && columns === 0) return null;
        return session.range(sheet, {
          row: 0,
          column: 0,
          rows: rows || maxRows,
          columns: columns || maxColumns,
        });
      },
    },
  },
});
