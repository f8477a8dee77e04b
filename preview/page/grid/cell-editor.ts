import type { EditorBase, EditorCtr, EditCell, HyperFunc, VNode } from "@revolist/revogrid";
import type { CellModel } from "./row-model.ts";

/** What the editor needs to know of the cell it opens on, and of whoever watches the typing. */
export interface EditorParts {
  readonly textOf: (row: number, column: number) => string;
  readonly typing: (text: string | null) => void;
  /** Enter was pressed in the cell, and what it holds is saved. */
  readonly entered: (row: number, column: number) => void;
}

/** An input over the cell: begins with what the formula bar shows, or with the key that opened it. */
class CellEditor implements EditorBase {
  element: HTMLInputElement | null = null;
  editCell?: EditCell;
  /** What has been typed: the grid may draw the input anew meanwhile. */
  #text: string | null = null;
  readonly #parts: EditorParts;
  readonly #save: (value: string, preventFocus?: boolean) => void;

  constructor(parts: EditorParts, save: (value: string, preventFocus?: boolean) => void) {
    this.#parts = parts;
    this.#save = save;
  }

  componentDidRender(): void {
    const { element } = this;
    if (!element || element === element.ownerDocument.activeElement) return;
    this.#type(this.getValue());
    element.focus();
  }

  appendPendingInput(value: string): boolean {
    // An editor without an input is not open yet, or not any more: then the grid keeps the key.
    if (this.element === null) return false;
    this.#type(this.getValue() + value);
    return true;
  }

  getValue(): string {
    return this.#text ?? this.#begin();
  }

  disconnectedCallback(): void {
    this.#parts.typing(null);
  }

  render(create: HyperFunc<VNode>): VNode {
    return create("input", {
      class: "cell-input",
      type: "text",
      autocomplete: "off",
      spellcheck: false,
      ref: (element: HTMLInputElement | null) => {
        this.element = element;
      },
      onInput: (event: Event) => {
        this.#text = (event.target as HTMLInputElement).value;
        this.#parts.typing(this.#text);
      },
      onKeyDown: (event: KeyboardEvent) => {
        this.#key(event);
      },
    });
  }

  #type(text: string): void {
    this.#text = text;
    if (this.element) this.element.value = text;
    this.#parts.typing(text);
  }

  #begin(): string {
    const typed: unknown = this.editCell?.val;
    if (typeof typed === "string" && typed !== "") return typed;
    const model = this.editCell?.model as CellModel | undefined;
    return model ? this.#parts.textOf(model.row, Number(this.editCell?.prop)) : "";
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing || !(event.key === "Enter" || event.key === "Tab")) return;
    this.element?.blur();
    // The grid's own way on from a cell comes some frames late and would close the cell that is typed in by then.
    this.#save(this.getValue(), true);
    const model = this.editCell?.model as CellModel | undefined;
    if (event.key === "Tab" || !model) return;
    // Or the grid would open the next cell with the same key.
    event.preventDefault();
    this.#parts.entered(model.row, Number(this.editCell?.prop));
  }
}

/** Makes the editors of a grid. */
export function cellEditor(parts: EditorParts): EditorCtr {
  return (_column: unknown, save: (value?: string, preventFocus?: boolean) => void) =>
    new CellEditor(parts, save);
}
