import type { CellProps, CellTemplateProp, HyperFunc, VNode } from "@revolist/revogrid";
import { columnLetters } from "../../host/workbook/address.ts";
import { shownText } from "../../host/evaluate/number-format.ts";
import { contains } from "../../host/workbook/rect.ts";
import { isError } from "../../host/workbook/scalar.ts";
import type { Sheet } from "../../host/workbook/sheet.ts";
import { headerRect, type Table } from "../../host/workbook/table.ts";
import type { Desk } from "../workbook/desk.ts";
import { lookOf } from "./cell-look.ts";
import type { CellModel } from "./row-model.ts";
import { widthOf } from "./sizes.ts";

/** So many columns at the most does a long text run on over. */
const mostSpilled = 24;

export interface CellViewParts {
  readonly desk: Desk;
  /** Somebody pressed the arrow of a table heading. */
  readonly openFilter: (table: Table, column: number, at: HTMLElement) => void;
}

/** How a cell of the active sheet is drawn. */
export class CellView {
  readonly #parts: CellViewParts;
  /** Those of the sheet, looked up once for all its cells when it is drawn. */
  tables: readonly Table[] = [];

  constructor(parts: CellViewParts) {
    this.#parts = parts;
  }

  /** Classes, style and comment of a cell. */
  properties({ model, prop }: CellTemplateProp): CellProps {
    const sheet = this.#parts.desk.book.active;
    const row = (model as CellModel).row;
    const column = Number(prop);
    const value = sheet.valueAt(row, column);
    const { classes, style } = lookOf({
      sheet,
      row,
      column,
      tables: this.tables,
      over: this.#parts.desk.lookOver(sheet, row, column),
      isNumber: typeof value === "number",
      isCentred: typeof value === "boolean" || isError(value),
    });
    const comment = commentAt(sheet, row, column);
    return {
      class: [...classes, this.#roomFor(row, column) > 0 ? "spills" : "", comment === null ? "" : "commented"]
        .filter(Boolean)
        .join(" "),
      style: { ...style },
      ...(comment === null ? {} : { title: comment }),
      "data-address": `${columnLetters(column)}${String(row + 1)}`,
    };
  }

  /** What stands in a cell: its text, as a link or running on to the right, and the arrow of a heading. */
  content(create: HyperFunc<VNode>, { model, prop }: CellTemplateProp): VNode | string | (VNode | string)[] {
    const sheet = this.#parts.desk.book.active;
    const row = (model as CellModel).row;
    const column = Number(prop);
    const text = shownText(sheet.valueAt(row, column), sheet.styleAt(row, column).numberFormat);
    const cell = { row, column, rows: 1, columns: 1 };
    const isLink = sheet.hyperlinks.some(({ area }) => area.alive && contains(area.rect, cell));
    const room = this.#roomFor(row, column);
    const shown =
      isLink || room > 0
        ? create(
            "span",
            {
              class: isLink ? "link" : "spilling",
              ...(room > 0 ? { style: { maxWidth: `${String(room)}px` } } : {}),
            },
            text,
          )
        : text;
    const table = this.tables.find((each) => {
      const header = headerRect(each);
      return header !== null && each.showFilterButton && contains(header, cell);
    });
    return table ? [shown, this.#arrow(create, table, column)] : shown;
  }

  /** How wide a text that runs on over empty cells to its right may be, in pixels; 0 when it stays in its own. */
  #roomFor(row: number, column: number): number {
    const sheet = this.#parts.desk.book.active;
    const { wrapText, horizontalAlignment } = sheet.styleAt(row, column);
    const isText = typeof sheet.valueAt(row, column) === "string";
    if (!isText || wrapText || !["General", "Left"].includes(horizontalAlignment)) return 0;
    const last = column < sheet.frozen.columns ? sheet.frozen.columns : column + mostSpilled;
    let end = column + 1;
    while (end < last && sheet.valueAt(row, end) === null) end += 1;
    if (end === column + 1) return 0;
    const columns = Array.from({ length: end - column }, (_, index) => column + index);
    return columns
      .filter((each) => !sheet.hiddenColumns.has(each))
      .reduce((sum, each) => sum + widthOf(sheet, each), -4);
  }

  #arrow(create: HyperFunc<VNode>, table: Table, column: number): VNode {
    const filtered = table.filtering.criteria.has(column - table.area.rect.column);
    return create("button", {
      type: "button",
      class: filtered ? "filter-arrow filtered" : "filter-arrow",
      tabindex: "-1",
      "aria-label": table.columns[column - table.area.rect.column]?.name ?? "",
      onMouseDown: (event: Event) => {
        event.stopPropagation();
      },
      onClick: (event: MouseEvent) => {
        event.stopPropagation();
        this.#parts.openFilter(table, column, event.currentTarget as HTMLElement);
      },
    });
  }
}

function commentAt(sheet: Sheet, row: number, column: number): string | null {
  const found = sheet.comments.find(
    ({ area }) => area.alive && contains(area.rect, { row, column, rows: 1, columns: 1 }),
  );
  return found ? `${found.authorName}: ${found.content}` : null;
}
