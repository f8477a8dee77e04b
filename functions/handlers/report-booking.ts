import type { Completion } from "../../shared/case/case.ts";
import { countedFrom, latestRequest } from "../../shared/case/counted-from.ts";
import { emptyBalance } from "../../shared/ledger.ts";
import { onTheirDays } from "../../shared/ledger-days.ts";
import { type RecipientId, recipientKey } from "../../shared/recipient.ts";
import { movesToward, type StatedMoney } from "../../shared/report-back/booking.ts";
import type { ReadReportBack } from "../../shared/report-back/validate.ts";
import { type Answer, answerTo } from "../../shared/report-form/answers.ts";
import { reportRulesOf } from "../../shared/report-form/form-of-year.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type {
  EarlierReport,
  KeptFile,
  ReportAnswersRow,
  ReportBackRow,
  RowsOf,
  Versioned,
} from "../store/kept.ts";
import { replacedFile } from "./replaced-reports.ts";
import type { Move } from "./change.ts";
import type { LoadedRound, PostingsOf } from "./report-rounds.ts";

/** A year's rounds with what was posted in them. */
type PostedRound = LoadedRound & { readonly postings: PostingsOf };

/**
 * The moves in each of the year's rounds that make the books say what a report received on a day says; in Swedish why
 * they cannot. Where the form asks what was consumed at the end of the year, that counts from then; what the recipient
 * was paid later, from its payment. A county report moves nothing.
 */
export function movesOf(
  loaded: readonly PostedRound[],
  recipient: RecipientId,
  received: string,
  stated: StatedMoney,
): Result<readonly (readonly Move[])[]> {
  const { kind } = recipientKey(recipient);
  const { year } = loaded[0]!.round;
  const { form, carryOver } = reportRulesOf(year, kind);
  if (form.ofCounties) return ok(loaded.map(() => []));
  const yearEnd = `${year}-12-31`;
  const consumed = form.consumedAtYearEnd && yearEnd < received ? yearEnd : received;
  const own = loaded.filter(({ round }) => round.kind === kind);
  const moves = movesToward(
    own.map(({ balances, takenBack }) => ({
      balance: balances.get(recipient) ?? emptyBalance,
      reclaimed: takenBack.get(recipient)?.reclaimed ?? 0,
    })),
    stated,
    carryOver,
  );
  if (!moves.ok) return fail(moves.error);
  return ok(
    loaded.map((one) => {
      const dated = (moves.value[own.indexOf(one)] ?? []).map((move) => ({
        ...move,
        effectiveDate: [move.from, move.to].includes("consumed") ? consumed : received,
      }));
      const { balances, postings } = one;
      return onTheirDays(balances.get(recipient) ?? emptyBalance, postings.get(recipient) ?? [], dated).map(
        (move) => ({ ...move, recipient }),
      );
    }),
  );
}

/** What reports that came in change in one round: the money, and (in the round that holds the kind's cases) the rows. */
export interface Booking {
  readonly moves: Move[];
  /** Who has reported, also by what changes nothing. */
  readonly reported: RecipientId[];
  readonly reports: Map<RecipientId, Versioned<ReportBackRow>>;
  readonly answers: Map<RecipientId, Versioned<ReportAnswersRow>>;
  /** The reports that are replaced. */
  readonly files: KeptFile[];
}

/** Where and when the reports came in, and who registers them. */
export interface Registering {
  readonly document: { readonly id: string; readonly received: string };
  readonly names: (id: RecipientId) => string;
  /** What each recipient has been asked to complete. */
  readonly completions: (id: RecipientId) => readonly Completion[];
  readonly at: string;
  readonly by: string;
}

/** A year's rounds, and the answers kept in each. */
export type LoadedAnswers = readonly (PostedRound & { readonly answers: RowsOf<"reportAnswers"> })[];

/**
 * Per round what the reports change. A report beside one that stands moves nothing: it is kept as a proposal, and
 * takes effect when a case officer accepts it. One that says what the standing one says changes no money: a proposal
 * between the two is no longer what the recipient says.
 */
export function bookings(
  loaded: LoadedAnswers,
  reports: readonly ReadReportBack[],
  registering: Registering,
): readonly Booking[] {
  const booked = loaded.map((): Booking => ({
    moves: [],
    reported: [],
    reports: new Map(),
    answers: new Map(),
    files: [],
  }));
  for (const report of firstOfEach(reports)) {
    const id = report.recipient!;
    const at = loaded.findIndex(
      ({ round }) => round.topUpOf === null && round.kind === recipientKey(id).kind,
    );
    const { reports: rows, answers } = loaded[at]!;
    const [row, kept] = [rows.get(id), answers.get(id)];
    const moves =
      report.faults.length > 0 ? null : movesOf(loaded, id, cameIn(report, registering.document), report);
    // Nobody is at fault when money has gone elsewhere meanwhile, but the report is not in order.
    const read = moves?.ok === false ? { ...report, faults: ["pengarna-finns-kvar"] } : report;
    const next = nextOf(row?.value, kept?.value, read, rowOf(read, row?.value, registering), registering);
    booked[at]!.reported.push(id);
    if (next === null) continue;
    if (next.file) booked[at]!.files.push(next.file);
    booked[at]!.reports.set(id, { version: row?.version ?? 0, value: next.report });
    if (kept !== undefined || saysMore(next))
      booked[at]!.answers.set(id, { version: kept?.version ?? 0, value: next.answers });
    if (next.stands && moves?.ok === true) moves.value.forEach((some, i) => booked[i]!.moves.push(...some));
  }
  return booked;
}

/** The day a report came in: the one its row states, where that is not after the document that holds it. */
function cameIn({ received }: ReadReportBack, document: Registering["document"]): string {
  return received !== null && received < document.received ? received : document.received;
}

/** What a row says by itself is not kept twice. */
const inRow = new Set(["forbrukat", "aterbetalat", "orsak"]);

function saysMore({ report, answers }: Pick<Next, "report" | "answers">): boolean {
  return (
    report.state === "returned" ||
    answers.proposed !== null ||
    answers.replaced !== undefined ||
    answerTo(answers.answers, "forbrukat") === undefined ||
    answers.answers.some(({ area, question }) => area !== null || !inRow.has(question))
  );
}

/** What a recipient has answered: as kept, or what the row of its report says by itself. */
export function answersOf(
  { consumed, repaid, reasons }: ReportBackRow,
  kept: ReportAnswersRow | undefined,
  form: string,
): ReportAnswersRow {
  if (kept !== undefined) return kept;
  const answers: readonly Answer[] = [
    { area: null, question: "forbrukat", value: consumed },
    { area: null, question: "aterbetalat", value: repaid },
    ...(reasons.length > 0 ? [{ area: null, question: "orsak", value: reasons }] : []),
  ];
  return { form, answers, proposed: null };
}

/** The reports that count: the first of each recipient. The others are for the case officer to place. */
export function firstOfEach(reports: readonly ReadReportBack[]): readonly ReadReportBack[] {
  const first = new Map<RecipientId, ReadReportBack>();
  for (const report of reports)
    if (report.recipient !== null && !first.has(report.recipient)) first.set(report.recipient, report);
  return [...first.values()];
}

interface Next {
  readonly report: ReportBackRow;
  readonly answers: ReportAnswersRow;
  /** The report that it replaces. */
  readonly file?: KeptFile;
  /** Whether its money is to be booked. */
  readonly stands: boolean;
}

/** What is kept of a recipient after a report; null when that changes nothing. */
function nextOf(
  row: ReportBackRow | undefined,
  kept: ReportAnswersRow | undefined,
  { form, answers }: ReadReportBack,
  report: ReportBackRow,
  { at, by }: Registering,
): Next | null {
  const onForm = { form, answers };
  if (row === undefined)
    return {
      report,
      answers: { ...onForm, proposed: null },
      stands: report.state === "submitted",
    };
  const { proposed, ...standing } = row;
  const before = answersOf(standing, kept, form);
  const replacing = (replaced: ReportBackRow, said: Pick<EarlierReport, "form" | "answers">): KeptFile =>
    replacedFile({
      report: replaced,
      form: said.form,
      answers: said.answers,
      at,
      by,
      reason: "Ersatt av en senare handling",
      ...(before.replaced !== undefined && { replaced: before.replaced }),
    });
  if (standing.state === "returned") {
    const file = replacing(standing, before);
    return {
      report,
      answers: { ...onForm, proposed: null, replaced: file.sha256 },
      file,
      stands: report.state === "submitted",
    };
  }
  const file =
    proposed === undefined || before.proposed === null ? null : replacing(proposed, before.proposed);
  const now = { ...before, ...(file && { replaced: file.sha256 }) };
  if (saysTheSame(standing, before, report, onForm))
    return proposed === undefined
      ? null
      : { report: standing, answers: { ...now, proposed: null }, ...(file && { file }), stands: false };
  return {
    report: { ...standing, proposed: report },
    answers: { ...now, proposed: onForm },
    ...(file && { file }),
    stands: false,
  };
}

function saysTheSame(
  standing: ReportBackRow,
  before: Pick<ReportAnswersRow, "answers">,
  report: ReportBackRow,
  { answers }: Pick<ReportAnswersRow, "answers">,
): boolean {
  const money = ({ state, consumed, carriedOver = 0, repaid }: ReportBackRow): string =>
    [state, consumed, carriedOver, repaid].join(" ");
  return money(standing) === money(report) && JSON.stringify(before.answers) === JSON.stringify(answers);
}

/** What completes a report that came in before has come in with it; its money moves on its own day. */
function rowOf(
  report: ReadReportBack,
  before: ReportBackRow | undefined,
  { document, names, completions }: Registering,
): ReportBackRow {
  const { consumed, carriedOver, repaid, reasons, faults } = report;
  const id = report.recipient!;
  const good = faults.length === 0;
  const came = { day: cameIn(report, document), document: document.id };
  return {
    name: names(id),
    state: good ? "submitted" : "returned",
    received: countedFrom(came, before, latestRequest(completions(id), "report")),
    document: document.id,
    consumed: good ? consumed : 0,
    carriedOver: good ? carriedOver : 0,
    repaid: good ? repaid : 0,
    reasons,
    faults,
  };
}
