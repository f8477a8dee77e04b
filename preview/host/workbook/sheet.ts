import { accessDenied, HostError } from "../errors.ts";
import type { CellView, SheetView } from "../evaluator.ts";
import { fullAddress } from "./address.ts";
import type { Block } from "./block.ts";
import type { Chart } from "./chart.ts";
import type { Comment } from "./comment.ts";
import type { ConditionalFormat } from "./conditional-format.ts";
import type { Entry } from "./entry.ts";
import type { FilterCriteria } from "./filter-criteria.ts";
import type { ProtectionOptions } from "./protection.ts";
import { intersection, isEntireColumn, isEntireRow, maxColumns, type Rect } from "./rect.ts";
import type { Scalar } from "./scalar.ts";
import { plainStyle, type Style, type StylePatch } from "./style.ts";
import type { Validation } from "./validation.ts";

/** A cell with content or a look of its own. `style` null: as its row, its column or the sheet. */
export interface Cell {
  readonly formula: string | null;
  readonly value: Scalar;
  /** An apostrophe stands before the text, seen by nobody but the formula bar. */
  readonly quoted: boolean;
  readonly style: Style | null;
}

/** A link of a cell, as the client writes it. */
export interface Hyperlink {
  readonly address?: string;
  readonly documentReference?: string;
  readonly screenTip?: string;
  readonly textToDisplay?: string;
}

/** The automatic filter of a sheet or a table: its block (headings first) and the criteria per column. */
export interface Filtering {
  readonly area: Area;
  readonly criteria: Map<number, FilterCriteria>;
}

const empty: Cell = { formula: null, value: null, quoted: false, style: null };

/** The key of a cell in the map of its sheet. */
export function cellKey(row: number, column: number): number {
  return row * maxColumns + column;
}

/**
 * A block of cells that keeps its identity: inserts and deletes move it while its sheet tracks it. A block whose
 * cells have all been deleted is dead and refuses every use (InvalidReference).
 */
export class Area implements Block {
  readonly sheet: Sheet;
  /** Set by the first `_KeepReference`; the client addresses the block by it afterwards. */
  referenceId: string | null = null;
  #rect: Rect | null;

  constructor(sheet: Sheet, rect: Rect) {
    this.sheet = sheet;
    this.#rect = rect;
  }

  get rect(): Rect {
    if (this.#rect === null || this.sheet.deleted)
      throw new HostError("InvalidReference", "Referensen är inte giltig för den aktuella åtgärden.");
    return this.#rect;
  }

  get alive(): boolean {
    return this.#rect !== null && !this.sheet.deleted;
  }

  get address(): string {
    return fullAddress(this.sheet.name, this.rect);
  }

  /** A range is its own only part; see `Areas`. */
  get parts(): readonly Area[] {
    return [this];
  }

  /** Moves the block; null when its cells are gone. */
  move(rect: Rect | null): void {
    this.#rect = rect;
  }
}

/** One worksheet: its cells, looks, sizes and everything that lies on it. */
export class Sheet implements SheetView {
  readonly id: string;
  name: string;
  visibility: "Visible" | "Hidden" | "VeryHidden" = "Visible";
  tabColor = "";
  showGridlines = true;
  showHeadings = true;
  enableCalculation = true;
  standardWidth = 8.43;
  deleted = false;
  readonly contents = new Map<number, Cell>();
  /** Values that a formula elsewhere has spilled here. */
  readonly spilled = new Map<number, { readonly value: Scalar; readonly from: number }>();
  readonly spills = new Map<number, Rect>();
  readonly columnStyles = new Map<number, Style>();
  readonly rowStyles = new Map<number, Style>();
  sheetStyle: Style = plainStyle;
  readonly columnWidths = new Map<number, number>();
  readonly rowHeights = new Map<number, number>();
  readonly hiddenColumns = new Set<number>();
  readonly hiddenRows = new Set<number>();
  readonly filteredRows = new Set<number>();
  readonly merges: Area[] = [];
  readonly hyperlinks: { readonly area: Area; readonly link: Hyperlink }[] = [];
  readonly conditionalFormats: ConditionalFormat<Area>[] = [];
  readonly validations: Validation[] = [];
  readonly comments: Comment<Area>[] = [];
  readonly charts: Chart<Area>[] = [];
  frozen: { readonly rows: number; readonly columns: number } = { rows: 0, columns: 0 };
  filtering: Filtering | null = null;
  protection: ProtectionOptions | null = null;
  protectionPassword: string | null = null;
  readonly #tracked = new Set<Area>();

  constructor(id: string, name: string) {
    this.id = id;
    this.name = name;
  }

  /** A block that follows inserts and deletes until `forget`. */
  track(rect: Rect): Area {
    const area = new Area(this, rect);
    this.#tracked.add(area);
    return area;
  }

  forget(area: Area): void {
    this.#tracked.delete(area);
  }

  get tracked(): Iterable<Area> {
    return this.#tracked;
  }

  at(row: number, column: number): Cell {
    return this.contents.get(cellKey(row, column)) ?? empty;
  }

  /** The value that the cell shows, spilled or its own. */
  valueAt(row: number, column: number): Scalar {
    const key = cellKey(row, column);
    const cell = this.contents.get(key);
    if (cell && (cell.formula !== null || cell.value !== null)) return cell.value;
    return this.spilled.get(key)?.value ?? null;
  }

  cellAt(row: number, column: number): CellView {
    return { row, column, formula: this.at(row, column).formula, value: this.valueAt(row, column) };
  }

  *cells(): Iterable<CellView> {
    for (const [key, { formula, value }] of this.contents)
      if (formula !== null || value !== null)
        yield { row: Math.floor(key / maxColumns), column: key % maxColumns, formula, value };
  }

  styleAt(row: number, column: number): Style {
    return (
      this.contents.get(cellKey(row, column))?.style ??
      this.rowStyles.get(row) ??
      this.columnStyles.get(column) ??
      this.sheetStyle
    );
  }

  /** Sets the content of a cell and keeps its look, but for the format that the entry brings along. */
  put(row: number, column: number, entry: Entry): void {
    const key = cellKey(row, column);
    const old = this.contents.get(key);
    const style = old?.style ?? null;
    const shown = this.styleAt(row, column);
    const brought = entry.numberFormat !== null && shown.numberFormat === "General";
    this.store(key, {
      formula: entry.formula,
      value: entry.value,
      quoted: entry.quoted,
      style: brought ? { ...shown, numberFormat: entry.numberFormat } : style,
    });
  }

  /** Keeps a cell, or drops it when nothing is left of it. */
  store(key: number, cell: Cell): void {
    if (cell.formula === null && cell.value === null && !cell.quoted && cell.style === null)
      this.contents.delete(key);
    else this.contents.set(key, cell);
  }

  /** The keys of the cells in a block that exist, whichever way is shorter to look. */
  *keysIn(rect: Rect): Iterable<number> {
    if (rect.rows * rect.columns <= this.contents.size) {
      for (let row = rect.row; row < rect.row + rect.rows; row++)
        for (let column = rect.column; column < rect.column + rect.columns; column++)
          if (this.contents.has(cellKey(row, column))) yield cellKey(row, column);
      return;
    }
    for (const key of [...this.contents.keys()]) {
      const row = Math.floor(key / maxColumns);
      const column = key % maxColumns;
      if (
        row >= rect.row &&
        row < rect.row + rect.rows &&
        column >= rect.column &&
        column < rect.column + rect.columns
      )
        yield key;
    }
  }

  /** Empties a block: its contents, its looks, or both. */
  clear(rect: Rect, what: "Contents" | "Formats" | "All"): void {
    for (const key of this.keysIn(rect)) {
      const cell = this.contents.get(key)!;
      if (what === "Contents") this.store(key, { ...empty, style: cell.style });
      else if (what === "Formats") this.store(key, { ...cell, style: null });
      else this.contents.delete(key);
    }
    if (what !== "Contents") {
      if (isEntireColumn(rect)) eachColumn(rect, (column) => this.columnStyles.delete(column));
      if (isEntireRow(rect)) eachRow(rect, (row) => this.rowStyles.delete(row));
    }
  }

  /** Changes the look of a block; whole columns and rows keep it for cells to come. */
  paint(rect: Rect, patchOf: (style: Style, row: number, column: number) => StylePatch): void {
    const repaint = (style: Style, row: number, column: number): Style => ({
      ...style,
      ...patchOf(style, row, column),
    });
    if (isEntireColumn(rect) || isEntireRow(rect)) {
      if (isEntireColumn(rect) && isEntireRow(rect)) {
        this.sheetStyle = repaint(this.sheetStyle, 0, 0);
        for (const [column, style] of this.columnStyles)
          this.columnStyles.set(column, repaint(style, 0, column));
        for (const [row, style] of this.rowStyles) this.rowStyles.set(row, repaint(style, row, 0));
      } else if (isEntireColumn(rect))
        eachColumn(rect, (column) =>
          this.columnStyles.set(column, repaint(this.columnStyles.get(column) ?? this.sheetStyle, 0, column)),
        );
      else
        eachRow(rect, (row) =>
          this.rowStyles.set(row, repaint(this.rowStyles.get(row) ?? this.sheetStyle, row, 0)),
        );
      for (const key of this.keysIn(rect)) {
        const cell = this.contents.get(key)!;
        const row = Math.floor(key / maxColumns);
        if (cell.style)
          this.contents.set(key, { ...cell, style: repaint(cell.style, row, key % maxColumns) });
      }
      return;
    }
    const seen = new Map<Style, Style>();
    eachCell(rect, (row, column) => {
      const old = this.styleAt(row, column);
      const patched = repaint(old, row, column);
      const style = seen.get(old);
      const shared = style && sameStyle(style, patched) ? style : patched;
      seen.set(old, shared);
      this.contents.set(cellKey(row, column), { ...this.at(row, column), style: shared });
    });
  }

  /** Every look that occurs in a block. */
  stylesIn(rect: Rect): readonly Style[] {
    const found = new Set<Style>();
    const bounded = isEntireColumn(rect) || isEntireRow(rect);
    if (!bounded) {
      eachCell(rect, (row, column) => found.add(this.styleAt(row, column)));
      return [...found];
    }
    for (const key of this.keysIn(rect))
      found.add(this.styleAt(Math.floor(key / maxColumns), key % maxColumns));
    if (isEntireColumn(rect))
      eachColumn(rect, (column) => found.add(this.columnStyles.get(column) ?? this.sheetStyle));
    else eachRow(rect, (row) => found.add(this.rowStyles.get(row) ?? this.sheetStyle));
    return [...found];
  }

  /** The smallest block that holds everything used; looks count unless only values are asked for. Null when empty. */
  usedRect(valuesOnly: boolean, within: Rect | null = null): Rect | null {
    let top = Infinity;
    let left = Infinity;
    let bottom = -1;
    let right = -1;
    const widen = (key: number): void => {
      const row = Math.floor(key / maxColumns);
      const column = key % maxColumns;
      if (within && !intersection(within, { row, column, rows: 1, columns: 1 })) return;
      top = Math.min(top, row);
      left = Math.min(left, column);
      bottom = Math.max(bottom, row);
      right = Math.max(right, column);
    };
    for (const [key, cell] of this.contents)
      if (cell.formula !== null || cell.value !== null || (!valuesOnly && cell.style !== null)) widen(key);
    for (const key of this.spilled.keys()) widen(key);
    return bottom < 0 ? null : { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
  }

  /** Refuses a change to a block when protection locks any cell of it. */
  assertUnlocked(rect: Rect): void {
    if (this.protection && this.stylesIn(rect).some((style) => style.locked))
      throw accessDenied(`${this.name} är skyddat och cellen är låst`);
  }

  /** Refuses an act on a protected sheet unless its protection permits that act. */
  assertPermitted(act: keyof ProtectionOptions): void {
    if (this.protection && this.protection[act] !== true) throw accessDenied(`${this.name} är skyddat`);
  }

  isRowHidden(row: number): boolean {
    return this.hiddenRows.has(row) || this.filteredRows.has(row);
  }
}

function sameStyle(a: Style, b: Style): boolean {
  return Object.entries(a).every(([key, value]) => b[key as keyof Style] === value);
}

/** Calls for each cell of a block, row by row. */
export function eachCell(rect: Rect, act: (row: number, column: number) => void): void {
  for (let row = rect.row; row < rect.row + rect.rows; row++)
    for (let column = rect.column; column < rect.column + rect.columns; column++) act(row, column);
}

/** Calls for each column of a block. */
export function eachColumn(rect: Rect, act: (column: number) => void): void {
  for (let column = rect.column; column < rect.column + rect.columns; column++) act(column);
}

/** Calls for each row of a block. */
export function eachRow(rect: Rect, act: (row: number) => void): void {
  for (let row = rect.row; row < rect.row + rect.rows; row++) act(row);
}

/** A block as rows of cells. */
export function grid<T>(rect: Rect, cell: (row: number, column: number) => T): T[][] {
  return Array.from({ length: rect.rows }, (_, row) =>
    Array.from({ length: rect.columns }, (_unused, column) => cell(rect.row + row, rect.column + column)),
  );
}
