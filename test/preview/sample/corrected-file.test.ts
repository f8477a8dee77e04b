import { beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../../shared/problems.ts";
import { applyFixes } from "../../../shared/requisition/fixes.ts";
import type { ParsedRequisition } from "../../../shared/requisition/parsed.ts";
import { validateRequisitions, type RequisitionValidation } from "../../../shared/requisition/validate.ts";
import { correctedFile } from "../../../preview/sample/corrected-file.ts";
import { requisitionFile } from "../../../preview/sample/requisition-file.ts";
import type { SampleFile } from "../../../preview/sample/sample-file.ts";
import { sampleYear, type SampleYear } from "../../../preview/sample/sample-year.ts";
import { allottedByKey } from "./allotted.ts";
import { readBack, requisitionContext } from "./validation.ts";

interface TwoFiles {
  readonly afterFixes: RequisitionValidation;
  readonly file: SampleFile;
  readonly corrected: RequisitionValidation;
}

async function twoFiles(year: SampleYear): Promise<TwoFiles> {
  const first = await requisitionFile(year, allottedByKey);
  const { problems } = validateRequisitions(first, requisitionContext);
  const afterFixes = validateRequisitions(applyFixes(first, problems).table, requisitionContext);
  const file = await correctedFile(year, allottedByKey, afterFixes.problems);
  return { afterFixes, file, corrected: validateRequisitions(await readBack(file), requisitionContext) };
}

function keyOf({ round, code }: Pick<ParsedRequisition, "round" | "code">): string {
  return `${round} ${code}`;
}

describe("the corrected requisitions of 2022", () => {
  let two: TwoFiles;
  beforeAll(async () => {
    two = await twoFiles(sampleYear());
  });

  it("are exempeldata too", () => {
    expect(two.file.name).toBe("Exempeldata rättade rekvisitioner 2022.xlsx");
    expect(two.file.rows[0]![0]).toMatch(/^Exempeldata: /);
  });

  it("hold each recipient once that still had an error, Stockholm and Lund with two faults in one row", () => {
    const codes = two.corrected.rows.map(keyOf);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toContain("2022-kommun-1 0180");
    expect(codes).toContain("2022-kommun-1 1281");
    const rowsWithErrors = new Set(errorsOf(two.afterFixes).map(({ row }) => row));
    const sentTwice = errorsOf(two.afterFixes).filter(({ rule }) => rule === "en-rekvisition-per-mottagare");
    expect(codes).toHaveLength(rowsWithErrors.size - sentTwice.length + 1);
  });

  it("have nothing to remark", () => {
    expect(two.corrected.problems).toEqual([]);
  });

  it("leave those alone whose first requisition stands, but for one who sends it again: the fault of a second file", async () => {
    const standing = new Set(two.afterFixes.rows.map(keyOf));
    const again = two.corrected.rows.filter((row) => standing.has(keyOf(row)));
    expect(again.map(keyOf)).toEqual(["2022-kommun-1 0114"]);
    const alreadyRegistered = (round: string, code: string): boolean => standing.has(`${round} ${code}`);
    const { problems } = validateRequisitions(await readBack(two.file), {
      ...requisitionContext,
      alreadyRegistered,
    });
    // Written by hand: 3 title rows, the headings, 60 corrected rows, and Upplands Väsby again.
    expect(problems.map(({ cell, rule }) => `${cell};${rule}`)).toEqual(["B65;rekvisition-inte-registrerad"]);
  });

  it("come in within the window and after every first requisition", () => {
    const days = two.corrected.rows.map(({ received }) => received).sort();
    const first = two.afterFixes.rows.map(({ received }) => received).sort();
    expect(days[0]! > first.at(-1)!).toBe(true);
    expect(days.at(-1)! <= "2022-09-01").toBe(true);
  });
});

describe("both files together", () => {
  it.each([2022, 1, 7, 99])("%i: every recipient's requisition, with the true amount", async (seed) => {
    const year = sampleYear(seed);
    const { afterFixes, corrected } = await twoFiles(year);
    const registered = new Map([...afterFixes.rows, ...corrected.rows].map((row) => [keyOf(row), row]));
    expect(registered.size).toBe(year.recipients.length);
    for (const recipient of year.recipients) {
      expect(registered.get(keyOf(recipient))?.amount, recipient.name).toBe(
        allottedByKey(recipient.round, recipient.code) - recipient.asksLess,
      );
    }
  });

  it("comes to 71 774 597 kr for municipalities and 30 500 000 kr for regions in 2022", async () => {
    const { afterFixes, corrected } = await twoFiles(sampleYear());
    const registered = new Map([...afterFixes.rows, ...corrected.rows].map((row) => [keyOf(row), row]));
    const sum = (kind: string) =>
      [...registered.values()]
        .filter((row) => row.kind === kind)
        .reduce((total, { amount }) => total + amount, 0);
    expect([sum("municipality"), sum("region")]).toEqual([71_774_597, 30_500_000]);
  });

  it("has the three cities that ask less want no more in 2022", async () => {
    const { afterFixes, corrected } = await twoFiles(sampleYear());
    const wishes = [...afterFixes.rows, ...corrected.rows].filter(({ code }) =>
      ["0180", "1280", "1480"].includes(code),
    );
    expect(wishes.map(({ wantsMore }) => wantsMore)).toEqual([false, false, false]);
  });
});

function errorsOf({ problems }: RequisitionValidation): readonly Problem[] {
  return problems.filter(({ severity }) => severity === "error");
}
