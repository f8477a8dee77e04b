import { setTimeout as sleep } from "node:timers/promises";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createApiClient } from "../../addin/api-client.ts";
import type { CheckResult, Commands } from "../../addin/commands/contract.ts";
import { FormulaEvaluator } from "../../preview/host/evaluate/formula-evaluator.ts";
import { startEngine } from "../../preview/host/evaluate/start-engine.ts";
import type { RouteOutput } from "../../shared/api.ts";
import type { Cell } from "../../shared/cell.ts";
import { writeCsv } from "../../shared/files/csv.ts";
import { recipientAccounts } from "../../shared/ledger.ts";
import { requisitionColumns } from "../../shared/requisition/columns.ts";
import { codes, requisitionRow } from "../functions/office.ts";
import { allottedByKey } from "../preview/sample/allotted.ts";
import { type Desk, type Office, openDesk, openOffice, patiently } from "./desk.ts";

startEngine(readFileSync(createRequire(import.meta.url).resolve("@ironcalc/wasm/wasm_bg.wasm")));

const round = "2022-kommun-1";
const headings = requisitionColumns.map(({ heading }) => heading);
/** Every third row has an amount that can be mended. */
const rowsOf = (count: number): Cell[][] =>
  Array.from({ length: count }, (_, i) => {
    const code = codes.municipality[i % 290]!;
    return requisitionRow(round, code, i % 3 === 0 ? "1 200 kr" : allottedByKey(round, code));
  });
const fileOf = (count: number): Uint8Array => writeCsv([headings, ...rowsOf(count)]);

/** What went over HTTP to the service. */
const answers: string[] = [];
let office: Office;
let desk: Desk;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
afterEach(() => {
  desk.leave();
  answers.length = 0;
});

/** A desk whose HTTP answers are kept; `answer` takes the place of the service. */
async function openCountingDesk(answer?: () => unknown): Promise<void> {
  const api = createApiClient({
    baseUrl: office.service.url,
    token: () => office.service.issuer.tokenFor("hanna"),
    sleep: (ms) => sleep(ms),
    fetch: async (url, init) => {
      const response = answer === undefined ? await fetch(url, init) : Response.json(answer());
      const text = await response.text();
      answers.push(text);
      return new Response(text, { status: response.status, headers: response.headers });
    },
  });
  desk = await openDesk(api, { evaluator: new FormulaEvaluator((name) => name.startsWith("UM.")) });
}

interface Figures {
  readonly http: number;
  readonly syncs: number;
}

/** What a command sent, which must keep within what Excel takes and must set formats first. */
async function measured(act: () => Promise<unknown>): Promise<Figures> {
  const { wireLog } = desk.host;
  wireLog.clear();
  answers.length = 0;
  await act();
  expect(wireLog.largestRequest).toBeLessThan(4_000_000);
  expect(wireLog.formatsBeforeValues).toBe(true);
  expect(wireLog.entries.filter(({ error }) => error !== null)).toEqual([]);
  return { http: answers.length, syncs: wireLog.syncs };
}

describe("how often a command speaks to Excel and to the service", () => {
  /** Every command in the order of a working day, in a sheet of so many requisitions. */
  async function workingDay(count: number): Promise<Record<string, Figures>> {
    await openCountingDesk();
    const { commands } = desk;
    const work = patiently();
    const figures: Record<string, Figures> = {};
    const state: { undo: (() => Promise<void>) | null } = { undo: null };
    const step = async <T>(name: string, act: () => Promise<T>): Promise<T> => {
      let result: T;
      figures[name] = await measured(async () => {
        result = await act();
      });
      return result!;
    };
    const undoable = async (name: string, act: () => ReturnType<Commands["applyFixes"]>): Promise<void> => {
      state.undo = (await step(name, act)).undo;
      await step(`${name}, undone`, () => state.undo!());
    };
    const preview = await step("readImport", () => commands.readImport("r.csv", fileOf(count)));
    await undoable("importRows", () => commands.importRows(preview, work));
    await commands.importRows(preview, work);
    const first = await step("check", () => commands.check(work));
    await step("check again", () => commands.check(work));
    await undoable("applyFixes", () => commands.applyFixes(first, work));
    await step("showProblem", () => commands.showProblem(first.problems[0]!));
    await undoable("writeProblemSheet", () => commands.writeProblemSheet(first));
    await commands.applyFixes(first, work);
    await commands.showProblem(first.problems[0]!);
    const mended = await commands.check(work);
    await step("writeProblemSheet without faults", () => commands.writeProblemSheet(mended));
    await step("writeProblemSheet again", () => commands.writeProblemSheet(mended));
    await step("register", () =>
      commands.register(mended, { received: "2022-09-01", channel: "e-tjänst" }, work),
    );
    const key = await step("previewKey", () => commands.previewKey(round, { baseAmount: 90_000 }));
    await step("insertAllocation", () => commands.insertAllocation(key, work));
    await step("insertAllocation again", () => commands.insertAllocation(key, work));
    const following = await step("followSelection", () =>
      commands.followSelection("allocation", () => undefined),
    );
    await step("followSelection, stopped", () => following.stop());
    await step("fetchReportBacks", () => commands.fetchReportBacks(2022, work));
    await step("missingReportBacks", () => commands.missingReportBacks(2022));
    await step("refreshBalances", () => commands.refreshBalances(2022, work));
    await step("refreshBalances again", () => commands.refreshBalances(2022, work));
    await step("refreshTables", () => commands.refreshTables(2022, work));
    await step("refreshTables again", () => commands.refreshTables(2022, work));
    await step("refreshPopulation", () => commands.refreshPopulation("2021-12-31", work));
    await step("replaceFormulas", () => commands.replaceFormulas(work));
    return figures;
  }

  test("is a number of its own, however many the rows are", async () => {
    const expected = {
      readImport: { http: 0, syncs: 0 },
      importRows: { http: 5, syncs: 3 },
      "importRows, undone": { http: 0, syncs: 2 },
      check: { http: 4, syncs: 8 },
      "check again": { http: 4, syncs: 9 },
      applyFixes: { http: 0, syncs: 5 },
      "applyFixes, undone": { http: 0, syncs: 5 },
      showProblem: { http: 0, syncs: 4 },
      writeProblemSheet: { http: 0, syncs: 6 },
      "writeProblemSheet, undone": { http: 0, syncs: 2 },
      "writeProblemSheet without faults": { http: 0, syncs: 6 },
      "writeProblemSheet again": { http: 0, syncs: 6 },
      register: { http: 1, syncs: 3 },
      previewKey: { http: 1, syncs: 0 },
      insertAllocation: { http: 0, syncs: 2 },
      "insertAllocation again": { http: 0, syncs: 2 },
      followSelection: { http: 0, syncs: 1 },
      "followSelection, stopped": { http: 0, syncs: 1 },
      fetchReportBacks: { http: 1, syncs: 2 },
      missingReportBacks: { http: 1, syncs: 0 },
      refreshBalances: { http: 1, syncs: 2 },
      "refreshBalances again": { http: 1, syncs: 2 },
      refreshTables: { http: 2, syncs: 2 },
      "refreshTables again": { http: 2, syncs: 2 },
      refreshPopulation: { http: 1, syncs: 2 },
      replaceFormulas: { http: 0, syncs: 2 },
    };
    expect(await workingDay(30)).toEqual(expected);
    desk.leave();
    expect(await workingDay(289)).toEqual(expected);
  });
});

test(
  "thirty-five thousand rows are imported, controlled and mended in requests under 4 MB",
  {
    timeout: 600_000,
  },
  async () => {
    await openCountingDesk();
    const { commands } = desk;
    const work = patiently();
    const preview = await commands.readImport("stor.csv", fileOf(35_000));
    await measured(() => commands.importRows(preview, work));
    const found: CheckResult[] = [];
    await measured(async () => {
      found.push(await commands.check(work));
    });
    const [result] = found;
    expect(result).toMatchObject({ rowCount: 35_000, differing: false, fixable: 11_667 });
    await measured(() => commands.applyFixes(result!, work));
  },
);

test("a list of seven thousand faults with their links is written in requests under 4 MB", async () => {
  await openCountingDesk();
  const { commands } = desk;
  await commands.importRows(await commands.readImport("r.csv", fileOf(30)), patiently());
  const result = await commands.check(patiently());
  const problems = Array.from({ length: 7_000 }, (_, i) => result.problems[i % result.problems.length]!);
  await measured(() => commands.writeProblemSheet(Object.assign(result, { problems })));
});

test("a refresh of all Sweden is one request of at most 16 kB, and two round trips", async () => {
  await openCountingDesk();
  expect(await measured(() => desk.commands.refreshBalances(2022, patiently()))).toEqual({
    http: 1,
    syncs: 2,
  });
  expect(gzipSync(answers[0]!).length).toBeLessThanOrEqual(16_000);
});

describe("a table a hundred times as large as Sweden", () => {
  const size = 35_000;
  const balances = (names: readonly string[]): RouteOutput<"balances"> => ({
    year: 2022,
    asOf: "2022-11-16",
    imported: [],
    roundIds: ["2022-ideell"],
    rounds: names.map(() => 0),
    recipients: names.map((_, i) => `ngo:${i + 1}`),
    names: [...names],
    accounts: Object.fromEntries(
      recipientAccounts.map((account, at) => [account, names.map((_, i) => ((i + at) * 7_919) % 900_000)]),
    ) as RouteOutput<"balances">["accounts"],
    totals: [{ amount: 1, budget: 0, pool: 0, unaccounted: 0 }],
  });

  test(
    "takes a round trip for every 4 MB, and is found unchanged afterwards",
    { timeout: 300_000 },
    async () => {
      const names = Array.from({ length: size }, (_, i) => `Föreningen ${i + 1}`);
      await openCountingDesk(() => balances(names));
      const work = patiently();
      const { syncs } = await measured(async () => {
        expect(await desk.commands.refreshBalances(2022, work)).toMatchObject({ added: size });
      });
      const bytes = desk.host.wireLog.entries.reduce(
        (sum, { requestBytes, responseBytes }) => sum + requestBytes + responseBytes,
        0,
      );
      expect(syncs).toBeLessThanOrEqual(1 + Math.ceil(bytes / 4_000_000));
      expect(await desk.commands.refreshBalances(2022, work)).toMatchObject({ changed: 0, unchanged: size });
    },
  );

  test("is read back also when its last rows are far larger than its first", async () => {
    const names = Array.from({ length: 3_500 }, (_, i) => `${i + 1} ${"x".repeat(i < 1_000 ? 1 : 1_500)}`);
    await openCountingDesk(() => balances(names));
    await desk.commands.refreshBalances(2022, patiently());
    expect(await desk.commands.refreshBalances(2022, patiently())).toMatchObject({
      changed: 0,
      unchanged: 3_500,
    });
  });
});
