import { columnLetters } from "../../host/workbook/address.ts";
import { contains } from "../../host/workbook/rect.ts";
import type { ValidationPrompt } from "../../host/workbook/validation.ts";
import { button, el } from "../dom.ts";
import { choiceList, openPopup } from "../shell/popup.ts";
import type { Desk } from "../workbook/desk.ts";
import { editText } from "../workbook/edit-text.ts";

export interface CellHelperParts {
  readonly desk: Desk;
  /** The area that the grid fills; the helpers lie over it. */
  readonly area: HTMLElement;
  readonly label: string;
  readonly choose: (choice: string) => void;
}

/** What lies beside the selected cell: the arrow of its list, and the text that its validation shows. */
export class CellHelpers {
  readonly #parts: CellHelperParts;
  readonly #arrow: HTMLButtonElement;
  readonly #prompt = el("div", { class: "prompt", role: "note", hidden: true });

  constructor(parts: CellHelperParts) {
    this.#parts = parts;
    this.#arrow = button(
      { class: "list-arrow", "aria-label": parts.label, tabindex: "-1", hidden: true },
      () => {
        this.openList();
      },
    );
    parts.area.append(this.#arrow, this.#prompt);
    parts.area.addEventListener(
      "wheel",
      () => {
        this.hide();
      },
      { passive: true },
    );
  }

  hide(): void {
    this.#arrow.hidden = true;
    this.#prompt.hidden = true;
  }

  draw(): void {
    this.hide();
    const selected = this.#selected();
    const cell = selected && this.#cell(selected.row, selected.column);
    if (!cell) return;
    const { desk, area } = this.#parts;
    const frame = area.getBoundingClientRect();
    const at = cell.getBoundingClientRect();
    if (desk.choices(desk.book.active, selected.row, selected.column)) {
      this.#arrow.style.left = `${String(at.right - frame.left)}px`;
      this.#arrow.style.top = `${String(at.top - frame.top)}px`;
      this.#arrow.hidden = false;
    }
    const prompt = this.#promptAt(selected.row, selected.column);
    if (prompt?.showPrompt !== true || prompt.message === "") return;
    this.#prompt.replaceChildren(
      ...(prompt.title === "" ? [] : [el("strong", {}, prompt.title)]),
      prompt.message,
    );
    this.#prompt.style.left = `${String(at.left - frame.left + 12)}px`;
    this.#prompt.style.top = `${String(at.bottom - frame.top + 6)}px`;
    this.#prompt.hidden = false;
  }

  /** Opens the list of the selected cell, if it has one. */
  openList(): void {
    const selected = this.#selected();
    const cell = selected && this.#cell(selected.row, selected.column);
    const { desk, label, choose } = this.#parts;
    const choices = selected && desk.choices(desk.book.active, selected.row, selected.column);
    if (!cell || !choices) return;
    openPopup(cell.getBoundingClientRect(), label, (close) =>
      choiceList(choices, editText(desk.book.active, selected.row, selected.column), (choice) => {
        close();
        choose(choice);
      }),
    );
  }

  #selected(): { readonly row: number; readonly column: number } | null {
    const area = this.#parts.desk.book.selection[0];
    return area?.alive === true && area.sheet === this.#parts.desk.book.active ? area.rect : null;
  }

  #cell(row: number, column: number): Element | null {
    return this.#parts.area.querySelector(`[data-address="${columnLetters(column)}${String(row + 1)}"]`);
  }

  #promptAt(row: number, column: number): ValidationPrompt | undefined {
    const cell = { row, column, rows: 1, columns: 1 };
    return this.#parts.desk.book.active.validations.findLast(({ areas }) =>
      areas.some((each) => each.alive && contains(each.rect, cell)),
    )?.prompt;
  }
}
