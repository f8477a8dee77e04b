import { columnLetters } from "../../host/workbook/address.ts";
import type { Sheet } from "../../host/workbook/sheet.ts";
import { el } from "../dom.ts";

/** A cell that is typed in. */
export interface Place {
  readonly sheet: Sheet;
  readonly row: number;
  readonly column: number;
}

/** What the editor lies over, and who is told what. */
export interface EditorParts {
  readonly grid: HTMLElement;
  /** What the field holds now; null when it is closed. */
  readonly typing: (text: string | null) => void;
  readonly save: (place: Place, text: string) => void;
  /** The cell was left by a key, so many rows down and columns to the right. */
  readonly leave: (from: Place, rows: number, columns: number) => void;
}

/** Where a key goes on to, in rows and columns; with Shift the other way. */
const steps: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["Enter", [1, 0]],
  ["Tab", [0, 1]],
]);

/**
 * A field over the cell that is typed in. It is there from the very key that opens it: the grid's own editor comes a
 * frame or more later, and what is pressed until then may be lost.
 */
export class CellEditor {
  readonly #parts: EditorParts;
  readonly #field = el("input", { class: "cell-input", autocomplete: "off", spellcheck: "false" });
  #place: Place | null = null;

  constructor(parts: EditorParts) {
    this.#parts = parts;
    this.#field.addEventListener("input", () => {
      parts.typing(this.#field.value);
    });
    this.#field.addEventListener("keydown", (event) => {
      this.#key(event);
    });
    this.#field.addEventListener("blur", () => {
      this.close();
    });
  }

  /** The sheet that is typed in; null when none is. */
  get sheet(): Sheet | null {
    return this.#place?.sheet ?? null;
  }

  /** Opens over a cell, with the keyboard in the field. */
  open(place: Place, text: string): void {
    this.close();
    this.#place = place;
    this.#field.value = text;
    this.#field.setAttribute("aria-label", addressOf(place));
    this.#parts.grid.after(this.#field);
    this.#follow();
    this.#field.focus({ preventScroll: true });
    this.#parts.typing(text);
  }

  /** Saves what was typed and goes away. */
  close(): void {
    const place = this.#place;
    this.#cancel();
    if (place) this.#parts.save(place, this.#field.value);
  }

  #cancel(): void {
    if (!this.#place) return;
    this.#place = null;
    this.#field.remove();
    this.#parts.typing(null);
  }

  #key(event: KeyboardEvent): void {
    const place = this.#place;
    if (event.isComposing || !place) return;
    if (event.key === "Escape") this.#cancel();
    const step = steps.get(event.key);
    if (!step) return;
    event.preventDefault();
    this.close();
    const way = event.shiftKey ? -1 : 1;
    this.#parts.leave(place, way * step[0], way * step[1]);
  }

  /** Lies over its cell, which moves when the sheet is scrolled and may be drawn later than it is typed in. */
  #follow(): void {
    const place = this.#place;
    if (!place) return;
    const { grid } = this.#parts;
    const cell = grid.querySelector(`[data-address="${addressOf(place)}"]`);
    this.#field.style.opacity = cell ? "1" : "0";
    if (cell) {
      const frame = grid.getBoundingClientRect();
      const { left, top, width, height } = cell.getBoundingClientRect();
      Object.assign(this.#field.style, {
        left: `${String(left - frame.left)}px`,
        top: `${String(top - frame.top)}px`,
        width: `${String(width)}px`,
        height: `${String(height)}px`,
        font: getComputedStyle(cell).font,
      });
    }
    requestAnimationFrame(() => {
      if (place === this.#place) this.#follow();
    });
  }
}

function addressOf({ row, column }: Place): string {
  return `${columnLetters(column)}${String(row + 1)}`;
}
