import { cellAddress } from "../../shared/address.ts";
import type { RouteOutput } from "../../shared/api.ts";
import { type Assessment, assessmentFaults, noAssessment } from "../../shared/application/assessment.ts";
import {
  type ApplicationOutcome,
  applicationOutcomes,
  outcomeName,
} from "../../shared/application/outcome.ts";
import type { Cell } from "../../shared/cell.ts";
import { parseKronor } from "../../shared/money.ts";
import type { Problem } from "../../shared/problems.ts";
import { assessedVersion, assessmentHeadings } from "../../shared/tables/applications.ts";
import type { FoundTable } from "../excel/owned-table.ts";
import { applicationRowId } from "./fetched-applications.ts";
import { idHeading } from "./merge.ts";

/** An assessment as the sheet has it, and the 0-based row of the table's body that it stands in. */
export interface AssessedRow {
  readonly code: string;
  readonly row: number;
  readonly version: number;
  readonly asked: number | null;
  readonly assessment: Assessment;
}

export interface ReadAssessments {
  readonly problems: readonly Problem[];
  readonly rows: readonly AssessedRow[];
}

type Field = keyof typeof assessmentHeadings;
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
    const fault = (field: Field, text: string): void => {
      problems.push({
        sheet: found.sheetName,
        cell: cellAddress(found.row + 2 + row, found.column + columnOf(found, field)),
        row: found.row + 2 + row,
        column: field,
        rule: `bedomning-${field}`,
        severity: "error",
        text,
        value: value(field),
      });
    };
    const { assessment, faults } = assessmentOf(value);
    for (const { field, text } of faults) fault(field, text);
    const unread = new Set(faults.map(({ field }) => field));
    for (const { field, text } of assessmentFaults(assessment, application, grounds))
      if (!unread.has(field)) fault(field, text);
    const version = Number(cells[versions] ?? 0);
    rows.push({ code: application.code, row, version, asked: application.amount, assessment });
  });
  return { problems, rows };
}

interface Fault {
  readonly field: Field;
  readonly text: string;
}

function assessmentOf(value: (field: Field) => Cell): {
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
      grounds: (text("grounds") ?? "")
        .split(";")
        .map((one) => one.trim())
        .filter((one) => one !== ""),
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
