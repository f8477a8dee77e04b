import type { Cell } from "../../../shared/cell.ts";
import { allottedInAll, sumBalances, type Balance } from "../../../shared/ledger.ts";
import { balanceTable, recipientBalances, type RecipientBalance } from "../../../shared/tables/balances.ts";
import { type Statement, statementOf } from "../../../shared/tables/statement.ts";
import type { Refreshed, SelectedRow } from "../../commands/contract.ts";
import { createLoadedTab, type LoadedTab } from "../loaded-tab.ts";
import type { TabParts } from "../tab-parts.ts";
import { isSignedOut, type Trouble, troubleOf } from "../trouble.ts";

/** The year's money as a sum: amount = budget + pool + every account, or the difference. Kronor. */
export interface Identity {
  readonly amount: number;
  readonly budget: number;
  readonly pool: number;
  readonly accounts: Balance;
  readonly difference: number;
  /** The rounds where the difference is. */
  readonly differing: readonly { readonly name: string; readonly kronor: number }[];
}

/** A selected cell that holds kronor: its column, and what it shows. */
export interface MoneyCell {
  readonly heading: string;
  readonly value: Cell;
}

interface Asked {
  readonly recipient: RecipientBalance;
  /** null: the recipient as a whole. */
  readonly cell: MoneyCell | null;
}

/** The postings of one recipient, or of one of its cells, on their way to the screen. */
export type Postings =
  | ({ readonly at: "fetching" } & Asked)
  | ({ readonly at: "read"; readonly statement: Statement } & Asked)
  | ({ readonly at: "refused"; readonly trouble: Trouble<null> } & Asked);

export interface BalancesFull {
  readonly at: "full";
  readonly asOf: string;
  readonly identity: Identity;
  readonly recipients: readonly RecipientBalance[];
  /** Of the recipient that is chosen or selected; null for none. */
  readonly postings: Postings | null;
  readonly refreshed: Refreshed | null;
}

export interface BalancesTab extends LoadedTab<"refresh", BalancesFull> {
  readonly refresh: () => Promise<void>;
  /** Shows the postings of the recipient with this id; null shows none. */
  readonly read: (id: string | null) => Promise<void>;
}

/** Where the year's money is, whether it adds up, and the postings that one recipient's balance is made of. */
export function createBalances(parts: TabParts): BalancesTab {
  const tab = createLoadedTab<"refresh", BalancesFull>(parts, {
    read: async () => {
      const found = await readYear(parts);
      return found.recipients.length === 0 ? null : { at: "full", ...found, postings: null, refreshed: null };
    },
    quiet: { refreshed: null },
    selected: {
      table: "balances",
      see: (row) => {
        if (row !== null) void show(row.id, cellOf(row));
      },
    },
  });
  const show = async (id: string, cell: MoneyCell | null): Promise<void> => {
    const recipient = tab.shown()?.recipients.find((one) => one.id === id);
    if (recipient === undefined) return;
    const fetching: Postings = { at: "fetching", recipient, cell };
    tab.change({ postings: fetching });
    const settle = (postings: Postings): void => {
      // Another recipient may have been asked for meanwhile.
      if (tab.shown()?.postings === fetching) tab.change({ postings });
    };
    try {
      const { postings } = await parts.call("recipientPostings", { year: parts.year(), recipient: id });
      settle({ at: "read", recipient, cell, statement: statementOf(postings, sumOf(recipient, cell)) });
    } catch (error) {
      if (isSignedOut(error)) parts.signedOut();
      const again = (): void => void show(id, cell);
      settle({ at: "refused", recipient, cell, trouble: troubleOf(error, null, again) });
    }
  };
  const refresh = async (): Promise<void> => {
    const before = tab.shown()?.postings ?? null;
    // An answer that comes while the sheet is written has nowhere to go: it is asked for again afterwards.
    if (before?.at === "fetching") tab.change({ postings: null });
    await tab.work(
      "refresh",
      async (work) => {
        const refreshed = await parts.commands.refreshBalances(parts.year(), work);
        return { ...(await readYear(parts)), postings: null, refreshed };
      },
      () => void refresh(),
    );
    // What a cell showed may be old by now; the recipient is the same.
    if (before !== null && tab.shown()?.postings === null) await show(before.recipient.id, null);
  };
  return {
    ...tab,
    refresh,
    read: async (id) => {
      if (id === null) tab.change({ postings: null });
      else await show(id, null);
    },
  };
}

const moneyColumns = balanceTable.columns.filter(({ format }) => format === "kr");

function cellOf({ heading, value }: SelectedRow): MoneyCell | null {
  return moneyColumns.some((column) => column.heading === heading) ? { heading: heading!, value } : null;
}

/** What the column of the cell shows of a balance; of a whole recipient, all that it is allotted. */
function sumOf(recipient: RecipientBalance, cell: MoneyCell | null): (balance: Balance) => number {
  const column = moneyColumns.find(({ heading }) => heading === cell?.heading);
  return column === undefined ? allottedInAll : (balance) => Number(column.value({ ...recipient, balance }));
}

async function readYear(parts: TabParts): Promise<Pick<BalancesFull, "asOf" | "identity" | "recipients">> {
  const answer = await parts.call("balances", { year: parts.year() });
  const recipients = recipientBalances(answer);
  const sum = (of: (round: (typeof answer.totals)[number]) => number): number =>
    answer.totals.reduce((all, round) => all + of(round), 0);
  const names = new Map(parts.rounds().map(({ id, name }) => [id, name]));
  return {
    asOf: answer.asOf,
    recipients,
    identity: {
      amount: sum(({ amount }) => amount),
      budget: sum(({ budget }) => budget),
      pool: sum(({ pool }) => pool),
      accounts: sumBalances(recipients.map(({ balance }) => balance)),
      difference: sum(({ unaccounted }) => unaccounted),
      differing: answer.totals
        .map(({ unaccounted }, at) => ({ name: names.get(answer.roundIds[at]!) ?? "", kronor: unaccounted }))
        .filter(({ kronor }) => kronor !== 0),
    },
  };
}
