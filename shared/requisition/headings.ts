import { cellAddress } from "../address.ts";
import type { Cell } from "../cell.ts";
import type { Problem } from "../problems.ts";
import { requisitionColumns } from "./columns.ts";
import type { RequisitionColumn, RequisitionColumnId } from "./columns.ts";
import { quote } from "./rule.ts";

/** Rules about the heading row; a sheet whose heading row has a fault gives no requisitions. */
export const headingRules = {
  row: {
    id: "rubrikrad-finns",
    sentence: "Bladet har en rad med kolumnernas rubriker bland de första 20 raderna.",
  },
  column: { id: "rubrik-finns", sentence: "Varje kolumn som måste fyllas i har en rubrik." },
  once: { id: "rubrik-en-gang", sentence: "Varje rubrik finns i en enda kolumn." },
} as const;

/** Where the headings are: indexes into the rows, and for each column of the column table the index of its cells. */
export interface Headings {
  readonly row: number;
  /** -1: the sheet has no such column. */
  readonly columns: readonly number[];
  readonly problems: readonly Problem[];
}

/** Where a sheet's rows stand in the worksheet: 1-based row and 0-based column of the first cell. */
export interface Place {
  readonly sheet: string;
  readonly firstRow: number;
  readonly firstColumn: number;
}

/** Rows in which the headings are looked for; above them stand titles and dates. */
const searched = 20;

/** Fewer known headings than this is a title that happens to say "Region". */
const fewest = 3;

const headingTexts: ReadonlyMap<string, number> = new Map(
  requisitionColumns.flatMap(({ heading, alternatives }, i) =>
    [heading, ...alternatives].map((text) => [normalised(text), i] as const),
  ),
);

/**
 * Finds the row among the first 20 with the most known headings, in any order, and what is wrong with it. Unknown
 * headings are other people's columns. `optionalRound`: a row without a round has a default, so has a sheet.
 */
export function findHeadings(
  rows: readonly (readonly Cell[])[],
  place: Place,
  optionalRound: boolean,
): Headings | Problem {
  const candidates = rows.slice(0, searched).map((cells) => cells.map(columnOf));
  const counts = candidates.map((found) => new Set(found.filter((column) => column >= 0)).size);
  const most = Math.max(0, ...counts);
  if (most < fewest) return noHeadings(place);
  const row = counts.indexOf(most);
  const found = candidates[row]!;
  const isNeeded = ({ id, required }: RequisitionColumn): boolean =>
    required && !(optionalRound && id === "round");
  const missing = requisitionColumns.filter((column, i) => isNeeded(column) && !found.includes(i));
  const twice = found.flatMap((column, i) =>
    column >= 0 && found.indexOf(column) < i ? [{ column, i }] : [],
  );
  const problem = problemIn({ ...place, row: place.firstRow + row });
  return {
    row,
    columns: requisitionColumns.map((_, i) => found.indexOf(i)),
    problems: [
      ...missing.map(({ id, heading }, i) =>
        problem(
          { rule: headingRules.column.id, column: id, at: place.firstColumn + found.length + i, value: null },
          `Lägg till en kolumn med rubriken ${quote(heading)}.`,
        ),
      ),
      ...twice.map(({ column, i }) => {
        const { id, heading } = requisitionColumns[column]!;
        return problem(
          { rule: headingRules.once.id, column: id, at: place.firstColumn + i, value: rows[row]![i] ?? null },
          `Behåll en av kolumnerna. Två kolumner läses som ${quote(heading)}.`,
        );
      }),
    ],
  };
}

function noHeadings(place: Place): Problem {
  return problemIn({ ...place, row: place.firstRow })(
    { rule: headingRules.row.id, column: "round", at: place.firstColumn, value: null },
    `Lägg till en rad med rubrikerna ${requisitionColumns.map(({ heading }) => heading).join(", ")}.`,
  );
}

interface Where {
  readonly rule: string;
  readonly column: RequisitionColumnId;
  /** 0-based worksheet column. */
  readonly at: number;
  readonly value: Cell;
}

function problemIn({ sheet, row }: { sheet: string; row: number }): (where: Where, text: string) => Problem {
  return ({ rule, column, at, value }, text) => ({
    sheet,
    cell: cellAddress(row, at),
    row,
    column,
    rule,
    severity: "error",
    text,
    value,
  });
}

function columnOf(cell: Cell | undefined): number {
  // A heading is shorter than any of the texts that hostile cells hold.
  return typeof cell === "string" && cell.length <= 100 ? (headingTexts.get(normalised(cell)) ?? -1) : -1;
}

/** Case, spaces, line breaks and the star of a required column say nothing. */
function normalised(heading: string): string {
  return heading
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\s*:]+/g, "");
}
