import { invalidArgument, invalidOperation, notFound } from "../errors.ts";
import type { Json } from "../protocol/json.ts";
import { Area } from "../workbook/sheet.ts";
import { parseAddress } from "../workbook/address.ts";
import type { Book } from "../workbook/book.ts";
import { deleteCells, insertCells } from "../workbook/moving.ts";
import type { Rect } from "../workbook/rect.ts";
import { wireValue } from "../workbook/scalar.ts";
import { grid, type Sheet } from "../workbook/sheet.ts";
import { sortRows } from "../workbook/sorting.ts";
import { bodyRect, headerRect, type Table, type TableColumn, totalRect } from "../workbook/table.ts";
import {
  addTable,
  refilter,
  removeTable,
  renameTable,
  resizeTable,
  showHeaders,
  showTotals,
} from "../workbook/tables.ts";
import { writeCells } from "../workbook/writing.ts";
import { area as areaArgument, boolean, integer, json, number, optional, place, text } from "./arguments.ts";
import { defineClass, type ValueMember } from "./class.ts";
import { type Arg, type HostObject, objectOf } from "./host-object.ts";
import { listening, workbookTarget } from "./events.ts";
import { sortFields } from "./sort.ts";
import type { Session } from "./session.ts";
import { rectOn } from "./worksheets.ts";

const tableObject = (table: Table): HostObject => objectOf("Table", table);

function tablesOf(sheet: Sheet | null, book: Book): readonly Table[] {
  return sheet ? book.tablesOn(sheet) : book.tableList;
}

/** A table by id or name; ids are numbers written as text. */
function tableBy(tables: readonly Table[], key: Arg | undefined): Table | null {
  if (typeof key !== "string" && typeof key !== "number") throw invalidArgument("key");
  const wanted = String(key);
  const lower = wanted.toLowerCase();
  return (
    tables.find((table) => table.id === wanted) ??
    tables.find((table) => table.name.toLowerCase() === lower) ??
    null
  );
}

function at<T>(items: readonly T[], index: Arg | undefined): T {
  const found = items[integer(index, "index")];
  if (found === undefined) throw invalidArgument("index");
  return found;
}

/** The block a table is to be made of: on this sheet, or on the sheet the address names. */
function newPlace(
  sheet: Sheet | null,
  given: Arg | undefined,
  book: Book,
): { readonly sheet: Sheet; readonly rect: Rect } {
  if (typeof given !== "string") {
    const area = areaArgument(given, "address");
    if (sheet && area.sheet !== sheet) throw invalidArgument("address");
    return area;
  }
  const parsed = parseAddress(given);
  const named = parsed?.sheet == null ? (sheet ?? book.active) : book.sheetNamed(parsed.sheet);
  if (!named || (sheet && named !== sheet)) throw invalidArgument(`address: ${given}`);
  return { sheet: named, rect: rectOn(book, named, given) };
}

export const tableCollection = defineClass("TableCollection", {
  itemClass: "Table",
  items: ({ sheet }, { book }) => tablesOf(sheet, book).map(tableObject),
  item: ({ sheet }, key, { book }) => {
    const table = tableBy(tablesOf(sheet, book), key);
    return table && tableObject(table);
  },
  members: {
    Count: { read: ({ sheet }, { book }) => tablesOf(sheet, book).length },
    Add: {
      call: ({ sheet }, [address, hasHeaders], { book }) => {
        const where = newPlace(sheet, address, book);
        return tableObject(addTable(book, where.sheet, where.rect, boolean(hasHeaders, "hasHeaders")));
      },
    },
    GetCount: { since: "1.4", call: ({ sheet }, _args, { book }) => tablesOf(sheet, book).length },
    GetItemAt: { call: ({ sheet }, [index], { book }) => tableObject(at(tablesOf(sheet, book), index)) },
    GetItemOrNullObject: {
      since: "1.4",
      call: ({ sheet }, [key], { book }) => {
        const table = tableBy(tablesOf(sheet, book), key);
        return table && tableObject(table);
      },
    },
    ...listening<{ readonly sheet: Sheet | null }>(({ sheet }) => sheet?.id ?? workbookTarget, {
      Added: [102, "1.9"],
      DataChanged: [101, "1.7"],
      Deleted: [103, "1.9"],
    }),
  },
});

export const tableScopedCollection = defineClass("TableScopedCollection", {
  since: "1.9",
  itemClass: "Table",
  items: (tables) => tables.map(tableObject),
  item: (tables, key) => {
    const table = tableBy(tables, key);
    return table && tableObject(table);
  },
  members: {
    GetCount: { call: (tables) => tables.length },
    GetFirst: {
      call: (tables) => {
        if (!tables[0]) throw notFound("tabellen");
        return tableObject(tables[0]);
      },
    },
    GetItemOrNullObject: {
      since: "1.14",
      call: (tables, [key]) => {
        const table = tableBy(tables, key);
        return table && tableObject(table);
      },
    },
  },
});

function assertPresent(book: Book, table: Table): void {
  if (!book.tableList.includes(table)) throw notFound(`tabellen ${table.name}`);
}

type Flag =
  | "highlightFirstColumn"
  | "highlightLastColumn"
  | "showBandedRows"
  | "showBandedColumns"
  | "showFilterButton";

function flag(key: Flag): ValueMember<Table> {
  return {
    since: "1.3",
    read: (table) => table[key],
    write: (table, value) => {
      table[key] = boolean(value, key);
    },
  };
}

function part(table: Table, rect: Rect | null, session: Session, what: string): HostObject {
  assertPresent(session.book, table);
  if (!rect) throw notFound(what);
  return session.range(table.sheet, rect);
}

export const tableClass = defineClass("Table", {
  id: (table) => table.id,
  members: {
    Id: { read: (table) => table.id },
    Name: {
      read: (table) => table.name,
      write: (table, value, { book }) => {
        renameTable(book, table, text(value, "name"));
      },
    },
    ShowHeaders: {
      read: (table) => table.showHeaders,
      write: (table, value, { book }) => {
        showHeaders(book, table, boolean(value, "showHeaders"));
      },
    },
    ShowTotals: {
      read: (table) => table.showTotals,
      write: (table, value, { book }) => {
        showTotals(book, table, boolean(value, "showTotals"));
      },
    },
    Style: {
      read: (table) => table.style,
      write: (table, value) => {
        const style = text(value, "style");
        if (
          style !== "" &&
          !/^TableStyle(?:Light(?:1?\d|2[01])|Medium(?:1?\d|2[0-8])|Dark(?:\d|1[01]))$/.test(style)
        )
          throw invalidArgument(`style: ${style}`);
        table.style = style;
      },
    },
    HighlightFirstColumn: flag("highlightFirstColumn"),
    HighlightLastColumn: flag("highlightLastColumn"),
    ShowBandedRows: flag("showBandedRows"),
    ShowBandedColumns: flag("showBandedColumns"),
    ShowFilterButton: flag("showFilterButton"),
    LegacyId: { since: "1.8", read: (table) => table.id },

    Columns: { open: (table) => objectOf("TableColumnCollection", table) },
    Rows: { open: (table) => objectOf("TableRowCollection", table) },
    Sort: { since: "1.2", open: (table) => objectOf("TableSort", table) },
    Worksheet: { since: "1.2", open: (table) => objectOf("Worksheet", table.sheet) },
    AutoFilter: {
      since: "1.9",
      open: (table) => objectOf("AutoFilter", { sheet: table.sheet, table, filtering: table.filtering }),
    },

    GetRange: { call: (table, _args, session) => part(table, table.area.rect, session, "tabellen") },
    GetDataBodyRange: {
      call: (table, _args, session) => part(table, bodyRect(table), session, "dataraderna"),
    },
    GetHeaderRowRange: {
      call: (table, _args, session) => part(table, headerRect(table), session, "rubrikraden"),
    },
    GetTotalRowRange: {
      call: (table, _args, session) => part(table, totalRect(table), session, "summaraden"),
    },
    Resize: {
      since: "1.13",
      call: (table, [range], { book }) => {
        const found = place(range, "newRange");
        const elsewhere =
          found instanceof Area
            ? found.sheet !== table.sheet
            : found.sheet !== null && found.sheet !== table.sheet.name;
        if (elsewhere) throw invalidArgument("newRange");
        resizeTable(book, table, found.rect);
      },
    },
    ClearFilters: {
      since: "1.2",
      call: (table) => {
        table.filtering.criteria.clear();
        refilter(table);
      },
    },
    ReapplyFilters: {
      since: "1.2",
      call: (table) => {
        refilter(table);
      },
    },
    ConvertToRange: {
      since: "1.2",
      call: (table, _args, session) => {
        const { rect } = table.area;
        removeTable(session.book, table, true);
        return session.range(table.sheet, rect);
      },
    },
    Delete: {
      call: (table, _args, { book }) => {
        removeTable(book, table, false);
      },
    },
    ...listening<Table>((table) => table.id, { DataChanged: [101, "1.7"], SelectionChanged: [100, "1.7"] }),
  },
});

interface ColumnOf {
  readonly table: Table;
  readonly column: TableColumn;
}

const columnObject = (table: Table, column: TableColumn): HostObject =>
  objectOf("TableColumn", { table, column });

/** A column by id (number) or name. */
function columnBy(table: Table, key: Arg | undefined): TableColumn | null {
  if (typeof key === "number") return table.columns.find((column) => column.id === key) ?? null;
  const lower = text(key, "key").toLowerCase();
  return table.columns.find((column) => column.name.toLowerCase() === lower) ?? null;
}

function valuesOf(sheet: Sheet, rect: Rect): Json {
  return grid(rect, (row, column) => wireValue(sheet.valueAt(row, column)));
}

export const tableColumnCollection = defineClass("TableColumnCollection", {
  itemClass: "TableColumn",
  items: (table) => table.columns.map((column) => columnObject(table, column)),
  item: (table, key) => {
    const column = columnBy(table, key);
    return column && columnObject(table, column);
  },
  members: {
    Count: { read: (table) => table.columns.length },
    GetCount: { since: "1.4", call: (table) => table.columns.length },
    GetItemAt: { call: (table, [index]) => columnObject(table, at(table.columns, index)) },
    GetItemOrNullObject: {
      since: "1.4",
      call: (table, [key]) => {
        const column = columnBy(table, key);
        return column && columnObject(table, column);
      },
    },
    Add: { call: (table, args, session) => addColumn(table, args, session) },
  },
});

function addColumn(table: Table, [index, values, name]: readonly Arg[], { book }: Session): HostObject {
  const { sheet, area } = table;
  const place = optional(integer, -1)(index, "index");
  const offset = place < 0 ? table.columns.length : place;
  if (offset > table.columns.length) throw invalidArgument("index");
  const rect = area.rect;
  const column: Rect = { ...rect, column: rect.column + offset, columns: 1 };
  insertCells(book, sheet, column, "Right");
  if (offset === table.columns.length || table.area.rect.columns === rect.columns)
    resizeTable(book, table, { ...rect, columns: rect.columns + 1 });
  const added = table.columns[offset]!;
  if (typeof values === "string" || Array.isArray(values)) {
    const data = json(values, "values");
    const whole = Array.isArray(data) && data.length === rect.rows;
    writeCells(
      book,
      new Area(sheet, whole ? column : { ...bodyRect(table), column: column.column, columns: 1 }),
      data,
      "values",
    );
  }
  const title = optional(text, "")(name, "name");
  if (title !== "") writeCells(book, new Area(sheet, { ...column, rows: 1 }), title, "name");
  return columnObject(table, table.columns.find((each) => each.id === added.id) ?? added);
}

function columnRect({ table, column }: ColumnOf, rect: Rect | null): Rect {
  if (!table.columns.includes(column) && !table.columns.some(({ id }) => id === column.id))
    throw notFound(`kolumnen ${column.name}`);
  if (!rect) throw notFound("raden");
  return { ...rect, column: column.area.rect.column, columns: 1 };
}

export const tableColumnClass = defineClass("TableColumn", {
  id: ({ column }) => column.id,
  members: {
    Id: { read: ({ column }) => column.id },
    Index: { read: ({ table, column }) => table.columns.findIndex(({ id }) => id === column.id) },
    Name: {
      read: ({ column }) => column.name,
      write: ({ table, column }, value, { book }) => {
        const header = headerRect(table);
        if (!header) throw invalidOperation("tabellen har ingen rubrikrad");
        const cell = { ...header, column: column.area.rect.column, columns: 1 };
        const name = text(value, "name");
        if (
          table.columns.some(
            (each) => each.id !== column.id && each.name.toLowerCase() === name.toLowerCase(),
          )
        )
          throw invalidArgument(`name: ${name} finns redan`);
        writeCells(book, new Area(table.sheet, cell), name, "name");
      },
    },
    Values: {
      read: (target) => valuesOf(target.table.sheet, columnRect(target, target.table.area.rect)),
      write: (target, value, { book }) => {
        writeCells(
          book,
          new Area(target.table.sheet, columnRect(target, target.table.area.rect)),
          json(value, "values"),
          "values",
        );
      },
    },
    Filter: { since: "1.2", open: (target) => objectOf("Filter", target) },
    GetRange: {
      call: (target, _args, session) =>
        session.range(target.table.sheet, columnRect(target, target.table.area.rect)),
    },
    GetDataBodyRange: {
      call: (target, _args, session) =>
        session.range(target.table.sheet, columnRect(target, bodyRect(target.table))),
    },
    GetHeaderRowRange: {
      call: (target, _args, session) =>
        session.range(target.table.sheet, columnRect(target, headerRect(target.table))),
    },
    GetTotalRowRange: {
      call: (target, _args, session) =>
        session.range(target.table.sheet, columnRect(target, totalRect(target.table))),
    },
    Delete: {
      call: (target, _args, { book }) => {
        if (target.table.columns.length === 1) throw invalidOperation("en tabell har minst en kolumn");
        deleteCells(book, target.table.sheet, columnRect(target, target.table.area.rect), "Left");
      },
    },
  },
});

function rowRect(table: Table, index: number): Rect {
  const body = bodyRect(table);
  if (index < 0 || index >= body.rows) throw notFound(`rad ${String(index)}`);
  return { ...body, row: body.row + index, rows: 1 };
}

export const tableRowCollection = defineClass("TableRowCollection", {
  itemClass: "TableRow",
  items: (table) =>
    Array.from({ length: bodyRect(table).rows }, (_, index) => objectOf("TableRow", { table, index })),
  members: {
    Count: { read: (table) => bodyRect(table).rows },
    GetCount: { since: "1.4", call: (table) => bodyRect(table).rows },
    GetItemAt: {
      call: (table, [index]) => {
        rowRect(table, integer(index, "index"));
        return objectOf("TableRow", { table, index: integer(index, "index") });
      },
    },
    Add: {
      call: (table, [index, values], { book }) => {
        const body = bodyRect(table);
        const place = optional(number, -1)(index, "index");
        const given = json(values, "values");
        const count = Array.isArray(given) ? given.length : 1;
        const row = place < 0 ? body.row + body.rows : body.row + place;
        const rect: Rect = { ...body, row, rows: count };
        insertCells(book, table.sheet, rect, "Down");
        const grown = table.area.rect;
        if (grown.rows === body.rows + (table.showHeaders ? 1 : 0) + (table.showTotals ? 1 : 0))
          resizeTable(book, table, { ...grown, rows: grown.rows + count });
        if (given !== null) writeCells(book, new Area(table.sheet, rect), given, "values");
        return objectOf("TableRow", { table, index: row - bodyRect(table).row });
      },
    },
  },
});

export const tableRowClass = defineClass("TableRow", {
  members: {
    Index: { read: ({ index }) => index },
    Values: {
      read: ({ table, index }) => valuesOf(table.sheet, rowRect(table, index)),
      write: ({ table, index }, value, { book }) => {
        writeCells(book, new Area(table.sheet, rowRect(table, index)), json(value, "values"), "values");
      },
    },
    GetRange: {
      call: ({ table, index }, _args, session) => session.range(table.sheet, rowRect(table, index)),
    },
    Delete: {
      call: ({ table, index }, _args, { book }) => {
        if (bodyRect(table).rows === 1) {
          writeCells(book, new Area(table.sheet, rowRect(table, 0)), "", "values");
          return;
        }
        deleteCells(book, table.sheet, rowRect(table, index), "Up");
      },
    },
  },
});

export const tableSort = defineClass("TableSort", {
  since: "1.2",
  members: {
    MatchCase: { read: () => false },
    Fields: { read: ({ sortFields }) => sortFields.map((field) => ({ ...field })) },
    Apply: {
      call: (table, [fields, matchCase], { book }) => {
        const given = sortFields(fields, "fields");
        if (given.some(({ key }) => key >= table.columns.length)) throw invalidArgument("fields.key");
        sortRows(book, table.sheet, bodyRect(table), given, optional(boolean, false)(matchCase, "matchCase"));
        table.sortFields = given;
        refilter(table);
      },
    },
    Clear: {
      call: (table) => {
        table.sortFields = [];
      },
    },
    Reapply: {
      call: (table, _args, { book }) => {
        sortRows(book, table.sheet, bodyRect(table), table.sortFields, false);
      },
    },
  },
});
