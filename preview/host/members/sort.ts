import type { SortField } from "../workbook/table.ts";
import { sortRows } from "../workbook/sorting.ts";
import { boolean, integer, list, oneOf, optional, record } from "./arguments.ts";
import { defineClass } from "./class.ts";

const field = record({
  key: integer,
  ascending: optional(boolean, true),
  sortOn: optional(oneOf(["Value"]), "Value"),
  dataOption: optional(oneOf(["Normal", "TextAsNumber"]), "Normal"),
});

/** Reads the fields of a sort; only sorting on values is hosted. */
export function sortFields(value: Parameters<typeof field>[0], what: string): readonly SortField[] {
  return list(field)(value, what).map(({ key, ascending }) => ({ key, ascending }));
}

export const rangeSort = defineClass("RangeSort", {
  since: "1.2",
  members: {
    Apply: {
      call: ({ sheet, rect }, [fields, matchCase, hasHeaders, orientation], { book }) => {
        oneOf(["Rows"])(orientation ?? "Rows", "orientation");
        const headings = optional(boolean, false)(hasHeaders, "hasHeaders");
        const rows = headings ? { ...rect, row: rect.row + 1, rows: rect.rows - 1 } : rect;
        sortRows(
          book,
          sheet,
          rows,
          sortFields(fields, "fields"),
          optional(boolean, false)(matchCase, "matchCase"),
        );
      },
    },
  },
});
