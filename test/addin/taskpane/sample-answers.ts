import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RouteOutput, RouteRequest } from "../../../shared/api.ts";
import { readOldFile } from "../../../shared/files/read-file.ts";
import type { Problem } from "../../../shared/problems.ts";
import {
  registerCorrections,
  registerReportBacks,
  registerRequisitions,
} from "../../../preview/main-job/document-steps.ts";
import { atDesk, type Desk } from "../../../preview/main-job/desk.ts";
import { rounds as sampleRounds, type Job } from "../../../preview/main-job/job.ts";
import {
  decideAll,
  fixKeys,
  importPopulation,
  payAll,
  redistributeAll,
  registerGrants,
} from "../../../preview/main-job/money-steps.ts";
import { openSession } from "../../../preview/main-job/session.ts";
import { fittedSeed } from "../../../preview/sample/sample-year.ts";
import { oldWorkbook } from "../../support/old-workbook.ts";

/** What the real service answers about the sample year: in the middle of its requisitions, and at its end. */
export interface SampleAnswers {
  readonly me: RouteOutput<"me">;
  readonly rounds: RouteOutput<"rounds">;
  readonly register: RouteOutput<"register">;
  readonly middle: Standing;
  readonly end: Standing;
  readonly allocation: RouteOutput<"allocation">;
  readonly preview: RouteOutput<"previewAllocation">;
  readonly decisions: RouteOutput<"decisions">;
  readonly yearDecisions: RouteOutput<"yearDecisions">;
  readonly decision: RouteOutput<"decision">;
  readonly redistribution: RouteOutput<"previewRedistribution">;
  readonly payments: RouteOutput<"payments">;
  readonly payment: RouteOutput<"payment">;
  readonly problems: readonly Problem[];
  readonly rowCount: number;
  readonly reportBacks: RouteOutput<"reportBacks">;
  readonly missing: RouteOutput<"missingReportBacks">;
  readonly postings: RouteOutput<"recipientPostings">;
  readonly cases: RouteOutput<"cases">;
  readonly case: RouteOutput<"case">;
  /** A case whose requisition can be rejected. */
  readonly rejectable: RouteOutput<"case">;
  readonly documents: RouteOutput<"documents">;
  readonly unplaced: RouteOutput<"unplaced">;
  readonly checklist: RouteOutput<"checklist">;
  readonly reminders: RouteOutput<"reminders">;
  readonly history: RouteOutput<"previewHistory">;
  readonly applications: RouteOutput<"applications">;
  readonly applicationCheck: RouteOutput<"validateApplications">;
}

export interface Standing {
  readonly status: RouteOutput<"status">;
  readonly balances: RouteOutput<"balances">;
}

/** Runs the sample year in the real service, in memory, and writes down what the pane would be answered. */
export async function recordAnswers(): Promise<SampleAnswers> {
  const { job, service } = await openSession({
    folder: null,
    port: 0,
    seed: fittedSeed,
    ceiling: null,
    log: { request: () => undefined },
    progress: () => undefined,
    keep: () => undefined,
  });
  try {
    return await atDesk(job.client, (desk) => record(job, desk));
  } finally {
    await service.close();
  }
}

async function record(job: Job, desk: Desk): Promise<SampleAnswers> {
  const hanna = job.as("hanna");
  const round = "2022-kommun-1";
  await importPopulation(job);
  await fixKeys(job, desk, [round, "2022-region"], "2022-04-01");
  const requisitions = await registerRequisitions(job, desk);
  const middle = await standing(job);
  const { cases } = await hanna("cases", { year: 2022 });
  const returned = cases.find(({ state }) => state === "returned")!;
  const rejectable = await hanna("case", { round: returned.round, recipient: returned.recipient });
  await registerCorrections(job, desk, requisitions.remaining);
  await fixKeys(job, desk, ["2022-kommun-2", "2022-kommun-3"], "2022-09-15");
  const redistribution = await job.as("bo")("previewRedistribution", { round });
  await redistributeAll(job);
  await decideAll(job, desk);
  await registerGrants(job);
  await payAll(job);
  await registerReportBacks(job);
  const anNgo = { round: "2022-ideell", recipient: "ngo:1" };
  const note = { ...anNgo, text: "Ringde kassören om revisionsberättelsen (exempeldata)." };
  await hanna("note", note, { idempotencyKey: "sample-note" });
  await hanna("writeRecipientFile", aFile(anNgo.recipient), { idempotencyKey: "sample-file" });
  const check = { recipient: anNgo.recipient, check: "auditor", holds: false } as const;
  const said = { ...check, comment: "Berättelsen saknar underskrift (exempeldata)." };
  await hanna("checkRecipient", said, { idempotencyKey: "sample-check" });
  const decisions = await hanna("decisions", { round });
  const paid = decisions.decisions.find(({ kind }) => kind === "requisitions")!;
  const payments = await hanna("payments", { round });
  const key = sampleRounds.find(({ id }) => id === round)!.key!;
  return {
    me: await hanna("me", {}),
    rounds: await hanna("rounds", {}),
    register: await hanna("register", { date: key.populationDate }),
    middle,
    end: await standing(job),
    allocation: await hanna("allocation", { round }),
    preview: await hanna("previewAllocation", { round, key: { limit: 25_000 } }),
    decisions,
    yearDecisions: await hanna("yearDecisions", { year: 2022 }),
    decision: await hanna("decision", { round, decision: paid.id }),
    redistribution,
    payments,
    payment: await hanna("payment", { round, payment: payments.payments[0]!.id }),
    problems: requisitions.problems,
    rowCount: requisitions.rowCount,
    reportBacks: await hanna("reportBacks", { year: 2022 }),
    missing: await hanna("missingReportBacks", { year: 2022 }),
    postings: await hanna("recipientPostings", { year: 2022, recipient: "municipality:0180" }),
    cases: await hanna("cases", { year: 2022 }),
    case: await hanna("case", anNgo),
    rejectable,
    documents: await hanna("documents", { year: 2022 }),
    unplaced: await hanna("unplaced", { year: 2022 }),
    checklist: await hanna("checklist", { year: 2022 }),
    reminders: await hanna("reminders", { year: 2022 }),
    history: await hanna("previewHistory", await oldSheets()),
    ...(await applications(hanna)),
  };
}

/** People of an organisation (exempeldata), with one of each list. */
function aFile(recipient: string): RouteRequest<"writeRecipientFile"> {
  return {
    recipient,
    version: 0,
    contacts: [{ name: "Karin Exempel", title: "Kassör", email: "kassor@example.se", phone: "08-465 00 00" }],
    signatories: [{ name: "Olle Exempel", from: "2022-01-01", to: "2022-12-31" }],
    representatives: [{ name: "Oskar Exempel", from: "2022-02-01" }],
  };
}

/** An old workbook with everything that has to be asked about (exempeldata), as the pane sends it. */
async function oldSheets(): Promise<RouteRequest<"previewHistory">> {
  const drawing = readFileSync(
    join(import.meta.dirname, "../../cases/history/kommuner-2012-2013.txt"),
    "utf8",
  );
  const read = await readOldFile("gammal.xlsx", await oldWorkbook(drawing));
  if (!read.ok) throw new Error(read.error.text);
  return {
    file: { name: "gammal.xlsx", sha256: "0".repeat(64) },
    sheets: read.value as RouteRequest<"previewHistory">["sheets"],
  };
}

/** Three applications of NGOs (exempeldata), one of them faulty, two of them assessed. */
async function applications(
  hanna: ReturnType<Job["as"]>,
): Promise<Pick<SampleAnswers, "applications" | "applicationCheck">> {
  const round = "2022-ideell";
  const sheet = {
    round,
    sheet: "Ansökningar in",
    rows: [
      ["Län", "Sökande", "Sökt belopp", "Ändamål"],
      ["AB", "Kvinnojouren Exempel", 400_000, "Samverka (exempeldata)"],
      ["M", "Föreningen Exempel", 15_400_000, "Köp av platser i skyddat boende (exempeldata)"],
      [null, "Stiftelsen Exempel", "mycket", null],
    ],
  };
  const applicationCheck = await hanna("validateApplications", sheet);
  const document = {
    received: "2022-03-01",
    channel: "e-post",
    file: { name: "Exempel", sha256: "0".repeat(64) },
  } as const;
  await hanna("registerApplications", { ...sheet, document }, { idempotencyKey: "sample-applications" });
  const before = await hanna("applications", { round });
  const nothing = { grounds: [], note: null, statement: null, inputs: null };
  const assessments = before.applications.slice(0, 2).map(({ code, version, amount }, i) => ({
    ...nothing,
    code,
    version,
    outcome: "granted" as const,
    amount,
    rank: i + 1,
  }));
  await hanna("assessApplications", { round, assessments }, { idempotencyKey: "sample-assessments" });
  return { applicationCheck, applications: await hanna("applications", { round }) };
}

async function standing(job: Job): Promise<Standing> {
  const [status, balances] = await Promise.all([
    job.as("hanna")("status", { year: 2022 }),
    job.as("hanna")("balances", { year: 2022 }),
  ]);
  return { status, balances };
}
