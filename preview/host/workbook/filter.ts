import type { FilterCriteria } from "./filter-criteria.ts";
import { isError, type Scalar } from "./scalar.ts";
import { shownText } from "../evaluate/number-format.ts";
import type { Filtering, Sheet } from "./sheet.ts";

/** Does a cell pass the filter of its column? */
function passes(criteria: FilterCriteria, value: Scalar, text: string): boolean {
  if (criteria.filterOn === "Values")
    return criteria.values.some((each) => each.toLowerCase() === text.toLowerCase());
  const first = meets(criteria.criterion1, value, text);
  if (criteria.criterion2 === null) return first;
  const second = meets(criteria.criterion2, value, text);
  return criteria.operator === "And" ? first && second : first || second;
}

function meets(criterion: string, value: Scalar, text: string): boolean {
  const parts = /^(<>|<=|>=|=|<|>)?(.*)$/s.exec(criterion)!;
  const operator = parts[1] ?? "=";
  const wanted = parts[2]!;
  const number = wanted === "" ? NaN : Number(wanted.replace(",", "."));
  if (typeof value === "number" && !Number.isNaN(number)) return compares(operator, value - number);
  const matches = wildcard(wanted).test(isError(value) ? value.error : text);
  if (operator === "=") return matches;
  if (operator === "<>") return !matches;
  return (
    typeof value === "string" && Number.isNaN(number) && compares(operator, value.localeCompare(wanted, "sv"))
  );
}

function compares(operator: string, difference: number): boolean {
  if (operator === "=") return difference === 0;
  if (operator === "<>") return difference !== 0;
  if (operator === "<") return difference < 0;
  if (operator === ">") return difference > 0;
  return operator === "<=" ? difference <= 0 : difference >= 0;
}

function wildcard(text: string): RegExp {
  const escaped = text.replace(/~[*?~]|[.*+?^${}()|[\]\\]/g, (found) => {
    if (found === "*") return ".*";
    if (found === "?") return ".";
    return found.startsWith("~") ? `\\${found.slice(1)}` : `\\${found}`;
  });
  return new RegExp(`^${escaped}$`, "isu");
}

/** Hides the rows of a filter's block that some column does not let pass, and shows the others. */
export function applyFilter(sheet: Sheet, { area, criteria }: Filtering, rows: number): void {
  if (!area.alive) return;
  const { row, column } = area.rect;
  for (let each = row + 1; each <= row + rows; each++) {
    const kept = [...criteria].every(([offset, wanted]) => {
      const value = sheet.valueAt(each, column + offset);
      return passes(wanted, value, shownText(value, sheet.styleAt(each, column + offset).numberFormat));
    });
    if (kept) sheet.filteredRows.delete(each);
    else sheet.filteredRows.add(each);
  }
}
