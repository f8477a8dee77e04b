import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { buildFunctions, largestBundle, largestBundleOf } from "../../functions/build.ts";
import type { ApiClient } from "../../addin/api-client.ts";
import type { Actor } from "../../preview/main-job/job.ts";
import { runMainJob } from "../../preview/main-job/run.ts";
import { sampleYear } from "../../preview/sample/sample-year.ts";
import { openDatabase } from "../functions/fixture.ts";
import {
  closed,
  decided,
  documentNamed,
  fixedKey,
  office,
  paidOut,
  reportBackRow,
  reportBackSheet,
  requisitionRow,
  requisitionSheet,
} from "../functions/office.ts";
import { median } from "./measure.ts";
import type { BenchOptions, BenchRow } from "./row.ts";

const readUnits = 31;
const writeUnits = 12;
const initRatio = 1.3;

/** Goal 5: how large a function is, how fast it starts against the client alone, and the units its work costs. */
export async function rows(options: BenchOptions): Promise<BenchRow[]> {
  const row = (name: string, limit: number, goal: string, measured: number, bestPeer: string): BenchRow => {
    const ours = options.plant === name ? measured + limit : measured;
    return { name, goal, ours, bestPeer, met: ours <= limit, seed: options.seed, rounds: options.rounds };
  };
  const folder = mkdtempSync(join(tmpdir(), "fordela-bench-"));
  try {
    const bundles = await buildFunctions(folder);
    // The one that writes letters carries a library for each of their forms, and has a limit of its own.
    const largest = bundles
      .filter(({ name }) => largestBundleOf(name) === largestBundle)
      .reduce((a, b) => (a.kilobytes > b.kilobytes ? a : b));
    const client = await clientAlone(folder);
    const init = initTimes(largest.file, client.file, options.rounds);
    const units = await unitsOfAYear(options.seed);
    return [
      row(
        "function-size",
        largestBundle,
        "<= 450 kB minified",
        largest.kilobytes,
        `client alone ${client.kilobytes} kB`,
      ),
      row("function-init", initRatio, "<= 1.3x the client alone", init, "client alone 1"),
      row("balances-read", readUnits, "<= 31 read units, all of 2022", units.balances, "-"),
      row("report-written", writeUnits, "<= 12 write units, one round", units.report, "-"),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function clientAlone(folder: string): Promise<{ file: string; kilobytes: number }> {
  const file = join(folder, "client.mjs");
  const { metafile } = await build({
    stdin: {
      contents:
        'import { DynamoDBClient, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb"; export const client = new DynamoDBClient({}); export { TransactWriteItemsCommand };',
      resolveDir: join(import.meta.dirname, "../.."),
    },
    outfile: file,
    bundle: true,
    minify: true,
    metafile: true,
    format: "esm",
    platform: "node",
    target: "node20",
    mainFields: ["module", "main"],
    legalComments: "none",
    logLevel: "warning",
  });
  return { file, kilobytes: Math.round(Object.values(metafile.outputs)[0]!.bytes / 1000) };
}

/** Median over interleaved rounds of (import of the function) / (import of the client alone), each in a new process. */
function initTimes(functionFile: string, clientFile: string, rounds: number): number {
  const ratios = Array.from(
    { length: rounds + 1 },
    () => importTime(functionFile) / importTime(clientFile),
  ).slice(1);
  return median(ratios);
}

function importTime(file: string): number {
  const script = `const t = performance.now(); await import(${JSON.stringify(file)}); console.log(performance.now() - t);`;
  const environment = {
    ...process.env,
    AWS_REGION: "eu-north-1",
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    FORDELA_STAGE: "local",
    FORDELA_TABLE: "fordela",
    FORDELA_ISSUER: "http://127.0.0.1/dev",
    FORDELA_AUDIENCE: "fordela",
    FORDELA_JWKS: JSON.stringify({ keys: [{ kty: "RSA" }] }),
  };
  return Number(
    execFileSync(process.execPath, ["--input-type=module", "-e", script], {
      encoding: "utf8",
      env: environment,
    }),
  );
}

/** Units as the engine counts them: today's balances after the whole year, and one region's report-back. */
async function unitsOfAYear(seed: number): Promise<{ balances: number; report: number }> {
  const database = await openDatabase();
  try {
    const { store, take } = await database.connect();
    const call = office(store);
    const silent = { begin: () => undefined, end: () => undefined };
    const client = (actor: Actor): ApiClient => ({
      call: (name, request, { idempotencyKey } = {}) =>
        call(actor === "adam" ? "ada" : actor, name, request, {
          ...(idempotencyKey !== undefined && { key: idempotencyKey }),
        }),
    });
    await runMainJob(
      {
        year: sampleYear(seed === 1 ? 2022 : seed),
        client,
        as: (actor) => (name, request, options) => client(actor).call(name, request, options),
        ceiling: null,
        progress: () => undefined,
        keep: () => undefined,
      },
      silent,
      () => 0,
    );
    take();
    await call("eva", "balances", { year: 2022 });
    return { balances: take().read, report: await unitsOfOneReport() };
  } finally {
    await database.close();
  }
}

async function unitsOfOneReport(): Promise<number> {
  const database = await openDatabase();
  try {
    const { store, take } = await database.connect();
    const call = office(store);
    const round = "2022-region";
    await fixedKey(call, round);
    const { allotments } = await call("hanna", "allocation", { round });
    const sheet = requisitionSheet(
      ...allotments.map(({ code, amount }) => requisitionRow(round, code, amount)),
    );
    await call("hanna", "registerRequisitions", { ...sheet, document: documentNamed("rekvisitioner") });
    await closed(call, round);
    await paidOut(call, round, await decided(call, round, "2022-10-20"), "2022-11-15");
    const { code, amount } = allotments[0]!;
    take();
    await call("hanna", "registerReportBacks", {
      ...reportBackSheet(reportBackRow("region", code, amount - 1000, 1000)),
      document: documentNamed("återrapport", "2023-03-15"),
    });
    return take().written;
  } finally {
    await database.close();
  }
}
