import { cellAddress } from "../address.ts";
import type { CheckedRows, Problem } from "../problems.ts";
import { codeDigits, kindName, type RecipientId, recipientId, type RecipientKind } from "../recipient.ts";
import { type Answer, answerTo } from "../report-form/answers.ts";
import { type ReportRules, reportRulesOf } from "../report-form/form-of-year.ts";
import { type AnswerFault, judgeAnswers } from "./answer-rules.ts";
import { reportBackColumns } from "./columns.ts";
import { readSheetOfReports, type SheetOfReports, type ToldReport } from "./read-sheet.ts";
import { unknownColumnProblems } from "./unknown-columns.ts";
import { readDate, readKronor, type ReportBackFacts, reportBackRules } from "./rules.ts";

/** What the rules must know beside the rows: the year whose money it is, who is to report and was paid how many kronor, and today (ISO date). */
export interface ReportBackContext {
  readonly year: number;
  readonly paid: ReadonlyMap<RecipientId, number>;
  /** Kronor of it that decisions have taken back, of those they have any from. */
  readonly reclaimed?: ReadonlyMap<RecipientId, number>;
  readonly today: string;
}

/** A report as read. `faults` names the rules it breaks: with any it moves no money. */
export interface ReadReportBack {
  /** 1-based worksheet row of the first of its rows. */
  readonly row: number;
  readonly recipient: RecipientId | null;
  readonly consumed: number;
  readonly carriedOver: number;
  readonly repaid: number;
  readonly reasons: readonly string[];
  /** What its version of the form takes of its answers; the id of that version. */
  readonly form: string;
  readonly answers: readonly Answer[];
  readonly received: string | null;
  readonly faults: readonly string[];
}

export interface ReportBackValidation extends CheckedRows {
  readonly reports: readonly ReadReportBack[];
}

/** Checks a sheet of report-backs, wide or long, by the version of the form that its year has. */
export function validateReportBacks(table: SheetOfReports, context: ReportBackContext): ReportBackValidation {
  const { reports, rowCount, firstDataRow, problems, unknown, known } = readSheetOfReports(table);
  const judged = reports.map((report) => judge(table.sheet, report, context));
  return {
    problems: [
      ...problems,
      ...unknownColumnProblems(table.sheet, unknown, known, context.year),
      ...judged.flatMap((one) => one.problems),
    ],
    reports: judged.map(({ report }) => report),
    rowCount,
    firstDataRow,
  };
}

const kinds = new Map(Object.entries(kindName).map(([kind, word]) => [word, kind as RecipientKind]));

function judge(
  sheet: string,
  told: ToldReport,
  context: ReportBackContext,
): { problems: readonly Problem[]; report: ReadReportBack } {
  const facts = factsOf(told, context);
  const broken = reportBackRules
    .filter((rule) => !rule.holds(facts))
    .map((rule): AnswerFault => {
      const { id, column } = rule;
      return { at: told.cells[column], column, rule: id, severity: "error", text: rule.text(facts) };
    });
  const rules = reportRulesOf(context.year, facts.kind ?? "municipality");
  // What a recipient of no known kind answers is asked in no known form.
  const { answers, faults } =
    facts.kind === null
      ? unjudged
      : judgeAnswers(told, rules, facts.paid, context.reclaimed?.get(facts.recipient!));
  const all = inColumnOrder([...broken, ...faults]);
  return {
    problems: all.map(({ at, fix, ...fault }) => ({
      sheet,
      cell: cellAddress(at.row, at.column),
      row: at.row,
      ...fault,
      value: at.value,
      ...(fix !== undefined && { fix }),
    })),
    report: {
      ...reportOf(answers, rules),
      row: told.row,
      recipient: facts.recipient,
      received: facts.received,
      faults: [...new Set(all.filter(({ severity }) => severity === "error").map(({ rule }) => rule))],
    },
  };
}

const unjudged = { answers: [], faults: [] };

function reportOf(
  answers: readonly Answer[],
  { form }: ReportRules,
): Pick<ReadReportBack, "consumed" | "carriedOver" | "repaid" | "reasons" | "form" | "answers"> {
  const kronor = (question: string): number => Number(answerTo(answers, question) ?? 0);
  const reasons = answerTo(answers, "orsak");
  return {
    consumed: kronor("forbrukat"),
    carriedOver: kronor("overfort"),
    repaid: kronor("aterbetalat"),
    reasons: typeof reasons === "object" ? reasons : [],
    form: form.id,
    answers,
  };
}

/** As people read a row: from left to right, those of the first row first. */
function inColumnOrder(faults: readonly AnswerFault[]): readonly AnswerFault[] {
  return [...faults].sort((a, b) => a.at.row - b.at.row || a.at.column - b.at.column);
}

function factsOf(
  { cells: told, earlierRow }: ToldReport,
  { paid, today }: ReportBackContext,
): ReportBackFacts {
  const cells = Object.fromEntries(
    reportBackColumns.map(({ id }) => [id, told[id].value]),
  ) as ReportBackFacts["cells"];
  const word = String(cells.kind ?? "").trim();
  const kind = kinds.get(word.toLowerCase()) ?? null;
  const code = String(cells.code ?? "").trim();
  const id = kind === null ? null : recipientId({ kind, code: code.padStart(codeDigits[kind], "0") });
  const recipient = id !== null && paid.has(id) ? id : null;
  return {
    cells,
    kind,
    recipient,
    paid: recipient === null ? null : paid.get(recipient)!,
    stated: readKronor(cells.paid),
    received: readDate(cells.received),
    earlierRow: recipient === null ? 0 : earlierRow,
    today,
  };
}
