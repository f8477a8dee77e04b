import { cellAddress } from "../address.ts";
import type { Cell } from "../cell.ts";
import { headingFinder } from "../headings.ts";
import type { Headings, Place } from "../headings.ts";
import type { CheckedRows, Problem } from "../problems.ts";
import { requisitionColumns } from "./columns.ts";
import type { RequisitionContext } from "./context.ts";
import { at, forget, mendable, noFacts, note } from "./facts.ts";
import type { Facts, Fault } from "./facts.ts";
import { compileOpenCell } from "./open-cell.ts";
import { faultyRequisition, parsedRequisition } from "./parsed.ts";
import type { FaultyRequisition, ParsedRequisition } from "./parsed.ts";
import { compileReaders } from "./readers.ts";
import { requisitionCellRules, requisitionRowRules } from "./rules.ts";
import type { CellRule, RowRule } from "./rule.ts";

/** Finds the heading row of a requisition sheet. */
const findRequisitionHeadings = headingFinder(requisitionColumns);

/** Cells as read from a worksheet. */
export interface RequisitionTable {
  readonly sheet: string;
  readonly rows: readonly (readonly Cell[])[];
  /** 1-based worksheet row of the first row, 1 unless told. */
  readonly firstRow?: number;
  /** 0-based worksheet column of the first cell of a row, 0 unless told. */
  readonly firstColumn?: number;
}

/** Everything that is wrong, and the requisitions that can be registered as they stand. */
export interface RequisitionValidation extends CheckedRows {
  /** Rows without errors; they may have warnings. */
  readonly rows: readonly ParsedRequisition[];
  /** Rows with errors: what they say all the same. */
  readonly faulty: readonly FaultyRequisition[];
}

/**
 * Checks every cell of a requisition sheet against every rule and names the cell of each fault. Columns are found by
 * their headings, in any order; blank rows and unknown columns are passed over. Never throws, whatever the cells hold.
 */
export function validateRequisitions(
  table: RequisitionTable,
  context: RequisitionContext,
): RequisitionValidation {
  const steps = validateInSteps(table, context, Infinity);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * The same control, `rowsPerStep` worksheet rows at a time: yields how many rows are done, so that whoever shows the
 * sheet can answer between the steps, or give up.
 */
export function* validateInSteps(
  table: RequisitionTable,
  context: RequisitionContext,
  rowsPerStep: number,
): Generator<number, RequisitionValidation, undefined> {
  const place: Place = {
    sheet: table.sheet,
    firstRow: table.firstRow ?? 1,
    firstColumn: table.firstColumn ?? 0,
  };
  const headings = findRequisitionHeadings(
    table.rows,
    place,
    context.defaultRound === undefined ? [] : ["round"],
  );
  if (!("columns" in headings))
    return { problems: [headings], rows: [], faulty: [], rowCount: 0, firstDataRow: headings.row + 1 };
  const problems = [...headings.problems];
  const rows: ParsedRequisition[] = [];
  const faulty: FaultyRequisition[] = [];
  const { defaultRound, ...named } = context;
  const forRows = headings.columns[at.round]! < 0 && defaultRound !== undefined ? context : named;
  const check = compileRowCheck({ place, headings, context: forRows, problems });
  let rowCount = 0;
  for (let i = headings.row + 1; i < table.rows.length; i++) {
    if (i % rowsPerStep === 0) yield i;
    const cells = table.rows[i]!;
    if (isBlank(cells, headings.columns)) continue;
    rowCount++;
    const requisition = check(cells, place.firstRow + i);
    if ("kind" in requisition) rows.push(requisition);
    else faulty.push(requisition);
  }
  return { problems, rows, faulty, rowCount, firstDataRow: place.firstRow + headings.row + 1 };
}

interface RowCheck {
  readonly place: Place;
  readonly headings: Headings;
  readonly context: RequisitionContext;
  /** Filled row by row. */
  readonly problems: Problem[];
}

/** Turns the column table and the rules into one function that checks a row. */
function compileRowCheck(
  setting: RowCheck,
): (row: readonly Cell[], worksheetRow: number) => ParsedRequisition | FaultyRequisition {
  const facts = noFacts(setting.context.today);
  const columns = compileColumns(setting, facts);
  const report = compileReport(setting, facts);
  const { problems: wrong } = setting.headings;
  const doubtful = new Set(wrong.map(({ column }) => column));

  return (row, worksheetRow) => {
    forget(facts);
    facts.row = worksheetRow;
    for (const readColumn of columns) readColumn(row);
    // Nothing can be trusted under headings that are wrong.
    let errors = wrong.length;
    if (!facts.clean) errors += report.cells(row);
    for (const rule of requisitionRowRules) if (!rule.holds(facts)) errors += report.row(rule, row);
    const whole = errors === 0 ? parsedRequisition(facts) : null;
    return whole ?? faultyRequisition(facts, doubtful);
  };
}

/** One function per column: opens the cell, reads it into the facts and notes its fault. */
function compileColumns(
  { headings, context }: RowCheck,
  facts: Facts,
): readonly ((row: readonly Cell[]) => void)[] {
  const readers = compileReaders(context, facts);
  return requisitionColumns.map((column, i) => {
    const source = headings.columns[i]!;
    const open = compileOpenCell(column, i, facts);
    const { read, blank } = readers[i]!;
    return (row) => {
      const cell = source < 0 ? null : open(row[source]);
      facts.cells[i] = cell;
      if (cell === null) {
        const fault = blank();
        // A missing column was reported at the headings, and what cannot be trusted when the cell was opened.
        if (fault !== "" && facts.faults[i] === "" && source >= 0) note(facts, i, fault);
      } else if (read !== null) {
        const fault = read(cell);
        if (fault !== "") note(facts, i, fault);
      }
    };
  });
}

/** Turns faults into problems with cell, text and fix. Both functions give the number of errors. */
function compileReport(
  { place, headings, problems }: RowCheck,
  facts: Facts,
): {
  cells: (row: readonly Cell[]) => number;
  row: (rule: RowRule, row: readonly Cell[]) => number;
} {
  const ruleOf = requisitionColumns.map(({ id }) => rulesByFault(id));
  const width = headings.columns.reduce((most, column) => Math.max(most, column + 1), 0);

  function add(rule: CellRule | RowRule, i: number, text: string, row: readonly Cell[]): number {
    const source = headings.columns[i]!;
    const value = source < 0 ? null : (row[source] ?? null);
    const fix = "faults" in rule && mendable.has(facts.faults[i]!) ? facts.rewrites[i] : undefined;
    problems.push({
      sheet: place.sheet,
      // A value that is wanted in a column that the sheet has not belongs to the right of those it has.
      cell: cellAddress(facts.row, place.firstColumn + (source < 0 ? width : source)),
      row: facts.row,
      column: requisitionColumns[i]!.id,
      rule: rule.id,
      severity: rule.severity,
      text,
      value,
      ...(fix === undefined ? {} : { fix }),
    });
    return rule.severity === "error" ? 1 : 0;
  }

  return {
    cells: (row) =>
      facts.faults.reduce((errors, fault, i) => {
        const rule = fault === "" ? undefined : ruleOf[i]!.get(fault);
        if (rule === undefined) return errors;
        const text = typeof rule.text === "string" ? rule.text : rule.text(facts, requisitionColumns[i]!);
        return errors + add(rule, i, text, row);
      }, 0),
    row: (rule, row) => add(rule, at[rule.column], rule.text(facts), row),
  };
}

function rulesByFault(id: (typeof requisitionColumns)[number]["id"]): ReadonlyMap<Fault, CellRule> {
  const rules = requisitionCellRules.filter(({ column }) => column === id || column === "every");
  return new Map(rules.flatMap((rule) => rule.faults.map((fault) => [fault, rule] as const)));
}

/** Whether the known columns are empty. What stands in other columns is no requisition. */
function isBlank(row: readonly Cell[], columns: readonly number[]): boolean {
  for (const column of columns) {
    const cell = column < 0 ? null : (row[column] ?? null);
    if (cell !== null && (typeof cell !== "string" || cell.trim() !== "")) return false;
  }
  return true;
}
