import { formatKronor } from "../../shared/money.ts";
import { kindName } from "../../shared/recipient.ts";
import type { ReceivedAndConsumed } from "../../shared/statistics.ts";
import {
  registerCorrections,
  registerReportBacks,
  registerRequisitions,
  type RequisitionOutcome,
} from "./document-steps.ts";
import { atDesk, type Desk, untilDone } from "./desk.ts";
import { type Job, yearNumber } from "./job.ts";
import {
  decideAll,
  fixKeys,
  importPopulation,
  payAll,
  redistributeAll,
  registerGrants,
} from "./money-steps.ts";
import { beginWorkbook, type JobResult, showAllocations, showPopulation, yearWorkbook } from "./workbook.ts";

/** Where a run is: printed by the start script, used by tests to stop after a step. */
export interface Reporter {
  readonly begin: (step: number, steps: number, name: string) => void;
  readonly end: (text: string, seconds: number) => void;
}

/**
 * The authority's year from key to balances as each role: in the workbook with the add-in's own commands where it has
 * them, over the API for the rest. Every step looks first at what is done, so a run that was killed is taken up where
 * it was, and a second run changes nothing. The workbook is written anew each time.
 */
export async function runMainJob(job: Job, reporter: Reporter, clock: () => number): Promise<JobResult> {
  return await atDesk(job.client, (desk) => runAt(desk, job, reporter, clock));
}

async function runAt(desk: Desk, job: Job, reporter: Reporter, clock: () => number): Promise<JobResult> {
  const names = [
    "Folkmängden läses in",
    "Nyckeln förbereds och fastställs",
    "Rekvisitioner kontrolleras, rättas och registreras",
    "Kompletteringar registreras",
    "Tilläggsmedel fördelas",
    "Ej rekvirerade medel omfördelas",
    "Beslut bereds och fattas",
    "Bidrag till ideella organisationer registreras",
    "Betalningar attesteras och betalas ut",
    "Återrapporter hämtas in",
    "Saldon uppdateras och arbetsboken skrivs",
  ];
  let step = 0;
  const run = async <T>(work: () => Promise<T>, text: (result: T) => string): Promise<T> => {
    const started = clock();
    reporter.begin(step + 1, names.length, names[step]!);
    const result = await work();
    reporter.end(text(result), (clock() - started) / 1000);
    step += 1;
    return result;
  };
  const same = (text: string): string => text;

  const keys = async (rounds: readonly string[], date: string): Promise<string> => {
    const text = await fixKeys(job, desk, rounds, date);
    await showAllocations(job, desk, rounds);
    return text;
  };

  await run(async () => {
    await beginWorkbook(desk);
    const text = await importPopulation(job);
    await showPopulation(desk);
    return text;
  }, same);
  await run(() => keys(["2022-kommun-1", "2022-region"], "2022-04-01"), same);
  const requisitions = await run<RequisitionOutcome>(
    () => registerRequisitions(job, desk),
    ({ text }) => text,
  );
  await run(() => registerCorrections(job, desk, requisitions.remaining), same);
  await run(() => keys(["2022-kommun-2", "2022-kommun-3"], "2022-09-15"), same);
  await run(async () => {
    const text = await redistributeAll(job);
    await showAllocations(job, desk);
    return text;
  }, same);
  await run(() => decideAll(job, desk), same);
  await run(() => registerGrants(job), same);
  await run(() => payAll(job), same);
  await run(async () => {
    const text = await registerReportBacks(job);
    await desk.commands("hanna").fetchReportBacks(yearNumber, untilDone());
    return text;
  }, same);
  return await run(
    () => yearWorkbook(job, desk),
    ({ bytes }) => `${formatKronor(bytes.length)} byte`,
  );
}

/** R3 table 2 for the year, as text with aligned columns. */
export function summary(received: readonly ReceivedAndConsumed[]): string {
  const headings = ["", "Tillgängligt", "Mottaget", "Ej utbetalt", "Förbrukat", "Andel", "Mottagare"];
  const rows = received.map(({ kind, available, received: got, consumed, consumedPercent, recipients }) => [
    kindName[kind],
    formatKronor(available),
    formatKronor(got),
    formatKronor(available - got),
    formatKronor(consumed),
    `${consumedPercent ?? 0} %`,
    String(recipients),
  ]);
  const widths = headings.map((heading, at) =>
    Math.max(heading.length, ...rows.map((row) => row[at]!.length)),
  );
  const line = (cells: readonly string[]): string =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join("  ");
  return [
    `Mottagna och förbrukade medel ${yearNumber} i kronor (exempeldata, uppställd som tabell 2 i Medel mot våld, 2023)`,
    line(headings),
    ...rows.map(line),
  ].join("\n");
}
