import { shownText } from "../../host/evaluate/number-format.ts";
import { intersection } from "../../host/workbook/rect.ts";
import { eachCell } from "../../host/workbook/sheet.ts";
import { bodyRect } from "../../host/workbook/table.ts";
import { el } from "../dom.ts";
import type { TextId } from "../texts.ts";
import type { Desk } from "../workbook/desk.ts";

/** The line below the sheet: what one does, how many rows a filter shows, and the sum of what is selected. */
export class StatusBar {
  readonly element: HTMLElement;
  readonly #desk: Desk;
  readonly #words: (id: TextId) => string;
  readonly #state = el("span", {});
  readonly #rows = el("span", {});
  readonly #figures = el("span", { class: "figures" });

  constructor(desk: Desk, words: (id: TextId) => string) {
    this.#desk = desk;
    this.#words = words;
    this.#state.textContent = words("ready");
    this.element = el("footer", { class: "status-bar" }, this.#state, this.#rows, this.#figures);
  }

  typing(on: boolean): void {
    this.#state.textContent = this.#words(on ? "editing" : "ready");
  }

  draw(): void {
    this.#rows.textContent = this.#filtered();
    this.#figures.textContent = this.#selected();
  }

  #filtered(): string {
    const { book } = this.#desk;
    const table = book.tablesOn(book.active).find(({ filtering }) => filtering.criteria.size > 0);
    if (!table) return "";
    const { row, rows } = bodyRect(table);
    const hidden = [...book.active.filteredRows].filter((each) => each >= row && each < row + rows).length;
    return `${String(rows - hidden)} ${this.#words("rowsFound")} ${String(rows)}`;
  }

  #selected(): string {
    const area = this.#desk.book.selection[0];
    const used = area?.alive === true ? area.sheet.usedRect(true) : null;
    const rect = area && used ? intersection(area.rect, used) : null;
    if (!rect || rect.rows * rect.columns < 2) return "";
    const numbers: number[] = [];
    const filled: unknown[] = [];
    eachCell(rect, (row, column) => {
      if (area!.sheet.isRowHidden(row)) return;
      const value = area!.sheet.valueAt(row, column);
      if (value !== null) filled.push(value);
      if (typeof value === "number") numbers.push(value);
    });
    const sum = numbers.reduce((total, each) => total + each, 0);
    const figure = (value: number): string =>
      shownText(value, Number.isInteger(value) ? "#,##0" : "#,##0.00");
    const parts = [
      ...(numbers.length > 0 ? [`${this.#words("average")}: ${figure(sum / numbers.length)}`] : []),
      ...(filled.length > 0 ? [`${this.#words("count")}: ${String(filled.length)}`] : []),
      ...(numbers.length > 0 ? [`${this.#words("sum")}: ${figure(sum)}`] : []),
    ];
    return parts.join("    ");
  }
}
