import { addressOf, parseAddress } from "../../host/workbook/address.ts";
import type { Rect } from "../../host/workbook/rect.ts";
import { el, icon } from "../dom.ts";
import type { Desk } from "../workbook/desk.ts";
import { editText } from "../workbook/edit-text.ts";

export interface FormulaBarParts {
  readonly desk: Desk;
  readonly words: { readonly nameBox: string; readonly formulaBar: string };
  readonly write: (text: string) => void;
  readonly goTo: (sheet: string | null, rect: Rect) => void;
  /** Gives the keyboard back to the grid. */
  readonly leave: () => void;
}

/** Name box and formula field: where one is, and what the cell really holds. */
export class FormulaBar {
  readonly element: HTMLElement;
  readonly #parts: FormulaBarParts;
  readonly #name: HTMLInputElement;
  readonly #field: HTMLInputElement;
  /** The cell that something is being written for; null when nothing is. */
  #draftFor: string | null = null;

  constructor(parts: FormulaBarParts) {
    this.#parts = parts;
    this.#name = el("input", { class: "name-box", "aria-label": parts.words.nameBox, spellcheck: "false" });
    this.#field = el("input", {
      class: "formula-field",
      "aria-label": parts.words.formulaBar,
      spellcheck: "false",
    });
    this.#name.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.#go();
      if (event.key === "Escape") this.#leave();
    });
    this.#field.addEventListener("input", () => {
      this.#draftFor = this.#place();
    });
    this.#field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        parts.write(this.#field.value);
        this.#leave();
      }
      if (event.key === "Escape") this.#leave();
      event.stopPropagation();
    });
    this.element = el(
      "div",
      { class: "formula-bar" },
      this.#name,
      el("span", { class: "function-sign", "aria-hidden": "true" }, "fx"),
      this.#field,
    );
    this.#name.after(icon("M6 5l4 3.5L6 12"));
  }

  /** Shows the selected cell, unless somebody is writing in the field. */
  draw(): void {
    const { book } = this.#parts.desk;
    const area = book.selection[0];
    if (!area?.alive) return;
    const { row, column, rows, columns } = area.rect;
    if (document.activeElement !== this.#name)
      this.#name.value = this.#nameOf(area.rect) ?? addressOf({ row, column, rows: 1, columns: 1 });
    this.#name.title = rows * columns > 1 ? addressOf(area.rect) : "";
    // What is written there is not lost when the grid takes the keyboard, as long as the cell is the same.
    if (document.activeElement === this.#field || this.#draftFor === this.#place()) return;
    this.#draftFor = null;
    this.#field.value = editText(area.sheet, row, column);
  }

  #place(): string | null {
    const area = this.#parts.desk.book.selection[0];
    return area?.alive === true ? `${area.sheet.id} ${addressOf(area.rect)}` : null;
  }

  /** Follows what is typed into the cell itself. */
  mirror(text: string): void {
    this.#field.value = text;
  }

  #nameOf(rect: Rect): string | null {
    const { book } = this.#parts.desk;
    if (rect.rows * rect.columns === 1) return null;
    const same = ({ row, column, rows, columns }: Rect): boolean =>
      row === rect.row && column === rect.column && rows === rect.rows && columns === rect.columns;
    const table = book.tablesOn(book.active).find((each) => same(each.area.rect));
    const item = book.nameList.find(
      ({ area }) => area?.alive === true && area.sheet === book.active && same(area.rect),
    );
    return table?.name ?? item?.name ?? null;
  }

  #go(): void {
    const { book } = this.#parts.desk;
    const text = this.#name.value.trim();
    const area = book.tableNamed(text)?.area ?? book.nameIn(null, text)?.area;
    const address = area?.alive === true ? null : parseAddress(text);
    if (area?.alive === true) this.#parts.goTo(area.sheet.name, area.rect);
    else if (address) this.#parts.goTo(address.sheet, address.rect);
    this.#leave();
  }

  #leave(): void {
    this.#draftFor = null;
    this.#name.blur();
    this.#field.blur();
    this.draw();
    this.#parts.leave();
  }
}
