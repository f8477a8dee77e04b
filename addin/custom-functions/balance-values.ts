import { cellsOf } from "../../shared/tables/table.ts";
import { balanceTable, type RecipientBalance } from "../../shared/tables/balances.ts";
import { type Outcome, refused, type Scalar, shown } from "./outcome.ts";
import { findRecipient } from "./recipients.ts";

/** The columns of "Saldo" that hold kronor: their headings are what `post` may say. */
const items = balanceTable.columns.filter(({ format }) => format === "kr");
/** What the recipient has and has not reported: the balance in the everyday sense. */
const everyday = "Ej återrapporterat";

/** UM.SALDO: one amount of one recipient, in kronor. */
export function balanceOf(
  balances: readonly RecipientBalance[],
  recipient: unknown,
  item: unknown,
): Outcome<Scalar> {
  const asked = (typeof item === "string" && item.trim() !== "" ? item : everyday).trim();
  const column = items.find(({ heading }) => same(heading, asked));
  if (column === undefined || (typeof item !== "string" && item !== null && item !== undefined)) {
    return refused(`Ange posten som en av: ${items.map(({ heading }) => heading).join(", ")}.`);
  }
  const found = findRecipient(balances, recipient);
  return found.ok ? shown(column.value(found.value) as number) : found;
}

/** UM.SALDON: the table "Saldo" with its headings. */
export function balanceTableOf(balances: readonly RecipientBalance[]): Outcome<Scalar[][]> {
  const headings = balanceTable.columns.map(({ heading }) => heading);
  return shown([headings, ...(cellsOf(balanceTable, balances) as Scalar[][])]);
}

function same(one: string, other: string): boolean {
  return one.toLocaleLowerCase("sv") === other.toLocaleLowerCase("sv");
}
