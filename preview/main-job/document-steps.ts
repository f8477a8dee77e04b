import { createHash } from "node:crypto";
import { sortRows } from "../../addin/sheets/import-layout.ts";
import { requisitionKind } from "../../addin/sheets/requisition-context.ts";
import type { CheckResult, Commands, ImportPreview } from "../../addin/commands/contract.ts";
import { readFile } from "../../shared/files/read-file.ts";
import type { SheetRows } from "../../shared/files/workbook.ts";
import { paid } from "../../shared/ledger.ts";
import { formatKronor } from "../../shared/money.ts";
import type { Problem } from "../../shared/problems.ts";
import { recipientBalances } from "../../shared/tables/balances.ts";
import { requisitionTable } from "../../shared/tables/cases.ts";
import { correctedFile } from "../sample/corrected-file.ts";
import { type Paid, reportBackFile } from "../sample/report-back-file.ts";
import { requisitionFile } from "../sample/requisition-file.ts";
import { type Desk, untilDone } from "./desk.ts";
import { actKey, type Job, keyRounds, yearNumber } from "./job.ts";

/** What came of the requisition file. */
export interface RequisitionOutcome {
  /** Of the file as it came. */
  readonly problems: readonly Problem[];
  readonly rowCount: number;
  /** What no safe fix could mend, on the 1-based rows of the file. */
  readonly remaining: readonly Pick<Problem, "row" | "severity">[];
  readonly text: string;
}

const kr = (kronor: number): string => `${formatKronor(kronor)} kr`;

/** Kronor allotted by the keys of the rounds that take requisitions; a top-up has no key yet when these are made. */
async function allottedAmounts(job: Job): Promise<(round: string, code: string) => number> {
  const asked = keyRounds.filter(({ topUpOf }) => topUpOf === null);
  const keys = await Promise.all(asked.map(({ id }) => job.as("hanna")("allocation", { round: id })));
  const amounts = new Map(
    keys.flatMap(({ round, allotments }) =>
      allotments.map(({ code, amount }) => [`${round} ${code}`, amount] as const),
    ),
  );
  return (round, code) => amounts.get(`${round} ${code}`) ?? 0;
}

/** The first file: imported, controlled as it came, safe fixes applied, registered with what remains, faults listed. */
export async function registerRequisitions(
  job: Job,
  { commands, firstRowOf }: Desk,
): Promise<RequisitionOutcome> {
  const hanna = commands("hanna");
  const sample = await requisitionFile(job.year, await allottedAmounts(job));
  job.keep(sample.name, sample.bytes);
  const preview = await hanna.readImport(sample.name, sample.bytes);
  await hanna.importRows(preview, untilDone());
  const first = await hanna.check(untilDone());
  const { cells } = await hanna.applyFixes(first, untilDone());
  const second = await hanna.check(untilDone());
  await registerOnce(hanna, preview, second);
  await hanna.writeProblemSheet(second);
  const causes = new Set(first.problems.map(({ rule }) => rule)).size;
  // Titles and blank rows of the file were left behind.
  const fileRows = sortRows(requisitionKind, preview.source.cells, {
    ...preview.source,
    mapping: preview.mapping,
  }).data;
  const firstRow = firstRowOf(requisitionTable.table);
  return {
    problems: first.problems,
    rowCount: first.rowCount,
    remaining: second.problems.map(({ row, severity }) => ({ row: fileRows[row - firstRow]! + 1, severity })),
    text:
      `${first.rowCount} rader · ${first.withoutProblems} utan anmärkning · ${first.problems.length} att rätta (${causes} olika fel)\n` +
      `${cells} skrivfel rättade; ${count(second, "error")} fel kräver komplettering`,
  };
}

/** A run that is taken up again has registered the file already: it is known by its SHA-256. */
async function registerOnce(hanna: Commands, { source }: ImportPreview, result: CheckResult): Promise<void> {
  const { documents } = await hanna.status(yearNumber);
  if (documents.some(({ sha256 }) => sha256 === source.sha256)) return;
  await hanna.register(result, { received: "2022-09-01", channel: "e-tjänst" }, untilDone());
}

/** The second file: what no safe fix could mend comes back corrected. */
export async function registerCorrections(
  job: Job,
  { commands }: Desk,
  remaining: RequisitionOutcome["remaining"],
): Promise<string> {
  const hanna = commands("hanna");
  const sample = await correctedFile(job.year, await allottedAmounts(job), remaining);
  job.keep(sample.name, sample.bytes);
  const preview = await hanna.readImport(sample.name, sample.bytes);
  await hanna.importRows(preview, untilDone());
  const result = await hanna.check(untilDone());
  await registerOnce(hanna, preview, result);
  const { rounds } = await hanna.status(yearNumber);
  const registered = rounds.filter(({ kind, requisitions }) => kind !== "ngo" && requisitions > 0);
  return (
    `${result.rowCount} rader · ${count(result, "error")} fel · ${count(result, "warning")} varning; registrerade: ` +
    registered.map(({ name, requisitions }) => `${requisitions} (${name})`).join(", ")
  );
}

function count({ problems }: CheckResult, what: Problem["severity"]): number {
  return problems.filter(({ severity }) => severity === what).length;
}

/** Report-backs made from what was paid come in by the web form: validated, registered. */
export async function registerReportBacks(job: Job): Promise<string> {
  const hanna = job.as("hanna");
  const balances = recipientBalances(await hanna("balances", { year: yearNumber }));
  const paidOut: Paid[] = balances.map(({ kind, code, name, balance }) => ({
    kind,
    code,
    name,
    paid: paid(balance),
  }));
  const { name, bytes } = await reportBackFile(job.year, paidOut);
  job.keep(name, bytes);
  const read = await readFile(name, bytes);
  if (!read.ok) throw new Error(read.error.text);
  const [{ name: sheet, rows }] = read.value as [SheetRows];
  const { problems, rowCount } = await hanna("validateReportBacks", { year: yearNumber, sheet, rows });
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const { documents } = await hanna("status", { year: yearNumber });
  if (!documents.some((known) => known.sha256 === sha256)) {
    const document = { received: "2023-03-31", channel: "e-tjänst" as const, file: { name, sha256 } };
    const act = actKey(job, "registerReportBacks", sha256.slice(0, 16));
    await hanna("registerReportBacks", { year: yearNumber, sheet, rows, document }, act);
  }
  const { reportBacks } = await hanna("reportBacks", { year: yearNumber });
  const { missing } = await hanna("missingReportBacks", { year: yearNumber });
  const consumed = reportBacks.reduce((sum, one) => sum + one.consumed, 0);
  return (
    `${rowCount} återrapporter, ${problems.length} fel; förbrukat ${kr(consumed)}\n` +
    `${missing.length} saknas: ${missing.map((one) => one.name).join(", ")}`
  );
}
