import type { Changed, RouteOutput } from "../../shared/api.ts";
import { formatKronor } from "../../shared/money.ts";
import { caseTable, documentTable } from "../../shared/tables/case-list.ts";
import { type Fetched, namesOf, rowsOf } from "./owned-table.ts";

/** "Handlingar" of a year. A document is never taken away, and nothing but what it is taken for is ever changed. */
export function fetchedDocuments(year: number, { documents }: RouteOutput<"documents">): Fetched {
  const rowId = (id: string): string => `${year} ${id}`;
  const changed = new Map<string, Changed>(
    documents.map(({ id, registered, retyped }) => [rowId(id), retyped.at(-1)?.changed ?? registered]),
  );
  const kept = documents.filter(({ size }) => size !== null).length;
  return {
    names: namesOf(documentTable),
    ...rowsOf(documentTable, documents, ({ id }) => rowId(id)),
    title: [
      `Inkomna handlingar ${year}`,
      `${documents.length} handlingar, varav ${kept} med filen bevarad i Fördela.`,
    ],
    // The documents of other years stay.
    concerns: (id) => id.startsWith(rowId("")),
    vanishedWord: () => "Avslutad",
    changedBy: { known: (id) => changed.get(id) ?? null },
  };
}

/** "Ärenden" of a year. */
export function fetchedCases(year: number, { cases }: RouteOutput<"cases">): Fetched {
  const waiting = cases.filter(({ task }) => task !== null).length;
  const sum = cases.reduce((kronor, { paid }) => kronor + paid, 0);
  return {
    names: namesOf(caseTable),
    ...rowsOf(caseTable, cases, ({ round, recipient }) => `${round} ${recipient}`),
    title: [
      `Ärenden ${year}`,
      `${cases.length} ärenden, ${waiting} med något att göra, utbetalt ${formatKronor(sum)} kr (kontrollsumma).`,
    ],
    // A round's id begins with its year: the cases of other years stay.
    concerns: (id) => id.startsWith(`${year}-`),
    vanishedWord: () => "Avslutad",
    changedBy: { known: () => null },
  };
}
