import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { type ApiClient, createApiClient } from "../../addin/api-client.ts";
import type { Commands } from "../../addin/commands/contract.ts";
import { createCommands } from "../../addin/commands/create-commands.ts";
import type { Work } from "../../addin/excel/work.ts";
import {
  type LocalService,
  type LocalServiceParts,
  startLocalService,
} from "../../functions/local/service.ts";
import { type OpenHost, type OpenOptions, openHost } from "../../preview/host/node.ts";
import { fixKeys, importPopulation } from "../../preview/main-job/money-steps.ts";
import type { Job } from "../../preview/main-job/job.ts";
import { sampleYear } from "../../preview/sample/sample-year.ts";
import type { Cell } from "../../shared/cell.ts";

/** The day on which the tests are done: the windows of 2022 are closed. */
const now = (): Date => new Date("2022-11-16T10:00:00.000Z");

/** The whole service, and whoever signs in to it. */
export interface Office {
  readonly service: LocalService;
  readonly as: (person: string) => ApiClient;
  readonly close: () => Promise<void>;
}

interface OfficeParts extends Pick<LocalServiceParts, "now" | "letters"> {
  /** Rounds whose keys are fixed; those of round 1 and of the regions when nothing is said. */
  readonly keys?: readonly string[];
}

/** The service with the population read in, and keys fixed. */
export async function openOffice({
  keys = ["2022-kommun-1", "2022-region"],
  ...more
}: OfficeParts = {}): Promise<Office> {
  const service = await startLocalService({
    folder: null,
    port: 0,
    log: { request: () => undefined },
    now,
    ...more,
  });
  const as = (person: string): ApiClient =>
    createApiClient({
      baseUrl: service.url,
      token: () => service.issuer.tokenFor(person),
      fetch: (url, init) => fetch(url, init),
      sleep: (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}),
    });
  const job: Job = {
    year: sampleYear(),
    client: as,
    as: (actor) => (name, request, options) => as(actor).call(name, request, options),
    progress: () => undefined,
    keep: () => undefined,
    ceiling: null,
  };
  await importPopulation(job);
  // Keys are prepared and fixed without a workbook.
  const commands = (person: string): Commands => commandsOver(as(person), () => false);
  await fixKeys(job, { commands }, keys, "2022-04-01");
  return { service, as, close: () => service.close() };
}

/** An official's desk: a workbook in the real client, and the commands over it. */
export interface Desk extends OpenHost {
  readonly commands: Commands;
  /** The commands in the same workbook when a colleague sits down at it. */
  readonly commandsOf: (colleague: ApiClient) => Commands;
  /** Runs as one who has the workbook open would type: not through the add-in's own code. */
  readonly type: (
    sheet: string,
    address: string,
    cells: readonly (readonly Cell[])[],
    formats?: string,
  ) => Promise<void>;
  readonly read: (sheet: string, address?: string) => Promise<Cell[][]>;
  /** Closes the workbook, and fails when the client asked for anything that the host does not know. */
  readonly leave: () => void;
}

export async function openDesk(
  api: ApiClient,
  options: OpenOptions = {},
  environment = "prov",
): Promise<Desk> {
  const open = await openHost(options);
  const restore = open.install();
  const commandsOf = (client: ApiClient): Commands =>
    commandsOver(
      client,
      (set) => open.Office.context.requirements.isSetSupported("ExcelApi", set),
      environment,
    );
  return {
    ...open,
    commands: commandsOf(api),
    commandsOf,
    type: async (name, address, cells, format) => {
      await open.Excel.run(async (context) => {
        const { worksheets } = context.workbook;
        const known = worksheets.getItemOrNullObject(name);
        known.load("name");
        await context.sync();
        const sheet = known.isNullObject ? worksheets.add(name) : known;
        sheet.activate();
        const range = sheet.getRange(address).getResizedRange(cells.length - 1, cells[0]!.length - 1);
        range.numberFormat = cells.map((row) =>
          row.map((cell) => format ?? (typeof cell === "string" ? "@" : "General")),
        );
        range.values = cells.map((row) => row.map((cell) => cell ?? ""));
        await context.sync();
      });
      open.host.wireLog.clear();
    },
    read: (name, address) =>
      open.Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItem(name);
        const range = address === undefined ? sheet.getUsedRange(true) : sheet.getRange(address);
        range.load("values");
        await context.sync();
        return range.values as Cell[][];
      }),
    leave: () => {
      restore();
      open.close();
      expect(open.unknown()).toEqual([]);
    },
  };
}

function commandsOver(
  api: ApiClient,
  supports: (excelApi: string) => boolean,
  environment = "prov",
): Commands {
  const memory = new Map<string, string>();
  return createCommands({
    api,
    year: () => 2022,
    now,
    environment,
    memory: { read: (key) => memory.get(key) ?? null, write: (key, value) => void memory.set(key, value) },
    supports,
  });
}

/** Work that nobody gives up, and how far it said it had come. */
export function patiently(): Work & { readonly steps: (readonly [done: number, total: number])[] } {
  const steps: (readonly [number, number])[] = [];
  return {
    progress: (done, total) => void steps.push([done, total]),
    signal: new AbortController().signal,
    steps,
  };
}
