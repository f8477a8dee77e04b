import type { ReceivedAndConsumed } from "../statistics.ts";
import type { RouteOutput } from "../api.ts";
import type { AmountMeaning } from "../history/meanings.ts";
import {
  allottedInAll,
  type Balance,
  emptyBalance,
  paid,
  recipientAccounts,
  sumBalances,
} from "../ledger.ts";
import { kindName, type RecipientId, recipientKey, type RecipientKind } from "../recipient.ts";
import type { Table, TableColumn } from "./table.ts";

/** One recipient's year: its balance over all rounds. */
export interface RecipientBalance {
  readonly id: RecipientId;
  readonly kind: RecipientKind;
  readonly code: string;
  readonly name: string;
  readonly balance: Balance;
}

/** What an old workbook says of a recipient's year: nothing in the ledger made it. Kronor; null: it says nothing. */
export interface ImportedBalance {
  /** Of the row. */
  readonly id: string;
  readonly kind: RecipientKind;
  readonly code: string;
  readonly name: string;
  readonly imported: RouteOutput<"balances">["imported"][number]["amounts"];
  /** File, sheet and cell. */
  readonly source: string;
}

/** A row of "Saldo". */
export type BalanceRow = RecipientBalance | ImportedBalance;

/** The rows of "Saldo": each recipient's balance in the ledger, and below them what was imported. */
export function balanceRows(answer: RouteOutput<"balances">): BalanceRow[] {
  const imported = answer.imported.map(
    ({ recipient, name, amounts, import: id, file, place }): ImportedBalance => ({
      id: `import:${id}:${place}`,
      ...recipientKey(recipient as RecipientId),
      name,
      imported: amounts,
      source: `${file}, ${place}`,
    }),
  );
  return [...recipientBalances(answer), ...imported];
}

/** Kronor that rows say were paid: by the ledger, and by what was imported. */
export function paidIn(rows: readonly BalanceRow[]): { readonly ledger: number; readonly imported: number } {
  const sum = { ledger: 0, imported: 0 };
  for (const row of rows)
    if ("balance" in row) sum.ledger += paid(row.balance);
    else sum.imported += row.imported.paid ?? 0;
  return sum;
}

/** The answer's parallel columns as one balance per recipient, summed over the rounds. */
export function recipientBalances(answer: RouteOutput<"balances">): RecipientBalance[] {
  const perRecipient = new Map<string, { name: string; balances: Balance[] }>();
  answer.recipients.forEach((id, at) => {
    const known = perRecipient.get(id) ?? { name: answer.names[at]!, balances: [] };
    known.balances.push(balanceAt(answer, at));
    perRecipient.set(id, known);
  });
  return [...perRecipient].map(([id, { name, balances }]) => {
    const recipient = id as RecipientId;
    return { id: recipient, ...recipientKey(recipient), name, balance: sumBalances(balances) };
  });
}

function balanceAt({ accounts }: RouteOutput<"balances">, at: number): Balance {
  const entries = recipientAccounts.map((account) => [account, accounts[account][at] ?? 0]);
  return { ...emptyBalance, ...(Object.fromEntries(entries) as Balance) };
}

const kr = { format: "kr", total: true, width: 16 } as const;

/** A column of kronor: of a balance in the ledger, and what an old sheet calls the same, if it has it. */
function kronorColumn(
  id: string,
  heading: string,
  ofBalance: (balance: Balance) => number,
  imported: AmountMeaning | null,
): TableColumn<BalanceRow> {
  return {
    ...{ id, heading, ...kr },
    value: (row) =>
      "balance" in row ? ofBalance(row.balance) : imported === null ? null : row.imported[imported],
  };
}

/**
 * "Saldo": one row a recipient, and one for each opening balance; "Kontroll" says OK when all that was paid has been
 * reported on. What an old sheet says nothing of is empty.
 */
export const balanceTable: Table<BalanceRow> = {
  sheet: "Saldo",
  table: "Saldo",
  columns: [
    { id: "kind", heading: "Mottagartyp", format: "text", width: 20, value: ({ kind }) => kindName[kind] },
    { id: "code", heading: "Kod", format: "text", width: 8, value: ({ code }) => code },
    { id: "name", heading: "Mottagare", format: "text", width: 34, value: ({ name }) => name },
    kronorColumn("allotted", "Tilldelat", allottedInAll, "granted"),
    kronorColumn("undecided", "Ej beslutat", ({ allotted }) => allotted, null),
    kronorColumn("payable", "Att betala ut", ({ payable }) => payable, null),
    kronorColumn("paid", "Utbetalt", paid, "paid"),
    kronorColumn("consumed", "Förbrukat", ({ consumed }) => consumed, "consumed"),
    kronorColumn("carriedOver", "Överfört", ({ carriedOver }) => carriedOver, "carriedOver"),
    kronorColumn("repayable", "Att återbetala", ({ repayable }) => repayable, null),
    kronorColumn("repaid", "Återbetalt", ({ repaid }) => repaid, "repaid"),
    kronorColumn("held", "Ej återrapporterat", ({ held }) => held, null),
    {
      id: "check",
      heading: "Kontroll",
      format: "text",
      width: 24,
      value: (row) => ("balance" in row ? check(row.balance) : null),
    },
    {
      id: "origin",
      heading: "Ursprung",
      format: "text",
      width: 14,
      value: (row) => ("balance" in row ? null : "Importerad"),
    },
    {
      id: "source",
      heading: "Källa",
      format: "text",
      width: 44,
      value: (row) => ("balance" in row ? null : row.source),
    },
  ],
};

function check(balance: Balance): string {
  if (paid(balance) === 0) return "Inget utbetalt";
  return balance.held > 0 ? "Återrapport saknas" : "OK";
}

/** One round's money: the amount and where it is. */
export interface RoundReconciliation {
  readonly name: string;
  readonly amount: number;
  readonly budget: number;
  readonly pool: number;
  readonly accounts: Balance;
  readonly unaccounted: number;
}

/** "Avstämning": per round, amount = not allotted + not requisitioned + all accounts, or the difference. */
export const reconciliationTable: Table<RoundReconciliation> = {
  sheet: "Avstämning",
  table: "Avstamning",
  columns: [
    { id: "round", heading: "Omgång", format: "text", width: 44, value: ({ name }) => name },
    { id: "amount", heading: "Medel", ...kr, value: ({ amount }) => amount },
    { id: "budget", heading: "Ej fördelat", ...kr, value: ({ budget }) => budget },
    { id: "pool", heading: "Ej rekvirerat, ej omfördelat", ...kr, width: 26, value: ({ pool }) => pool },
    { id: "undecided", heading: "Ej beslutat", ...kr, value: ({ accounts }) => accounts.allotted },
    { id: "payable", heading: "Att betala ut", ...kr, value: ({ accounts }) => accounts.payable },
    { id: "paid", heading: "Utbetalt", ...kr, value: ({ accounts }) => paid(accounts) },
    {
      id: "check",
      heading: "Kontroll",
      format: "text",
      width: 24,
      value: ({ unaccounted }) => (unaccounted === 0 ? "OK" : `Diff ${unaccounted} kr`),
    },
  ],
};

/** "Tabeller": received and consumed per kind, with the columns of R3 table 2 (Medel mot våld, 2023). */
export const receivedTable: Table<ReceivedAndConsumed> = {
  sheet: "Tabeller",
  table: "Mottaget_forbrukat",
  columns: [
    { id: "kind", heading: "Mottagare", format: "text", width: 24, value: ({ kind }) => kindName[kind] },
    { id: "available", heading: "Tillgängliga medel", ...kr, width: 20, value: ({ available }) => available },
    { id: "received", heading: "Mottagna medel", ...kr, width: 20, value: ({ received }) => received },
    { id: "left", heading: "Ej utbetalt", ...kr, value: ({ available, received }) => available - received },
    { id: "consumed", heading: "Förbrukat", ...kr, width: 20, value: ({ consumed }) => consumed },
    {
      id: "consumedPercent",
      heading: "Andel förbrukat",
      format: "percent",
      width: 16,
      value: ({ consumedPercent }) => (consumedPercent === null ? null : consumedPercent / 100),
    },
    {
      id: "recipients",
      heading: "Antal mottagare",
      format: "integer",
      width: 16,
      value: ({ recipients }) => recipients,
    },
  ],
};
