import type { Severity } from "../problems.ts";
import type { RequisitionColumn, RequisitionColumnId } from "./columns.ts";
import type { Facts, Fault } from "./facts.ts";

interface RuleText {
  /** Swedish kebab-case, stable: it is stored with problems and named in tests. */
  readonly id: string;
  /** The Swedish sentence that holds when all is well. */
  readonly sentence: string;
  readonly severity: Severity;
}

/** A rule about one cell: it fails when reading the cell found one of these faults. */
export interface CellRule extends RuleText {
  /** "every": the rule holds for the cells of all columns. */
  readonly column: RequisitionColumnId | "every";
  readonly faults: readonly Exclude<Fault, "">[];
  /** Swedish, to the one who must act. */
  readonly text: string | ((facts: Facts, column: RequisitionColumn) => string);
}

/** A rule about how the cells of a row, and the rows before it, go together. It holds where a value is not known. */
export interface RowRule extends RuleText {
  readonly column: RequisitionColumnId;
  readonly holds: (facts: Facts) => boolean;
  readonly text: (facts: Facts) => string;
}

/** A value as quoted in a text: short enough to read. */
export function quote(value: unknown): string {
  const text = String(value);
  return `”${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`;
}
