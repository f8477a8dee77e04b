import type { RouteOutput } from "../../shared/api.ts";
import type { NoticeDays } from "../../shared/decision/notice.ts";
import { formatKronor } from "../../shared/money.ts";
import { annexTable, decisionTable } from "../../shared/tables/decisions.ts";
import { type Fetched, namesOf, rowsOf } from "./owned-table.ts";

/** "Beslut" of a year: every decision, and how long notice takes. */
export function fetchedDecisions(
  year: number,
  { asOf, decisions, notice, delegation }: RouteOutput<"yearDecisions">,
  rounds: RouteOutput<"rounds">["rounds"],
): Fetched {
  const names = new Map(rounds.map(({ id, name }) => [id, name]));
  const rows = decisions.map((one) => ({ ...one, roundName: names.get(one.round) ?? one.round }));
  const days = ({ calendar, business }: NoticeDays): string =>
    `${calendar} kalenderdagar (${business} arbetsdagar)`;
  const said =
    notice === null
      ? "Inget beslut är expedierat till alla mottagare."
      : `Från beslut till expediering: median ${days(notice.median)}, längst ${days(notice.longest)}, ${notice.decisions} beslut.`;
  return {
    names: namesOf(decisionTable),
    ...rowsOf(decisionTable, rows, ({ round, id }) => `${round} ${id}`),
    title: [`Beslut ${year}`, `Per ${asOf}. ${decisions.length} beslut. ${said} ${delegation}`],
    // A round's id begins with its year: the decisions of other years stay.
    concerns: (row) => row.startsWith(`${year}-`),
    vanishedWord: () => "Avslutad",
    changedBy: { known: () => null },
  };
}

/** "Bilaga" of one decision. The rows of other decisions stay. */
export function fetchedAnnex(decision: RouteOutput<"decision">): Fetched {
  const { round, id, dnr, date, lines, asOf } = decision;
  const sum = lines.reduce((kronor, { amount }) => kronor + amount, 0);
  const made = date === null ? "Beslutet är inte fattat" : `Beslut ${date}`;
  return {
    names: namesOf(annexTable),
    ...rowsOf(
      annexTable,
      lines.map((line) => ({ ...line, of: decision })),
      ({ code }) => `${round} ${id} ${code}`,
    ),
    title: [
      "Bilaga: mottagare enligt beslutet",
      `Senast hämtad: ${id}, ${round}. ${made}, dnr ${dnr ?? "–"}. Per ${asOf}. ${lines.length} mottagare, ${formatKronor(sum)} kr (kontrollsumma).`,
    ],
    concerns: (row) => row.startsWith(`${round} ${id} `),
    vanishedWord: () => "Ersatt",
    changedBy: { known: () => null },
  };
}
