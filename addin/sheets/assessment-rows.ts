import { cellAddress } from "../../shared/address.ts";
import type { RouteOutput } from "../../shared/api.ts";
import { type Assessment, assessmentFaults, noAssessment } from "../../shared/application/assessment.ts";
import { groundChoices, readGrounds, type WordedGround } from "../../shared/application/ground-words.ts";
import {
  type ApplicationOutcome,
  applicationOutcomes,
  outcomeName,
} from "../../shared/application/outcome.ts";
import { sharedRanks } from "../../shared/application/ranking.ts";
import type { Cell } from "../../shared/cell.ts";
import { parseKronor } from "../../shared/money.ts";
import type { Problem } from "../../shared/problems.ts";
import { quote } from "../../shared/requisition/rule.ts";
import { assessedVersion, assessmentHeadings } from "../../shared/tables/applications.ts";
import type { FoundTable } from "../excel/owned-table.ts";
import { applicationRowId } from "./fetched-applications.ts";
import { idHeading } from "./merge.ts";

/** An assessment as the sheet has it, and the 0-based row of the table's body that it stands in. */
export interface AssessedRow {
  readonly code: string;
  readonly name: string;
  readonly row: number;
  readonly version: number;
  readonly asked: number | null;
  readonly assessment: Assessment;
}

export interface ReadAssessments {
  readonly problems: readonly Problem[];
  /** Ranks that several applications have, each at the first of their cells. */
  readonly warnings: readonly Problem[];
  readonly rows: readonly AssessedRow[];
}

type Field = keyof typeof assessmentHeadings;
const fields = Object.keys(assessmentHeadings) as Field[];
const outcomes = new Map<string, ApplicationOutcome>(
  applicationOutcomes.map((outcome) => [outcomeName[outcome], outcome]),
);

/** The headings that "Bedömning" cannot be read without and that are gone. */
export function missingHeadings({ headings }: FoundTable): readonly string[] {
  return [...Object.values(assessmentHeadings), assessedVersion, idHeading].filter(
    (heading) => !headings.includes(heading),
  );
}

/** The 0-based column of a field within the table. */
export function columnOf({ headings }: Pick<FoundTable, "headings">, field: Field): number {
  return headings.indexOf(assessmentHeadings[field]);
}

/**
 * Reads what people have filled in for the applications of a round, and names the cell of each fault. Rows of other
 * rounds, and copies of a row, are passed over.
 */
export function readAssessments(
  found: FoundTable,
  round: string,
  { applications, grounds }: RouteOutput<"applications">,
): ReadAssessments {
  const known = new Map(applications.map((one) => [applicationRowId(round, one.code), one]));
  const ids = found.headings.indexOf(idHeading);
  const versions = found.headings.indexOf(assessedVersion);
  const seen = new Set<string>();
  const problems: Problem[] = [];
  const rows: AssessedRow[] = [];
  found.values.forEach((cells, row) => {
    const id = String(cells[ids] ?? "");
    const application = known.get(id);
    if (application === undefined || seen.has(id)) return;
    seen.add(id);
    const value = (field: Field): Cell => cells[columnOf(found, field)] ?? null;
    const { assessment, faults } = assessmentOf(value, grounds);
    const unread = new Set(faults.map(({ field }) => field));
    const wrong = assessmentFaults(assessment, application, grounds).filter(
      ({ field }) => !unread.has(field),
    );
    const order = (one: Fault): number => fields.indexOf(one.field);
    for (const { field, text } of [...faults, ...wrong].sort((a, b) => order(a) - order(b)))
      problems.push({ ...at(found, row, field), rule: `bedomning-${field}`, severity: "error", text });
    const version = Number(cells[versions] ?? 0);
    const { code, name, amount: asked } = application;
    rows.push({ code, name, row, version, asked, assessment });
  });
  return { problems, warnings: sharedRanksIn(found, rows), rows };
}

/** Where a field of a row of the table's body stands, and what stands there. */
function at(
  found: FoundTable,
  row: number,
  field: Field,
): Pick<Problem, "sheet" | "cell" | "row" | "column" | "value"> {
  const column = columnOf(found, field);
  return {
    sheet: found.sheetName,
    cell: cellAddress(found.row + 2 + row, found.column + column),
    row: found.row + 2 + row,
    column: field,
    value: found.values[row]![column] ?? null,
  };
}

/** Ranks that more than one application has: who comes first among them is said by nobody. */
function sharedRanksIn(found: FoundTable, rows: readonly AssessedRow[]): Problem[] {
  // Who has withdrawn stands in no line.
  const ranked = rows.flatMap(({ name, row, assessment: { outcome, rank } }) =>
    outcome === "withdrawn" ? [] : [{ row, rank, name }],
  );
  return sharedRanks(ranked).map((shared): Problem => {
    const cells = shared.map(({ row, name }) => `${at(found, row, "rank").cell} (${name})`);
    return {
      ...at(found, shared[0]!.row, "rank"),
      rule: "bedomning-rang-delad",
      severity: "warning",
      text: `Rang ${shared[0]!.rank!} står i ${cells.slice(0, -1).join(", ")} och ${cells.at(-1)!}. Ge dem var sin rang: annars går den med lägst kod först när medlen inte räcker till alla.`,
    };
  });
}

interface Fault {
  readonly field: Field;
  readonly text: string;
}

function assessmentOf(
  value: (field: Field) => Cell,
  known: readonly WordedGround[],
): {
  readonly assessment: Assessment;
  readonly faults: readonly Fault[];
} {
  const faults: Fault[] = [];
  const text = (field: Field): string | null => {
    const written = String(value(field) ?? "").trim();
    return written === "" ? null : written;
  };
  const number = (field: "amount" | "rank", say: string): number | null => {
    const cell = value(field);
    if (cell === null || cell === "") return null;
    const read = parseKronor(cell);
    if (read.ok) return read.value.kronor;
    faults.push({ field, text: say });
    return null;
  };
  const { ids: grounds, unknown } = readGrounds(text("grounds") ?? "", known);
  if (unknown.length > 0)
    faults.push({
      field: "grounds",
      text: `Byt ut ${unknown.map(quote).join(", ")}: ingen sådan grund gäller i omgången. Det här kan stå, flera med semikolon emellan: ${groundChoices(known)}.`,
    });
  const written = text("outcome");
  const outcome = written === null ? null : (outcomes.get(written.toLowerCase()) ?? null);
  if (written !== null && outcome === null)
    faults.push({ field: "outcome", text: `Välj ${[...outcomes.keys()].join(", ")}.` });
  return {
    faults,
    assessment: {
      ...noAssessment,
      outcome,
      amount: number("amount", "Fyll i beloppet i hela kronor, 0 eller mer."),
      grounds,
      rank: number("rank", "Fyll i rangen som ett helt tal, 1 eller mer."),
      note: text("note"),
      statement: text("statement"),
      inputs: text("inputs"),
    },
  };
}

/** Whether an assessment says something else than the service has. */
export function isChanged(assessment: Assessment, before: Assessment | null): boolean {
  const { grounds, ...rest } = assessment;
  const { grounds: earlier, ...then } = before ?? noAssessment;
  return (
    grounds.join(";") !== earlier.join(";") ||
    (Object.keys(rest) as (keyof typeof rest)[]).some((field) => rest[field] !== then[field])
  );
}
