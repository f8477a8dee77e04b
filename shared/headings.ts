import { cellAddress } from "./address.ts";
import type { Cell } from "./cell.ts";
import type { Problem } from "./problems.ts";

/** What must be known of a column to find it by its heading. */
export interface HeadedColumn {
  readonly id: string;
  /** The heading that Fördela writes. */
  readonly heading: string;
  /** Other headings that are read as this column, compared without regard to case and spaces. */
  readonly alternatives: readonly string[];
  /** Whether every row must have a value here, and so the sheet the column. */
  readonly required: boolean;
}

/** Rules about the heading row; a sheet whose heading row has a fault gives no rows. */
export const headingRules = {
  row: {
    id: "rubrikrad-finns",
    sentence: "Bladet har en rad med kolumnernas rubriker bland de första 20 raderna.",
  },
  column: { id: "rubrik-finns", sentence: "Varje kolumn som måste fyllas i har en rubrik." },
  once: { id: "rubrik-en-gang", sentence: "Varje rubrik finns i en enda kolumn." },
} as const;

/** Where the headings are: the index of their row, and for each column of the column table the index of its cells. */
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

/** Finds the heading row of a block of cells, or says that there is none. */
export type FindHeadings = (
  rows: readonly (readonly Cell[])[],
  place: Place,
  /** Columns that this sheet may do without although they are required. */
  optional?: readonly string[],
) => Headings | Problem;

/** Rows in which the headings are looked for; above them stand titles and dates. */
const searched = 20;

/** Fewer known headings than this is a title that happens to say "Region". */
const fewest = 3;

/**
 * A finder for a column table: the row among the first 20 with the most known headings, in any order, and what is
 * wrong with it. Unknown headings are other people's columns.
 */
export function headingFinder(columns: readonly HeadedColumn[]): FindHeadings {
  const texts: ReadonlyMap<string, number> = new Map(
    columns.flatMap(({ heading, alternatives }, i) =>
      [heading, ...alternatives].map((text) => [headingKey(text), i] as const),
    ),
  );
  // A heading is shorter than any of the texts that hostile cells hold.
  const columnOf = (cell: Cell | undefined): number =>
    typeof cell === "string" && cell.length <= 100 ? (texts.get(headingKey(cell)) ?? -1) : -1;

  return (rows, place, optional = []) => {
    const candidates = rows.slice(0, searched).map((cells) => cells.map(columnOf));
    const counts = candidates.map((found) => new Set(found.filter((column) => column >= 0)).size);
    const most = Math.max(0, ...counts);
    const mandatory = columns.filter(({ id, required }) => required && !optional.includes(id));
    if (most < fewest) return noHeadings(mandatory, place);
    const row = counts.indexOf(most);
    const found = candidates[row]!;
    const missing = mandatory.filter((column) => !found.includes(columns.indexOf(column)));
    const twice = found.flatMap((column, i) =>
      column >= 0 && found.indexOf(column) < i ? [{ column, i }] : [],
    );
    const problem = problemIn({ ...place, row: place.firstRow + row });
    return {
      row,
      columns: columns.map((_, i) => found.indexOf(i)),
      problems: [
        ...missing.map(({ id, heading }, i) =>
          problem(
            {
              rule: headingRules.column.id,
              column: id,
              at: place.firstColumn + found.length + i,
              value: null,
            },
            `Lägg till en kolumn med rubriken ”${heading}”.`,
          ),
        ),
        ...twice.map(({ column, i }) => {
          const { id, heading } = columns[column]!;
          return problem(
            {
              rule: headingRules.once.id,
              column: id,
              at: place.firstColumn + i,
              value: rows[row]![i] ?? null,
            },
            `Behåll en av kolumnerna. Två kolumner läses som ”${heading}”.`,
          );
        }),
      ],
    };
  };
}

/** Names the columns that must be there: a form has some hundred that may be. */
function noHeadings(mandatory: readonly HeadedColumn[], place: Place): Problem {
  return problemIn({ ...place, row: place.firstRow })(
    { rule: headingRules.row.id, column: mandatory[0]!.id, at: place.firstColumn, value: null },
    `Lägg till en rad med rubrikerna ${mandatory.map(({ heading }) => heading).join(", ")}.`,
  );
}

interface Where {
  readonly rule: string;
  readonly column: string;
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

/** What two headings are compared by: case, spaces, line breaks and the star of a required column say nothing. */
export function headingKey(heading: string): string {
  return heading
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\s*:]+/g, "");
}
