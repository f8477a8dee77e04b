import { cellsOf } from "../../shared/tables/table.ts";
import { balanceTable, type BalanceRow } from "../../shared/tables/balances.ts";
import { type Outcome, refused, type Scalar, shown } from "./outcome.ts";
import { findRecipient } from "./recipients.ts";

/** The columns of "Saldo" that hold kronor: their headings are what `post` may say. */
const items = balanceTable.columns.filter(({ format }) => format === "kr");
/** What the recipient has and has not reported: the balance in the everyday sense. */
const everyday = "Ej återrapporterat";

/** UM.SALDO: one amount of one recipient by the ledger, in kronor. */
export function balanceOf(rows: readonly BalanceRow[], recipient: unknown, item: unknown): Outcome<Scalar> {
  const asked = (typeof item === "string" && item.trim() !== "" ? item : everyday).trim();
  const column = items.find(({ heading }) => same(heading, asked));
  if (column === undefined || (typeof item !== "string" && item !== null && item !== undefined)) {
    return refused(`Ange posten som en av: ${items.map(({ heading }) => heading).join(", ")}.`);
  }
  const found = findRecipient(
    rows.filter((row) => "balance" in row),
    recipient,
  );
  return found.ok ? shown(column.value(found.value) as number) : found;
}

/** UM.SALDON: the table "Saldo" with its headings. */
export function balanceTableOf(rows: readonly BalanceRow[]): Outcome<Scalar[][]> {
  const headings = balanceTable.columns.map(({ heading }) => heading);
  // Excel shows nothing of an empty text, where it makes nothing a zero.
  const cells = cellsOf(balanceTable, rows).map((row) => row.map((cell) => (cell ?? "") as Scalar));
  return shown([headings, ...cells]);
}

function same(one: string, other: string): boolean {
  return one.toLocaleLowerCase("sv") === other.toLocaleLowerCase("sv");
}
