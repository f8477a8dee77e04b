import { createHash } from "node:crypto";
import { readFile } from "../../shared/files/read-file.ts";
import type { SheetRows } from "../../shared/files/workbook.ts";
import { formatKronor } from "../../shared/money.ts";
import type { Problem } from "../../shared/problems.ts";
import { applyFixes, type CellChange } from "../../shared/requisition/fixes.ts";
import { correctedFile } from "../sample/corrected-file.ts";
import { type Paid, reportBackFile } from "../sample/report-back-file.ts";
import { requisitionFile } from "../sample/requisition-file.ts";
import type { SampleFile } from "../sample/sample-file.ts";
import { recipientBalances } from "../../shared/tables/balances.ts";
import { paid } from "../../shared/ledger.ts";
import { actKey, type Job, keyRounds, yearNumber } from "./job.ts";

/** What came of the requisition file: as it was read, what was wrong, what was mended, what remained. */
export interface RequisitionOutcome {
  readonly file: SheetRows;
  readonly problems: readonly Problem[];
  readonly changes: readonly CellChange[];
  readonly remaining: readonly Problem[];
  readonly text: string;
}

const kr = (kronor: number): string => `${formatKronor(kronor)} kr`;

type SheetBlock = SheetRows & { readonly sheet: string };

/** The one sheet of a file, read from its bytes like a file from anyone. */
async function sheetOf({ name, bytes }: SampleFile): Promise<SheetBlock> {
  const read = await readFile(name, bytes);
  if (!read.ok) throw new Error(read.error.text);
  const [sheet] = read.value;
  return { ...sheet!, sheet: sheet!.name };
}

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

/** The first file: validated as it came, safe fixes applied, registered with what remains. */
export async function registerRequisitions(job: Job): Promise<RequisitionOutcome> {
  const hanna = job.as("hanna");
  const sample = await requisitionFile(job.year, await allottedAmounts(job));
  const sheet = await sheetOf(sample);
  const table = { sheet: sheet.sheet, rows: sheet.rows };
  const file = { year: yearNumber, sha256: sha256Of(sample) };
  const first = await hanna("validateRequisitions", { ...file, ...table });
  const problems = first.problems as Problem[];
  const fixed = applyFixes(table, problems);
  const rows = fixed.table.rows.map((row) => [...row]);
  const second = await hanna("validateRequisitions", { ...file, sheet: table.sheet, rows });
  const remaining = second.problems as Problem[];
  await register(job, "registerRequisitions", sample, rows, "2022-09-01");
  const causes = new Set(problems.map(({ rule }) => rule)).size;
  return {
    file: sheet,
    problems,
    changes: fixed.changes,
    remaining,
    text:
      `${first.rowCount} rader · ${first.withoutProblems} utan anmärkning · ${problems.length} att rätta (${causes} olika fel)\n` +
      `${fixed.changes.length} skrivfel rättade; ${remaining.filter(({ severity }) => severity === "error").length} fel kräver komplettering`,
  };
}

/** The second file: what no safe fix could mend comes back corrected. */
export async function registerCorrections(job: Job, remaining: readonly Problem[]): Promise<string> {
  const sample = await correctedFile(job.year, await allottedAmounts(job), remaining);
  const { sheet, rows } = await sheetOf(sample);
  const { problems, rowCount } = await job.as("hanna")("validateRequisitions", {
    year: yearNumber,
    sha256: sha256Of(sample),
    sheet,
    rows,
  });
  await register(job, "registerRequisitions", sample, rows, "2022-09-01");
  const { rounds } = await job.as("hanna")("status", { year: yearNumber });
  const registered = rounds.filter(({ kind, requisitions }) => kind !== "ngo" && requisitions > 0);
  return (
    `${rowCount} rader · ${problems.filter(({ severity }) => severity === "error").length} fel · ${problems.filter(({ severity }) => severity === "warning").length} varning; registrerade: ` +
    registered.map(({ name, requisitions }) => `${requisitions} (${name})`).join(", ")
  );
}

/** Report-backs made from what was paid: validated, registered. */
export async function registerReportBacks(job: Job): Promise<string> {
  const hanna = job.as("hanna");
  const balances = recipientBalances(await hanna("balances", { year: yearNumber }));
  const paidOut: Paid[] = balances.map(({ kind, code, name, balance }) => ({
    kind,
    code,
    name,
    paid: paid(balance),
  }));
  const sample = await reportBackFile(job.year, paidOut);
  const { sheet, rows } = await sheetOf(sample);
  const { problems, rowCount } = await hanna("validateReportBacks", { year: yearNumber, sheet, rows });
  await register(job, "registerReportBacks", sample, rows, "2023-03-31");
  const { reportBacks } = await hanna("reportBacks", { year: yearNumber });
  const { missing } = await hanna("missingReportBacks", { year: yearNumber });
  const consumed = reportBacks.reduce((sum, one) => sum + one.consumed, 0);
  return (
    `${rowCount} återrapporter, ${problems.length} fel; förbrukat ${kr(consumed)}\n` +
    `${missing.length} saknas: ${missing.map(({ name }) => name).join(", ")}`
  );
}

function sha256Of({ bytes }: SampleFile): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Registers a document unless it is registered already: a file is known by its SHA-256. */
async function register(
  job: Job,
  route: "registerRequisitions" | "registerReportBacks",
  sample: SampleFile,
  rows: SheetRows["rows"],
  received: string,
): Promise<void> {
  const { name, sheet, bytes } = sample;
  const sha256 = sha256Of(sample);
  job.keep(name, bytes);
  const { documents } = await job.as("hanna")("status", { year: yearNumber });
  if (documents.some((known) => known.sha256 === sha256)) return;
  const document = { received, channel: "e-tjänst" as const, file: { name, sha256 } };
  await job.as("hanna")(
    route,
    { year: yearNumber, sheet, rows, document },
    actKey(job, route, sha256.slice(0, 16)),
  );
}
