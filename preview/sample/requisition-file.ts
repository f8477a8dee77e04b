import type { Cell } from "../../shared/cell.ts";
import { faultsOfYear } from "./faults-of-year.ts";
import type { PlantedFault } from "./planted-faults.ts";
import { cellsOf, requisitionSheet, requisitionTitle } from "./requisition-sheet.ts";
import { firstDataRow, sampleFile, type SampleFile, type SampleSheet } from "./sample-file.ts";
import { neighbourOf, type SampleRecipient, type SampleYear } from "./sample-year.ts";
import { trueRow, type Allotted, type RequisitionRow } from "./true-row.ts";

/**
 * The requisitions of round 1 and of the regions as one .xlsx file with the year's planted faults. `name` and title
 * say that it is exempeldata.
 */
export function requisitionFile(year: SampleYear, allotted: Allotted): Promise<SampleFile> {
  return sampleFile(requisitionsWith(year, allotted, faultsOfYear(year)));
}

/**
 * The sheet of that file with the given faults, as an export of a web form looks: in order of round and code, a blank
 * row after each round, and rows sent twice at the end.
 */
export function requisitionsWith(
  year: SampleYear,
  allotted: Allotted,
  faults: readonly PlantedFault[],
): SampleSheet {
  const rows = linesOf(year, faults).map((line) =>
    line === "blank" ? noCells : cellsOf(writtenRow(year, line, allotted)),
  );
  return requisitionSheet("rekvisitioner 2022", year.seed, title, rows);
}

/**
 * Whose requisition stands on each 1-based worksheet row of the requisition file. Rows sent twice are left out: the
 * first of them stands, and nobody has to send anything again.
 */
export function recipientsByRow(year: SampleYear): ReadonlyMap<number, SampleRecipient> {
  const lines = linesOf(year, faultsOfYear(year));
  return new Map(
    lines.flatMap((line, index) =>
      line === "blank" || line.faults.some(({ extraRow }) => extraRow)
        ? []
        : [[index + firstDataRow(title), line.recipient] as const],
    ),
  );
}

const title = requisitionTitle("rekvisitioner 2022, uttag ur webbformuläret");

const noCells: readonly Cell[] = [];

interface Line {
  readonly recipient: SampleRecipient;
  readonly faults: readonly PlantedFault[];
}

function linesOf(year: SampleYear, faults: readonly PlantedFault[]): readonly (Line | "blank")[] {
  const inRound = (kind: SampleRecipient["kind"]): readonly Line[] =>
    year.recipients
      .filter((recipient) => recipient.kind === kind)
      .map((recipient) => ({
        recipient,
        faults: faults.filter((fault) => fault.extraRow !== true && concerns(fault, recipient)),
      }));
  const extra = faults
    .filter(({ extraRow }) => extraRow === true)
    .flatMap((fault) =>
      year.recipients
        .filter((recipient) => concerns(fault, recipient))
        .map((recipient) => ({ recipient, faults: [fault] })),
    );
  return [
    ...inRound("municipality"),
    "blank",
    ...inRound("region"),
    ...(extra.length === 0 ? [] : ["blank" as const, ...extra]),
  ];
}

function concerns({ round, code }: PlantedFault, recipient: SampleRecipient): boolean {
  return recipient.round === round && recipient.code === code;
}

function writtenRow(year: SampleYear, { recipient, faults }: Line, allotted: Allotted): RequisitionRow {
  const truth = trueRow(year, recipient, allotted, "first");
  if (faults.length === 0) return truth;
  const neighbour = trueRow(year, neighbourOf(year, recipient), allotted, "first");
  return faults.reduce<RequisitionRow>(
    (row, { column, change }) => ({
      ...row,
      [column]: typeof change === "function" ? change(truth, neighbour) : change,
    }),
    truth,
  );
}
