import { type ApplicationColumnId, applicationColumns } from "../../shared/application/columns.ts";
import type { ApplicationOutcome } from "../../shared/application/outcome.ts";
import type { Cell } from "../../shared/cell.ts";
import type { Requirement } from "../../shared/programme.ts";
import { type SampleFile, sampleFile } from "./sample-file.ts";

/** What the authority of the sample proposes for an application. */
export interface Proposal2013 {
  /** As the applications are listed: a municipality by its name in the register. */
  readonly name: string;
  readonly outcome: ApplicationOutcome;
  readonly amount: number;
  readonly grounds: readonly string[];
  readonly rank: number;
}

/** What a row of a sheet of applications says, by column. */
export type ApplicationCells = ReadonlyMap<ApplicationColumnId, Cell>;

/** A sheet of applications as a file. */
export function applicationSheetFile({
  requirements,
  rows,
  ...names
}: {
  readonly name: string;
  readonly sheet: string;
  readonly title: readonly string[];
  readonly requirements: readonly Requirement[];
  readonly rows: readonly ApplicationCells[];
}): Promise<SampleFile> {
  const columns = applicationColumns(requirements);
  return sampleFile({
    ...names,
    columns: columns.map(({ heading, value }) => ({
      heading,
      format: value === "kronor" ? "integer" : "text",
    })),
    rows: rows.map((row) => columns.map(({ id }) => row.get(id) ?? null)),
  });
}

/** The rows of an application: every fourth has two activities. */
export function rowsOfApplication(
  index: number,
  asked: number,
  said: readonly (readonly [ApplicationColumnId, Cell])[],
): readonly ApplicationCells[] {
  const own: ApplicationCells = new Map(said);
  const half = Math.floor(asked / 2);
  const only = index % 4 !== 0;
  const first = new Map([...own, ...activity("Kompetensutveckling", only ? asked : half)]);
  if (only) return [first];
  return [first, new Map([["applicant", own.get("applicant")!], ...activity("Samverkan", asked - half)])];
}

function activity(what: string, budget: number): readonly (readonly [ApplicationColumnId, Cell])[] {
  return [
    ["purpose", `${what} om våld i nära relationer (exempeldata)`],
    ["result", "Fler får stöd i rätt tid (exempeldata)"],
    ["budget", budget],
  ];
}

/** Who wrote an application and when, made up: it came in while the call was open. */
export function writtenBy(index: number): readonly (readonly [ApplicationColumnId, Cell])[] {
  return [
    ["contact", `Kontakt ${index + 1} (exempeldata)`],
    ["email", `kontakt${index + 1}@example.se`],
    ["received", `2013-02-${String(1 + (index % 28)).padStart(2, "0")}`],
    ["signatory", `Företrädare ${index + 1} (exempeldata)`],
  ];
}
