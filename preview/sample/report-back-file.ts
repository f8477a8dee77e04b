import { serialOfIsoDate } from "../../shared/files/date-serial.ts";
import { r3Table2 } from "../../shared/published/r3-table2.ts";
import { recipientId, type RecipientKey, type RecipientKind } from "../../shared/recipient.ts";
import { writeSheetOfReports, type WrittenReport } from "../../shared/report-back/write-sheet.ts";
import { type Answer, inFormOrder } from "../../shared/report-form/answers.ts";
import { areasOf, type ReportForm } from "../../shared/report-form/form.ts";
import { reportRulesOf } from "../../shared/report-form/form-of-year.ts";
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
  const reports = kinds.flatMap((kind) => {
    const all = paid.filter((recipient) => recipient.kind === kind && recipient.paid > 0);
    const silent = kind === "municipality" ? silentOnes(year, roll, all) : new Set<Paid>();
    const reporting = all.filter((recipient) => !silent.has(recipient));
    const consumed = Math.floor((sum(all) * consumedPercent(year, roll, kind)) / 100);
    const repaid = spread(roll, reporting, Math.max(0, sum(reporting) - consumed));
    return reporting.map((recipient, index) => reportOf(roll, recipient, repaid[index]!));
  });
  const { columns, rows } = writeSheetOfReports("wide", reports);
  return sampleFile({
    name: sampleFileName("återrapporter 2022", year.seed, fittedSeed),
    sheet: "Återrapporter",
    title: [
      "Exempeldata: återrapporter 2022, uttag ur webbformuläret",
      "Förbrukade belopp, orsaker och alla andra svar är påhittade.",
      "",
    ],
    columns: columns.map(({ id, heading, answer }) => ({
      heading,
      format:
        id === "received"
          ? "date"
          : id === "paid" || answer === "kronor" || answer === "scale 1-5"
            ? "integer"
            : "text",
    })),
    rows: rows.map(({ cells, report }) =>
      cells.map((cell, at) => (columns[at]!.id === "received" ? serialOfIsoDate(report.received!)! : cell)),
    ),
  });
}

const kinds: readonly RecipientKind[] = ["municipality", "region", "ngo"];

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

const firstDay = Date.parse("2023-01-16") / 86_400_000;
const lastDay = Date.parse("2023-03-31") / 86_400_000;

function reportOf(roll: Dice, recipient: Paid, repaid: number): WrittenReport {
  const id = recipientId(recipient);
  const { form } = reportRulesOf(2022, recipient.kind);
  const received = new Date(between(roll(`reported|${id}`), firstDay, lastDay) * 86_400_000);
  return {
    ...recipient,
    received: received.toISOString().slice(0, 10),
    form,
    answers: inFormOrder(form, [
      ...wholeAnswers(roll, id, recipient.paid - repaid, repaid),
      ...(recipient.kind === "ngo" ? ngoAnswers(roll, id) : []),
      ...areaAnswers(roll, id, form),
    ]),
  };
}

function answer(question: string, value: Answer["value"], area: string | null = null): Answer {
  return { area, question, value };
}

/** Not everybody answers every question: n differs between them. */
function wholeAnswers(roll: Dice, id: string, consumed: number, repaid: number): readonly Answer[] {
  return [
    answer("forbrukat", consumed),
    answer("aterbetalat", repaid),
    ...(repaid > 0 ? [answer("orsak", reasonsOf(roll, id))] : []),
    ...(roll(`words|${id}`) < 0.2
      ? [answer("fritext", "Exempeltext: utbildning och samverkan under året.")]
      : []),
    ...(roll(`quality given|${id}`) < 0.95 ? [answer("kvalitet", between(roll(`quality|${id}`), 2, 5))] : []),
    ...(roll(`without given|${id}`) < 0.9
      ? [answer("utan-medel", roll(`without|${id}`) < 0.15 ? "Ja" : "Nej")]
      : []),
  ];
}

function ngoAnswers(roll: Dice, id: string): readonly Answer[] {
  return [
    answer("resultat", between(roll(`result|${id}`), 2, 5)),
    answer("kostnader", roll(`services|${id}`) < 0.5 ? ["Lön", "Köpta tjänster"] : ["Lön"]),
  ];
}

/** Two to four areas each; of those used most can tell whether the improvement lasts. */
function areaAnswers(roll: Dice, id: string, form: ReportForm): readonly Answer[] {
  const areas = areasOf(form);
  const used = new Set(
    shuffled(roll, `areas|${id}`, areas, (area) => area).slice(0, between(roll(`area count|${id}`), 2, 4)),
  );
  return areas.flatMap((area) => {
    if (!used.has(area)) return [answer("anvant", "Nej", area)];
    const lasts = answer("varaktigt", roll(`lasts|${id}|${area}`) < 0.7 ? "Ja" : "Nej", area);
    return [answer("anvant", "Ja", area), ...(roll(`lasts given|${id}|${area}`) < 0.85 ? [lasts] : [])];
  });
}

/** One reason, or two in every fourth report. */
function reasonsOf(roll: Dice, id: string): readonly string[] {
  const reasons = shuffled(
    roll,
    `reason|${id}`,
    ["Pandemi", "Personal- och tidsbrist", "Annat"],
    (reason) => reason,
  );
  const count = roll(`reasons|${id}`) < 0.25 ? 2 : 1;
  return ["Pandemi", "Personal- och tidsbrist", "Annat"].filter((reason) =>
    reasons.slice(0, count).includes(reason),
  );
}
