import type { Book } from "../../host/workbook/book.ts";
import type { Sheet } from "../../host/workbook/sheet.ts";
import { button, el, icon } from "../dom.ts";

export interface SheetTabsParts {
  readonly book: Book;
  readonly words: { readonly sheets: string; readonly addSheet: string };
  readonly show: (sheet: Sheet) => void;
  readonly add: () => void;
}

/** The tabs of the visible sheets, and a button for a new one. */
export class SheetTabs {
  readonly element: HTMLElement;
  readonly #parts: SheetTabsParts;
  readonly #list: HTMLElement;
  #drawn = "";

  constructor(parts: SheetTabsParts) {
    this.#parts = parts;
    this.#list = el("div", { class: "sheet-list", role: "tablist", "aria-label": parts.words.sheets });
    this.element = el(
      "div",
      { class: "sheet-tabs" },
      this.#list,
      button(
        { class: "add-sheet", "aria-label": parts.words.addSheet, title: parts.words.addSheet },
        parts.add,
        icon("M8 3v10M3 8h10"),
      ),
    );
    this.#list.addEventListener("keydown", (event) => {
      this.#key(event);
    });
  }

  draw(): void {
    const { book, show } = this.#parts;
    const visible = book.sheets.filter(({ visibility }) => visibility === "Visible");
    const shape = JSON.stringify([
      book.active.id,
      visible.map(({ id, name, tabColor }) => [id, name, tabColor]),
    ]);
    if (shape === this.#drawn) return;
    this.#drawn = shape;
    const hadFocus = this.#list.contains(document.activeElement);
    this.#list.replaceChildren(
      ...visible.map((sheet) => {
        const chosen = sheet === book.active;
        const tab = button(
          { role: "tab", "aria-selected": String(chosen), tabindex: chosen ? "0" : "-1" },
          () => {
            show(sheet);
          },
          sheet.name,
        );
        if (/^#[0-9a-f]{6}$/i.test(sheet.tabColor)) tab.style.setProperty("--tab-colour", sheet.tabColor);
        return tab;
      }),
    );
    const chosen = this.#list.querySelector<HTMLElement>('[aria-selected="true"]');
    if (hadFocus) chosen?.focus();
    chosen?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #key(event: KeyboardEvent): void {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const { book, show } = this.#parts;
    const visible = book.sheets.filter(({ visibility }) => visibility === "Visible");
    const next = visible[visible.indexOf(book.active) + step];
    if (step !== 0 && next) show(next);
  }
}
