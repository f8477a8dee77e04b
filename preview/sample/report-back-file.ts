import type { Cell } from "../../shared/cell.ts";
import { serialOfIsoDate } from "../../shared/files/date-serial.ts";
import type { ColumnFormat } from "../../shared/files/workbook.ts";
import { r3Table2 } from "../../shared/published/r3-table2.ts";
import { recipientId, kindName, type RecipientKey, type RecipientKind } from "../../shared/recipient.ts";
import {
  reportBackColumns,
  unspentReasons,
  type ReportBackColumnId,
} from "../../shared/report-back/columns.ts";
import { between, dice, shuffled, type Dice } from "./dice.ts";
import { sampleFile, sampleFileName, type SampleFile } from "./sample-file.ts";
import { fittedSeed, type SampleYear } from "./sample-year.ts";

/** What a recipient was paid in all rounds together, kronor. */
export interface Paid extends RecipientKey {
  readonly name: string;
  readonly paid: number;
}

/**
 * The report-backs of 2022, made from what was paid. In the fitted year the consumed share of each kind is that of R3
 * table 2 (91, 90 and 98 %) and four smaller municipalities have not reported (R3: 284 of 288 answered).
 */
export function reportBackFile(year: SampleYear, paid: readonly Paid[]): Promise<SampleFile> {
  const roll = dice(year.seed);
  const rows = kinds.flatMap((kind) => {
    const all = paid.filter((recipient) => recipient.kind === kind && recipient.paid > 0);
    const silent = kind === "municipality" ? silentOnes(year, roll, all) : new Set<Paid>();
    const reporting = all.filter((recipient) => !silent.has(recipient));
    const consumed = Math.floor((sum(all) * consumedPercent(year, roll, kind)) / 100);
    const repaid = spread(roll, reporting, Math.max(0, sum(reporting) - consumed));
    return reporting.map((recipient, index) => cellsOf(roll, recipient, repaid[index]!));
  });
  return sampleFile({
    name: sampleFileName("återrapporter 2022", year.seed, fittedSeed),
    sheet: "Återrapporter",
    title: [
      "Exempeldata: återrapporter 2022, uttag ur webbformuläret",
      "Förbrukade belopp och orsaker är påhittade.",
      "",
    ],
    columns: reportBackColumns.map(({ id, heading }) => ({ heading, format: formats[id] ?? "text" })),
    rows,
  });
}

const kinds: readonly RecipientKind[] = ["municipality", "region", "ngo"];

const formats: Partial<Record<ReportBackColumnId, ColumnFormat>> = {
  paid: "integer",
  consumed: "integer",
  repaid: "integer",
  received: "date",
};

function consumedPercent(year: SampleYear, roll: Dice, kind: RecipientKind): number {
  if (year.seed !== fittedSeed) return between(roll(`consumed|${kind}`), 85, 99);
  return r3Table2.rows.find((row) => row.kind === kind && row.period === "2022")!.consumedPercent;
}

/** Some of the smaller half have not reported. */
function silentOnes(year: SampleYear, roll: Dice, all: readonly Paid[]): ReadonlySet<Paid> {
  const smaller = [...all]
    .sort((a, b) => a.paid - b.paid || (a.code < b.code ? -1 : 1))
    .slice(0, all.length / 2);
  const count = year.seed === fittedSeed ? 4 : between(roll("silent"), 0, 6);
  return new Set(shuffled(roll, "silent", smaller, recipientId).slice(0, count));
}

function sum(recipients: readonly Paid[]): number {
  return recipients.reduce((total, { paid }) => total + paid, 0);
}

/**
 * Kronor to repay per recipient, `total` in all: about half repay nothing, the others a share of what they were
 * paid, seldom a large one, scaled to the total. Nobody repays more than it was paid.
 */
function spread(roll: Dice, recipients: readonly Paid[], total: number): readonly number[] {
  const weights = recipients.map((recipient) => {
    const id = recipientId(recipient);
    return roll(`repays|${id}`) < 0.55 ? 0 : recipient.paid * (0.03 + 0.9 * roll(`share|${id}`) ** 2);
  });
  const sumOfWeights = weights.reduce((a, b) => a + b, 0);
  const first = recipients.map(({ paid }, index) =>
    sumOfWeights === 0 ? 0 : Math.min(paid, Math.floor((total * weights[index]!) / sumOfWeights)),
  );
  return topUp(recipients, first, total - first.reduce((a, b) => a + b, 0));
}

/** Puts the kronor that rounding left, and what a recipient's own amount had no room for, on the first with room. */
function topUp(recipients: readonly Paid[], repaid: readonly number[], left: number): readonly number[] {
  const order = recipients.map((_, index) => index).sort((a, b) => repaid[b]! - repaid[a]! || a - b);
  const extra = new Map<number, number>();
  order.reduce((rest, index) => {
    const more = Math.min(rest, recipients[index]!.paid - repaid[index]!);
    extra.set(index, more);
    return rest - more;
  }, left);
  return repaid.map((kronor, index) => kronor + extra.get(index)!);
}

function cellsOf(roll: Dice, recipient: Paid, repaid: number): readonly Cell[] {
  const id = recipientId(recipient);
  const row: Readonly<Record<ReportBackColumnId, Cell>> = {
    kind: kindName[recipient.kind],
    code: recipient.code,
    name: recipient.name,
    paid: recipient.paid,
    consumed: recipient.paid - repaid,
    repaid,
    reasons: repaid > 0 ? reasonsOf(roll, id) : null,
    received: between(roll(`reported|${id}`), serialOfIsoDate("2023-01-16")!, serialOfIsoDate("2023-03-31")!),
  };
  return reportBackColumns.map((column) => row[column.id]);
}

/** One reason, or two in every fourth report. */
function reasonsOf(roll: Dice, id: string): string {
  const reasons = shuffled(roll, `reason|${id}`, unspentReasons, (reason) => reason);
  return reasons.slice(0, roll(`reasons|${id}`) < 0.25 ? 2 : 1).join("; ");
}
