import { cellAddress } from "../address.ts";
import { headingKey } from "../headings.ts";
import type { Problem } from "../problems.ts";
import { kindName, type RecipientKind } from "../recipient.ts";
import { reportRulesOf } from "../report-form/form-of-year.ts";
import { reportBackTable } from "../tables/cases.ts";
import { columnsByArea, longColumns, reportBackColumns, wideColumns } from "./columns.ts";
import type { Told, UnknownColumn } from "./read-sheet.ts";

/** What Fördela writes beside the columns of a form in sheets of its own, and what an official writes there. */
const ownHeadings: ReadonlySet<string> = new Set(
  [
    ...reportBackTable.columns.map(({ heading }) => heading),
    ...["Kontroll", "_fordela", "Status", "_id", "_version"],
  ].map(headingKey),
);

/**
 * A warning a column: what stands there is no answer, and would be lost without a word. Names the heading of the year's
 * forms that is most like it, of those that the sheet (the keys of its known headings) does not have.
 */
export function unknownColumnProblems(
  sheet: string,
  unknown: readonly UnknownColumn[],
  known: ReadonlySet<string>,
  year: number,
): readonly Problem[] {
  const others = unknown.filter(({ heading }) => !ownHeadings.has(headingKey(said(heading))));
  if (others.length === 0) return [];
  const lacking = headingsOf(year).filter((heading) => !known.has(headingKey(heading)));
  return others.map(({ heading, first }) => {
    const name = said(heading);
    const near = name === "" ? undefined : nearest(name, lacking);
    const under = name === "" ? "i en kolumn utan rubrik" : `under ”${name}”`;
    const say = near === undefined ? "formulärets rubrik" : `”${near}”, som är närmast,`;
    return {
      sheet,
      cell: cellAddress(first.row, first.column),
      row: first.row,
      column: "unknown",
      rule: "kolumn-i-formularet",
      severity: "warning",
      text: `Skriv ${say} i ${cellAddress(heading.row, heading.column)}, eller låt kolumnen vara om den är er egen: formuläret har ingen sådan rubrik, och det som står ${under} läses inte.`,
      value: first.value,
    };
  });
}

/** A heading as it is said back; a long one is cut. */
function said({ value }: Told): string {
  return String(value ?? "")
    .trim()
    .slice(0, 80);
}

function headingsOf(year: number): readonly string[] {
  const forms = (Object.keys(kindName) as RecipientKind[]).map((kind) => reportRulesOf(year, kind).form);
  const asked = forms.flatMap((form) => [...wideColumns(form), ...columnsByArea(form)]);
  const all = [...reportBackColumns, ...Object.values(longColumns), ...asked];
  return [...new Set(all.map(({ heading }) => heading))];
}

/** Alike enough to be a slip of the pen for it, or a part of it. */
const alike = 0.6;

function nearest(name: string, headings: readonly string[]): string | undefined {
  const own = pairsOf(name);
  const found = headings
    .map((heading) => ({ heading, likeness: likeness(own, pairsOf(heading)) }))
    .filter((one) => one.likeness >= alike)
    .sort((a, b) => b.likeness - a.likeness);
  return found[0]?.heading;
}

/** The pairs of letters of a heading. */
function pairsOf(heading: string): ReadonlySet<string> {
  const key = headingKey(heading);
  return new Set(Array.from({ length: Math.max(0, key.length - 1) }, (_, at) => key.slice(at, at + 2)));
}

/** Dice's coefficient: 1 when they have the same pairs, 0 when they have none in common. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((pair) => b.has(pair)).length;
  return a.size + b.size === 0 ? 0 : (2 * common) / (a.size + b.size);
}
