import { shownText } from "../../host/evaluate/number-format.ts";
import { sortRows } from "../../host/workbook/sorting.ts";
import { bodyRect, type Table } from "../../host/workbook/table.ts";
import { refilter } from "../../host/workbook/tables.ts";
import { button, el } from "../dom.ts";
import type { TextId } from "../texts.ts";
import type { Desk } from "../workbook/desk.ts";

/** More different values than this are not listed. */
const mostValues = 400;

/** Sorting and filtering of one table column, as behind the arrow of its heading. */
export function filterMenu(
  desk: Desk,
  words: (id: TextId) => string,
  table: Table,
  column: number,
  close: () => void,
): HTMLElement {
  const { sheet, filtering } = table;
  const body = bodyRect(table);
  const offset = column - table.area.rect.column;
  const textAt = (row: number): string =>
    shownText(sheet.valueAt(row, column), sheet.styleAt(row, column).numberFormat);
  const rows = Array.from({ length: body.rows }, (_, index) => body.row + index);
  const values = [...new Set(rows.map(textAt))].sort((a, b) => a.localeCompare(b, "sv", { numeric: true }));
  const criteria = filtering.criteria.get(offset);
  const kept = criteria?.filterOn === "Values" ? new Set(criteria.values) : null;
  const done = (change: () => void): void => {
    desk.act(change);
    close();
  };
  const sort = (ascending: boolean): void => {
    done(() => {
      sortRows(desk.book, sheet, body, [{ key: offset, ascending }], false);
      refilter(table);
    });
  };
  const boxes = values.slice(0, mostValues).map((value) => {
    const box = el("input", { type: "checkbox", checked: kept === null || kept.has(value), value });
    return { value, box, label: el("label", {}, box, value === "" ? words("blank") : value) };
  });
  const everything = el("input", { type: "checkbox", checked: kept === null });
  everything.addEventListener("change", () => {
    for (const { box } of boxes) box.checked = everything.checked;
  });
  const apply = (): void => {
    const chosen = boxes.filter(({ box }) => box.checked).map(({ value }) => value);
    done(() => {
      if (chosen.length === boxes.length) filtering.criteria.delete(offset);
      else filtering.criteria.set(offset, { filterOn: "Values", values: chosen });
      refilter(table);
      desk.book.tell({ kind: "filtered", sheet });
    });
  };
  const clear = (): void => {
    done(() => {
      filtering.criteria.delete(offset);
      refilter(table);
      desk.book.tell({ kind: "filtered", sheet });
    });
  };
  return el(
    "div",
    { class: "filter-menu" },
    button(
      { class: "row" },
      () => {
        sort(true);
      },
      words("sortUp"),
    ),
    button(
      { class: "row" },
      () => {
        sort(false);
      },
      words("sortDown"),
    ),
    button({ class: "row", disabled: criteria === undefined }, clear, words("clearFilter")),
    el(
      "div",
      { class: "values" },
      el("label", {}, everything, words("all")),
      ...boxes.map(({ label }) => label),
    ),
    el(
      "div",
      { class: "answers" },
      button({ class: "primary" }, apply, words("apply")),
      button({}, close, words("cancel")),
    ),
  );
}
