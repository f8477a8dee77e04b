import type {
  BeforeRangeSaveDataDetails,
  CellTemplateProp,
  ColumnRegular,
  DimensionCols,
  DimensionRows,
  HyperFunc,
  VNode,
} from "@revolist/revogrid";
import { columnLetters } from "../../host/workbook/address.ts";
import { contains, type Rect, sameRect } from "../../host/workbook/rect.ts";
import type { Sheet } from "../../host/workbook/sheet.ts";
import { el } from "../dom.ts";
import { editText } from "../workbook/edit-text.ts";
import type { Typed } from "../workbook/user-edits.ts";
import { CellEditor, type Place } from "./cell-editor.ts";
import { CellView, type CellViewParts } from "./cell-view.ts";
import { pastedRows } from "./pasted-rows.ts";
import { type CellModel, rowModel } from "./row-model.ts";
import { extentOf, heightsOf, rowHeight, widthOf } from "./sizes.ts";

type Grid = HTMLRevoGridElement;

/** What the grid library says of an edit, as far as it is used. */
interface Edited {
  readonly model: CellModel;
  readonly prop: string | number;
  readonly val?: unknown;
}

/** What the grid library says of a key, or of what is copied or pasted: it listens to the whole page. */
interface Heard {
  readonly original?: Event;
  readonly event?: Event;
}

/** What the grid tells of. */
export interface GridParts extends CellViewParts {
  readonly label: string;
  readonly edit: (sheet: Sheet, typed: readonly Typed[]) => void;
  readonly select: (rect: Rect) => void;
  readonly typing: (text: string | null) => void;
}

/** The cells of the active sheet, drawn by a grid that shows only what is in view. */
export class GridView {
  readonly element: Grid;
  readonly #parts: GridParts;
  readonly #editor: CellEditor;
  readonly #cells: CellView;
  #drawn = "";
  #selection: Rect | null = null;
  /** Where the selection is in the grid, which counts its pinned rows and columns apart. */
  #place = "";
  #shown: Sheet | null = null;
  #following = false;
  /** How many times the grid has been told where the selection is: what it said before that is old. */
  #told = 0;

  constructor(parts: GridParts) {
    this.#parts = parts;
    this.#cells = new CellView(parts);
    this.element = el("revo-grid" as "div", { class: "grid", "aria-label": parts.label }) as unknown as Grid;
    Object.assign(this.element, {
      theme: "compact",
      range: true,
      resize: true,
      filter: false,
      exporting: false,
      canMoveColumns: false,
      canDrag: false,
      rowSize: rowHeight,
      frameSize: 2,
      rowHeaders: {
        size: 44,
        cellTemplate: (create: HyperFunc<VNode>, { model }: CellTemplateProp) =>
          create("span", { class: "row-number" }, String((model as CellModel).row + 1)),
      },
    });
    this.#editor = new CellEditor({
      grid: this.element,
      typing: parts.typing,
      save: ({ sheet, row, column }, text) => {
        if (text !== editText(sheet, row, column)) parts.edit(sheet, [{ row, column, text }]);
      },
      leave: (from, rows, columns) => void this.#goOn(from, rows, columns),
    });
    this.#listen();
  }

  get #sheet(): Sheet {
    return this.#parts.desk.book.active;
  }

  /** Draws what has changed: the cells alone, or rows and columns too. */
  draw(): void {
    const sheet = this.#sheet;
    if (this.#editor.sheet !== sheet) this.#editor.close();
    this.#cells.tables = this.#parts.desk.book.tablesOn(sheet);
    const { rows, columns } = extentOf(this.#parts.desk.book, sheet);
    const shown = Array.from({ length: rows }, (_, row) => row).filter((row) => !sheet.isRowHidden(row));
    const heights = heightsOf(sheet);
    const shape = [
      sheet.id,
      columns,
      shown.length,
      shown.at(-1),
      [...sheet.filteredRows, ...sheet.hiddenRows].join(),
      JSON.stringify([
        sheet.frozen,
        [...sheet.columnWidths],
        [...sheet.rowHeights],
        [...sheet.hiddenColumns],
      ]),
    ].join("|");
    if (shape === this.#drawn) void this.element.refresh("all");
    else this.#shape(sheet, shown, columns, heights);
    this.#drawn = shape;
    this.#follow(sheet);
  }

  #shape(
    sheet: Sheet,
    shown: readonly number[],
    columns: number,
    heights: ReadonlyMap<number, number>,
  ): void {
    // Another sheet does not begin where this one is scrolled to.
    if (sheet !== this.#shown) void this.element.scrollToCoordinate({ x: 0, y: 0 });
    const textOf = (row: number, column: number): string => editText(sheet, row, column);
    const model = (row: number): CellModel => rowModel(row, textOf);
    const pinned = shown.filter((row) => row < sheet.frozen.rows);
    const others = shown.filter((row) => row >= sheet.frozen.rows);
    this.element.columns = Array.from({ length: columns }, (_, column) => column)
      .filter((column) => !sheet.hiddenColumns.has(column))
      .map((column) => this.#column(sheet, column));
    this.element.pinnedTopSource = pinned.map(model);
    this.element.source = others.map(model);
    const sized = (type: DimensionRows, rows: readonly number[]): Grid["rowDefinitions"] =>
      rows.flatMap((row, index) => {
        const size = heights.get(row);
        return size === undefined ? [] : [{ type, index, size }];
      });
    this.element.rowDefinitions = [...sized("rowPinStart", pinned), ...sized("rgRow", others)];
  }

  #column(sheet: Sheet, column: number): ColumnRegular {
    return {
      prop: column,
      name: columnLetters(column),
      size: widthOf(sheet, column),
      minSize: 12,
      ...(column < sheet.frozen.columns ? { pin: "colPinStart" as const } : {}),
      cellProperties: (cell: CellTemplateProp) => this.#cells.properties(cell),
      cellTemplate: (create: HyperFunc<VNode>, cell: CellTemplateProp) => this.#cells.content(create, cell),
    };
  }

  #listen(): void {
    const { element } = this;
    for (const name of ["beforekeydown", "beforepaste", "beforecopy", "beforecut"])
      element.addEventListener(name, (event) => {
        const { original, event: clipboard } = (event as CustomEvent<Heard>).detail;
        const heard = original ?? clipboard;
        if (heard && !isForGrid(element, heard)) event.preventDefault();
        else if (heard instanceof KeyboardEvent && heard.key === "F2") void this.#editFocused();
      });
    element.addEventListener("beforeeditstart", (event) => {
      event.preventDefault();
      const { row, column, text } = editedIn(event);
      // A key that opens the field is on its way into it.
      this.#edit(row, column, text === "");
    });
    // The Delete key.
    element.addEventListener("beforeedit", (event) => {
      event.preventDefault();
      this.#parts.edit(this.#sheet, [editedIn(event)]);
    });
    element.addEventListener("beforerangeedit", (event) => {
      event.preventDefault();
      const { data, models } = (event as CustomEvent<BeforeRangeSaveDataDetails>).detail;
      const typed = Object.entries(data).flatMap(([index, cells]) => {
        const row = (models[Number(index)] as CellModel | undefined)?.row;
        if (row === undefined) return [];
        return Object.entries(cells).map(([column, text]) => ({
          row,
          column: Number(column),
          text: textOf(text),
        }));
      });
      this.#parts.edit(this.#sheet, typed);
    });
    // The selection stays where it is while one is in the pane or in a bar.
    element.addEventListener("beforefocuslost", (event) => {
      event.preventDefault();
    });
    element.addEventListener("beforepasteapply", (event) => {
      const { detail } = event as unknown as CustomEvent<{ dataText: string; parsed: string[][] }>;
      detail.parsed = pastedRows(detail.dataText);
    });
    // A press on the cell that is selected already does not take the keyboard from the pane by itself.
    element.addEventListener("pointerdown", () => {
      this.#editor.close();
      if (document.activeElement instanceof HTMLIFrameElement) document.activeElement.blur();
    });
    element.addEventListener("afterfocus", (event) => {
      // The grid gives the keyboard to the cell when it has drawn it, which may be after one has begun to type.
      if (this.#editor.sheet) event.preventDefault();
      void this.#selected();
    });
    for (const name of ["setrange", "mouseup"]) element.addEventListener(name, () => void this.#selected());
    element.addEventListener("aftercolumnresize", (event) => {
      const sized = (event as CustomEvent<Record<number, ColumnRegular>>).detail;
      for (const { prop, size } of Object.values(sized))
        if (size !== undefined) this.#sheet.columnWidths.set(Number(prop), (size * 72) / 96);
    });
    element.addEventListener("click", (event) => {
      const link = (event.target as Element).closest(".link");
      if (link) this.#openLink();
    });
  }

  async #selected(): Promise<void> {
    if (this.#following) return;
    const told = this.#told;
    const [focused, range] = await Promise.all([this.element.getFocused(), this.element.getSelectedRange()]);
    if (!focused || told !== this.#told) return;
    const { colType, rowType } = focused;
    const area = range ?? { x: focused.cell.x, x1: focused.cell.x, y: focused.cell.y, y1: focused.cell.y };
    const row = this.#rowAt(rowType, area.y);
    const column = this.#columnAt(colType, area.x);
    const lastRow = this.#rowAt(rowType, area.y1);
    const lastColumn = this.#columnAt(colType, area.x1);
    if (row === null || column === null || lastRow === null || lastColumn === null) return;
    const rect = { row, column, rows: lastRow - row + 1, columns: lastColumn - column + 1 };
    if (this.#selection && sameRect(rect, this.#selection)) return;
    this.#selection = rect;
    this.#place = JSON.stringify(this.#placeOf(rect));
    this.#parts.select(rect);
  }

  async #editFocused(): Promise<void> {
    const focused = await this.element.getFocused();
    const prop = focused?.column?.prop;
    if (prop !== undefined) this.#edit((focused!.model as CellModel).row, Number(prop), true);
  }

  #edit(row: number, column: number, withText: boolean): void {
    const sheet = this.#sheet;
    this.#editor.open({ sheet, row, column }, withText ? editText(sheet, row, column) : "");
  }

  #rowAt(type: DimensionRows, index: number): number | null {
    const source = type === "rowPinStart" ? this.element.pinnedTopSource : this.element.source;
    return (source[index] as unknown as CellModel | undefined)?.row ?? null;
  }

  #columnAt(type: DimensionCols, index: number): number | null {
    const columns = this.element.columns as ColumnRegular[];
    const own = columns.filter(({ pin }) => (type === "colPinStart" ? pin !== undefined : pin === undefined));
    return own[index] === undefined ? null : Number(own[index].prop);
  }

  /** Shows where the workbook's selection is, when it was moved by somebody else than the grid. */
  #follow(sheet: Sheet): void {
    const rect = this.#parts.desk.book.selection[0]?.rect;
    if (!rect || sheet !== this.#sheet) return;
    const place = JSON.stringify(this.#placeOf(rect));
    if (sheet === this.#shown && this.#selection && sameRect(rect, this.#selection) && place === this.#place)
      return;
    this.#shown = sheet;
    this.#selection = rect;
    this.#place = place;
    void this.reveal(rect);
  }

  #placeOf(rect: Rect) {
    const sheet = this.#sheet;
    const rowType: DimensionRows = rect.row < sheet.frozen.rows ? "rowPinStart" : "rgRow";
    const colType: DimensionCols = rect.column < sheet.frozen.columns ? "colPinStart" : "rgCol";
    const source = rowType === "rowPinStart" ? this.element.pinnedTopSource : this.element.source;
    const y = (source as unknown as readonly CellModel[]).findIndex(({ row }) => row >= rect.row);
    const own = (this.element.columns as ColumnRegular[]).filter(
      ({ pin }) => (pin !== undefined) === (colType === "colPinStart"),
    );
    const x = own.findIndex(({ prop }) => Number(prop) >= rect.column);
    const end = {
      x: Math.min(own.length - 1, x + rect.columns - 1),
      y: Math.min(source.length - 1, y + rect.rows - 1),
    };
    return { rowType, colType, x, y, end };
  }

  /** Selects a block and scrolls to it. */
  async reveal(rect: Rect): Promise<void> {
    const { rowType, colType, x, y, end } = this.#placeOf(rect);
    if (y < 0 || x < 0) return;
    this.#following = true;
    this.#told += 1;
    try {
      await nextFrame();
      if (rowType === "rgRow") await this.element.scrollToRow(Math.max(0, y - 6));
      if (colType === "rgCol") await this.element.scrollToColumnIndex(Math.max(0, x - 2));
      await this.element.setCellsFocus({ x, y }, end, colType, rowType);
    } finally {
      this.#following = false;
    }
  }

  /** Goes on to a cell beside, past rows and columns that are hidden; at the end of them stays. */
  async #goOn(from: Place, rows: number, columns: number): Promise<void> {
    const { pinnedTopSource, source } = this.element as unknown as Record<string, readonly CellModel[]>;
    const shown = [...pinnedTopSource!, ...source!].map(({ row }) => row);
    const row = beside(shown, from.row, rows);
    const own = (this.element.columns as ColumnRegular[]).map(({ prop }) => Number(prop));
    const column = beside(own, from.column, columns);
    const { rowType, colType, x, y } = this.#placeOf({ row, column, rows: 1, columns: 1 });
    await this.element.setCellsFocus({ x, y }, { x, y }, colType, rowType);
  }

  #openLink(): void {
    const rect = this.#selection;
    const sheet = this.#sheet;
    if (!rect) return;
    const found = sheet.hyperlinks.find(
      ({ area }) => area.alive && contains(area.rect, { ...rect, rows: 1, columns: 1 }),
    );
    if (found?.link.documentReference !== undefined)
      this.element.dispatchEvent(new CustomEvent("followlink", { detail: found.link.documentReference }));
  }
}

function editedIn(event: Event): Typed {
  const { model, prop, val } = (event as CustomEvent<Edited>).detail;
  return { row: model.row, column: Number(prop), text: textOf(val) };
}

/** The fields and dialogs of the page keep their keys and what is pasted, its buttons the keys that work them. */
function isForGrid(grid: Grid, event: Event): boolean {
  const { target } = event;
  if (!(target instanceof Element) || grid.contains(target)) return true;
  if (target.closest("input, select, textarea, dialog")) return false;
  const works = event instanceof KeyboardEvent && !/^\S$/.test(event.key);
  return !(works && target.closest("button, a"));
}

function beside(all: readonly number[], from: number, by: number): number {
  return all[all.indexOf(from) + by] ?? from;
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      resolve();
    });
  });
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
