/**
 * The lines of a title in the rows that there are above the headings: what does not fit is joined to the last of them.
 * A title never runs into the headings.
 */
export function titleLines(lines: readonly string[], rows: number): readonly string[] {
  return lines.length <= rows ? lines : [...lines.slice(0, rows - 1), lines.slice(rows - 1).join(" ")];
}
