import { gzipSync } from "node:zlib";
import { createApiClient } from "../../addin/api-client.ts";
import { createCommands } from "../../addin/commands/create-commands.ts";
import { openHost } from "../../preview/host/node.ts";
import { runMainJob } from "../../preview/main-job/run.ts";
import { openSession } from "../../preview/main-job/session.ts";
import { recipientAccounts } from "../../shared/ledger.ts";
import type { BenchOptions, BenchRow } from "./row.ts";

const recipients = 35_000;

/** Goal 4: what a fetch of "Saldo" costs, of all of 2022 from the service and of a made-up country far larger. */
export async function rows({ rounds, seed, plant }: BenchOptions): Promise<readonly BenchRow[]> {
  const row = (name: string, goal: string, ours: number, limit: number, bestPeer = "-"): BenchRow => {
    return { name, goal, ours, bestPeer, met: ours <= limit, seed, rounds };
  };
  const { text, sweden } = await yearOf(seed, plant);
  const large = await fetched(
    () => Promise.resolve(new Response(madeUpBalances())),
    plant === "refresh-large" ? 3 : 1,
  );
  const mostSyncs = 1 + Math.ceil(large.bytes / 4_000_000);
  return [
    row("refresh-requests", "1 HTTP request, all of 2022", sweden.answers, 1),
    row(
      "refresh-size",
      "<= 16 kB gzip",
      (plant === "refresh-size" ? text : gzipSync(text)).length / 1000,
      16,
      `as objects ${(gzipSync(asObjects(text)).length / 1000).toFixed(1)} kB`,
    ),
    row("refresh-syncs", "<= 2 round trips to Excel", sweden.syncs, 2),
    row("refresh-large", `<= ${mostSyncs} round trips: 1 + one for every 4 MB`, large.syncs, mostSyncs),
  ];
}

/** The year as the main job leaves it. Planted: fetched twice. */
async function yearOf(seed: number, plant: string | null): Promise<{ text: string; sweden: Cost }> {
  const { job, service } = await openSession({
    folder: null,
    port: 0,
    seed: seed === 1 ? 2022 : seed,
    ceiling: null,
    log: { request: () => undefined },
    progress: () => undefined,
    keep: () => undefined,
  });
  try {
    const silent = { begin: () => undefined, end: () => undefined };
    await runMainJob(job, silent, () => 0);
    const seen: { text: string } = { text: "" };
    const sweden = await fetched(
      async (url, init) => {
        const headers = { ...init.headers, authorization: `Bearer ${await service.issuer.tokenFor("eva")}` };
        const answer = await fetch(`${service.url}${url}`, { ...init, headers });
        seen.text = await answer.text();
        return new Response(seen.text, { status: answer.status });
      },
      plant === "refresh-requests" || plant === "refresh-syncs" ? 2 : 1,
    );
    return { text: seen.text, sweden };
  } finally {
    await service.close();
  }
}

interface Cost {
  readonly answers: number;
  readonly syncs: number;
  /** Both ways between client and Excel. */
  readonly bytes: number;
}

/** Fetches "Saldo" into an empty workbook so many times. */
async function fetched(
  answer: (url: string, init: RequestInit) => Promise<Response>,
  times: number,
): Promise<Cost> {
  const open = await openHost();
  const restore = open.install();
  const count = { answers: 0 };
  const memory = new Map<string, string>();
  const commands = createCommands({
    api: createApiClient({
      baseUrl: "",
      token: () => Promise.resolve(""),
      sleep: () => Promise.resolve(),
      fetch: (url, init) => {
        count.answers += 1;
        return answer(url, init);
      },
    }),
    year: () => 2022,
    now: () => new Date("2022-11-16T10:00:00.000Z"),
    environment: "prov",
    memory: { read: (key) => memory.get(key) ?? null, write: (key, value) => void memory.set(key, value) },
    supports: (set) => open.Office.context.requirements.isSetSupported("ExcelApi", set),
  });
  try {
    const work = { progress: () => undefined, signal: new AbortController().signal };
    for (let i = 0; i < times; i++) await commands.refreshBalances(2022, work);
    const { syncs, entries } = open.host.wireLog;
    const first = entries.slice(0, Math.ceil(entries.length / times));
    const bytes = first.reduce((sum, entry) => sum + entry.requestBytes + entry.responseBytes, 0);
    return { answers: count.answers, syncs, bytes };
  } finally {
    restore();
    open.close();
  }
}

/** The same answer with an object for every row, as most services give it. */
function asObjects(text: string): string {
  const {
    recipients: ids,
    names,
    rounds,
    roundIds,
    accounts,
  } = JSON.parse(text) as {
    recipients: string[];
    names: string[];
    rounds: number[];
    roundIds: string[];
    accounts: Record<string, number[]>;
  };
  const rows = ids.map((recipient, i) => ({
    recipient,
    name: names[i],
    round: roundIds[rounds[i]!],
    ...Object.fromEntries(Object.entries(accounts).map(([account, values]) => [account, values[i]])),
  }));
  return JSON.stringify({ rows });
}

function madeUpBalances(): string {
  const each = <T>(value: (i: number) => T): T[] => Array.from({ length: recipients }, (_, i) => value(i));
  return JSON.stringify({
    year: 2022,
    asOf: "2022-11-16",
    roundIds: ["2022-ideell"],
    rounds: each(() => 0),
    recipients: each((i) => `ngo:${i + 1}`),
    names: each((i) => `Föreningen ${i + 1}`),
    accounts: Object.fromEntries(
      recipientAccounts.map((account, at) => [account, each((i) => ((i + at) * 7_919) % 900_000)]),
    ),
    totals: [{ amount: 1, budget: 0, pool: 0, unaccounted: 0 }],
  });
}
