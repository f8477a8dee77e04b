import type { Changed, RouteOutput } from "../../shared/api.ts";
import { paid } from "../../shared/ledger.ts";
import { formatKronor } from "../../shared/money.ts";
import { kindName, recipientId, type RecipientKind } from "../../shared/recipient.ts";
import { receivedAndConsumed } from "../../shared/statistics.ts";
import {
  balanceRows,
  balanceTable,
  paidIn,
  receivedTable,
  recipientBalances,
  reconciliationTable,
} from "../../shared/tables/balances.ts";
import { allocationTable, populationTable, reportBackTable } from "../../shared/tables/cases.ts";
import type { Table, TableColumn } from "../../shared/tables/table.ts";
import { type Fetched, namesOf, rowsOf } from "./owned-table.ts";

const all = (): boolean => true;

/** "Saldo" of a year, as of the answer's day. */
export function fetchedBalances(answer: RouteOutput<"balances">): Fetched {
  const rows = balanceRows(answer);
  const { ledger, imported } = paidIn(rows);
  const beside =
    answer.imported.length === 0
      ? ""
      : `, varav ${formatKronor(imported)} kr i ${answer.imported.length} importerade rader`;
  return {
    names: namesOf(balanceTable),
    ...rowsOf(balanceTable, rows, ({ id }) => id),
    year: answer.year,
    title: [
      `Saldo per mottagare ${answer.year}`,
      `Per ${answer.asOf}. ${rows.length - answer.imported.length} mottagare, utbetalt ${formatKronor(ledger + imported)} kr (kontrollsumma)${beside}.`,
    ],
    concerns: all,
    vanishedWord: () => "Avslutad",
    changedBy: { asked: (id, { recipients }) => recipients[id] },
  };
}

type Status = RouteOutput<"status">;

/** "Avstämning": where the money of each round is. */
export function fetchedReconciliation({ year, rounds }: Status, asOf: string): Fetched {
  const sum = rounds.reduce((kronor, { amount }) => kronor + amount, 0);
  return {
    names: namesOf(reconciliationTable),
    ...rowsOf(reconciliationTable as Table<Status["rounds"][number]>, rounds, ({ id }) => id),
    title: [
      `Avstämning per omgång ${year}`,
      `Per ${asOf}. ${rounds.length} omgångar, medel ${formatKronor(sum)} kr (kontrollsumma).`,
    ],
    // A round's id begins with its year: the rounds of other years stay.
    concerns: (id) => id.startsWith(`${year}-`),
    vanishedWord: () => "Avslutad",
    changedBy: { asked: (id, changes) => changes.rounds[id] },
  };
}

/** "Tabeller": received and consumed per kind of recipient. */
export function fetchedTables({ year, rounds }: Status, balances: RouteOutput<"balances">): Fetched {
  const kinds = [...new Set(rounds.map(({ kind }) => kind))];
  const amountOf = (kind: RecipientKind): number =>
    rounds.reduce((sum, round) => (round.kind === kind ? sum + round.amount : sum), 0);
  const rows = receivedAndConsumed({
    available: Object.fromEntries(kinds.map((kind) => [kind, amountOf(kind)])),
    recipients: recipientBalances(balances).map(({ kind, code, balance }) => ({
      kind,
      code,
      paid: paid(balance),
      consumed: balance.consumed,
    })),
  });
  const sum = rows.reduce((kronor, { received }) => kronor + received, 0);
  return {
    names: namesOf(receivedTable),
    ...rowsOf(receivedTable, rows, ({ kind }) => kind),
    year,
    title: [
      `Mottagna och förbrukade medel ${year}`,
      `Per ${balances.asOf}. Mottaget ${formatKronor(sum)} kr (kontrollsumma).`,
    ],
    concerns: all,
    vanishedWord: () => "Avslutad",
    changedBy: {
      // Changes stand in the order they were made, so the largest index is the last of the kind's rounds.
      asked: (id, changes) => {
        const known = rounds.flatMap((round) => (round.kind === id ? (changes.rounds[round.id] ?? []) : []));
        return known.length === 0 ? undefined : Math.max(...known);
      },
    },
  };
}

/** "Återrapportering": one row a report. A report that is gone has been taken back. */
export function fetchedReportBacks(
  year: number,
  { reportBacks }: RouteOutput<"reportBacks">,
  asOf: string,
): Fetched {
  const sum = reportBacks.reduce((kronor, { consumed }) => kronor + consumed, 0);
  const changed = new Map<string, Changed | null>(reportBacks.map((one) => [recipientId(one), one.changed]));
  return {
    names: namesOf(reportBackTable),
    ...rowsOf(reportBackTable, reportBacks, recipientId),
    year,
    title: [
      `Återrapportering ${year}`,
      `Per ${asOf}. ${reportBacks.length} återrapporter, förbrukat ${formatKronor(sum)} kr (kontrollsumma).`,
    ],
    concerns: all,
    vanishedWord: () => "Återtagen",
    changedBy: { known: (id) => changed.get(id) ?? null },
  };
}

/** "Befolkning" on the date of the answer. */
export function fetchedPopulation(register: RouteOutput<"register">): Fetched {
  const rows = register.codes.map((code, at) => ({
    kind: register.kinds[at]!,
    code,
    name: register.names[at]!,
    county: register.counties[at]!,
    inhabitants: register.inhabitants[at]!,
  }));
  const sum = rows.reduce(
    (all, { kind, inhabitants }) => (kind === "municipality" ? all + inhabitants : all),
    0,
  );
  return {
    names: namesOf(populationTable),
    ...rowsOf(populationTable, rows, recipientId),
    title: [
      `Folkmängd ${register.date}`,
      `Källa: ${register.source}. ${formatKronor(sum)} invånare i ${kindName.municipality}erna (kontrollsumma).`,
    ],
    concerns: all,
    vanishedWord: () => "Avslutad",
    changedBy: { known: () => register.changed },
  };
}

/** What the key of a round is, as each of its rows says. */
const states: Readonly<Record<RouteOutput<"allocation">["state"], string>> = {
  preview: "Förhandsvisning",
  preliminary: "Preliminär",
  fixed: "Fastställd",
};

type AllotmentOf = Parameters<(typeof allocationTable)["columns"][number]["value"]>[0] & {
  readonly state: string;
};

const stateColumn: TableColumn<AllotmentOf> = {
  id: "state",
  heading: "Nyckel",
  format: "text",
  width: 16,
  value: ({ state }) => state,
};

const statedTable: Table<AllotmentOf> = {
  ...allocationTable,
  columns: [...allocationTable.columns, stateColumn],
};

/**
 * "Fördelning" of one round. The rows of other rounds stay; amounts by a key that is not fixed say so in each cell.
 * `redistributed` is kronor per code.
 */
export function fetchedAllocation(
  allocation: RouteOutput<"allocation">,
  redistributed: ReadonlyMap<string, number>,
): Fetched {
  const { round, state, allotments, total } = allocation;
  const rows = allotments.map((allotment) => ({
    round,
    allotment,
    redistributed: redistributed.get(allotment.code) ?? 0,
    state: states[state],
  }));
  return {
    names: namesOf(statedTable),
    ...rowsOf(statedTable, rows, ({ allotment }) => `${round} ${allotment.code}`),
    title: [
      "Fördelning: så räknades varje belopp ut",
      `Senast hämtad: ${round}, nyckeln är ${states[state].toLowerCase()}. ${formatKronor(total)} kr till ${allotments.length} mottagare (kontrollsumma).`,
    ],
    state: { heading: stateColumn.heading, decided: states.fixed },
    concerns: (id) => id.startsWith(`${round} `),
    vanishedWord: () => "Ersatt",
    changedBy: { asked: (_, { allocations }) => allocations[round] },
  };
}
