import type { Problem } from "../../shared/problems.ts";
import { recipientsByRow } from "./requisition-file.ts";
import { cellsOf, requisitionSheet, requisitionTitle } from "./requisition-sheet.ts";
import { sampleFile, type SampleFile } from "./sample-file.ts";
import type { SampleYear } from "./sample-year.ts";
import { trueRow, type Allotted } from "./true-row.ts";

/**
 * The second file: those whose row in the requisition file still has an error come back with the right values, each
 * once, received in the last two weeks of the window. Warnings come back with nobody. Last comes one whose requisition
 * already stands and who sends it again: a fault that only a second file can hold.
 */
export function correctedFile(
  year: SampleYear,
  allotted: Allotted,
  problemsAfterFixes: readonly Pick<Problem, "row" | "severity">[],
): Promise<SampleFile> {
  const recipientOn = recipientsByRow(year);
  const returned = new Set(
    problemsAfterFixes
      .filter(({ severity }) => severity === "error")
      .flatMap(({ row }) => recipientOn.get(row) ?? []),
  );
  const rows = year.recipients
    .filter((recipient) => returned.has(recipient))
    .concat(year.recipients.find((recipient) => !returned.has(recipient)) ?? [])
    .map((recipient) => cellsOf(trueRow(year, recipient, allotted, "correction")));
  const title = requisitionTitle("rättade rekvisitioner 2022, uttag ur webbformuläret");
  return sampleFile(requisitionSheet("rättade rekvisitioner 2022", year.seed, title, rows));
}
