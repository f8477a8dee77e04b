import type { CellFormat } from "../../shared/tables/table.ts";

/** Excel's number format of each kind of column, in the form that is the same in every language. */
export const numberFormats: Readonly<Record<CellFormat, string>> = {
  text: "@",
  kr: '#,##0" kr"',
  integer: "#,##0",
  percent: "0.0%",
  date: "yyyy-mm-dd",
};

/** An amount by a key that is not fixed says so in its own cell, on screen and on paper. */
export const preliminaryKronor = '#,##0" kr (preliminärt)"';
