import type { Cell } from "../../shared/cell.ts";
import { allottedInAll, emptyBalance, paid } from "../../shared/ledger.ts";
import { kindName, recipientId, type RecipientKind } from "../../shared/recipient.ts";
import {
  type OutcomeInput,
  receivedAndConsumed,
  type ReceivedAndConsumed,
  type RecipientOutcome,
} from "../../shared/statistics.ts";
import { balanceTable, type RecipientBalance } from "../../shared/tables/balances.ts";
import { cellsOf } from "../../shared/tables/table.ts";
import { inTurns, ratio, type Times } from "./measure.ts";
import { seededRandom } from "./random.ts";
import type { BenchOptions, BenchRow } from "./row.ts";

const sizes = [35_000, 100_000] as const;

/** Goals 3 and 3b: report-backs to the table of received and consumed, and rows to blocks of cells. */
export async function rows({ rounds, seed, plant }: BenchOptions): Promise<readonly BenchRow[]> {
  const row = (name: string, goal: string, ours: number, bestPeer: string, met: boolean): BenchRow => {
    return { name, goal, ours: Math.round(ours * 100) / 100, bestPeer, met, seed, rounds };
  };
  const arquero = await startArquero();
  const statistics = sizes.flatMap((size): BenchRow[] => {
    const input = outcomesOf(size, seed);
    const contenders = { hand: onePass, arquero, groups: groupedAndReduced };
    for (const [name, contender] of Object.entries(contenders))
      if (JSON.stringify(contender(input)) !== JSON.stringify(receivedAndConsumed(input)))
        throw new Error(`${name} makes another table`);
    const times = inTurns(
      {
        ours: () => receivedAndConsumed(input),
        // The fault that shows that a row can fail: the same work many times over.
        ...(plant?.startsWith(`statistics-${size}`) === true
          ? { planted: () => repeated(40, () => receivedAndConsumed(input)) }
          : {}),
        ...Object.fromEntries(Object.entries(contenders).map(([name, make]) => [name, () => make(input)])),
      },
      rounds,
    );
    const against = (name: string, peer: string): number =>
      ratio(times, plant === name ? "planted" : "ours", peer);
    const toHand = against(`statistics-${size}`, "hand");
    const peers = ["arquero", "groups"] as const;
    const toPeers = Math.max(...peers.map((peer) => against(`statistics-${size}-peers`, peer)));
    const said = peers.map((peer) => `${names[peer]} ${ratio(times, peer, "hand").toFixed(1)}x`).join(", ");
    return [
      row(`statistics-${size}`, "<= 3x a hand-written loop", toHand, said, toHand <= 3),
      row(`statistics-${size}-peers`, "< 1x the best peer", toPeers, said, toPeers < 1),
    ];
  });
  const blocks = timesOfBlocks(sizes[0], seed, rounds, plant === "blocks" ? 6 : 1);
  const toLiteral = ratio(blocks, "ours", "literal");
  const generic = `headings.map ${ratio(blocks, "headings", "literal").toFixed(1)}x`;
  return [...statistics, row("blocks", "<= 2x literal rows, 35 000", toLiteral, generic, toLiteral <= 2)];
}

function repeated(times: number, work: () => unknown): void {
  for (let i = 0; i < times; i++) work();
}

const names = { arquero: "arquero", groups: "groups and reduce" } as const;
const kinds: readonly RecipientKind[] = ["municipality", "region", "ngo"];

/** Reports of as many recipients, several for some, and one in ten paid nothing. */
function outcomesOf(size: number, seed: number): OutcomeInput {
  const random = seededRandom(seed);
  return {
    available: { municipality: 1e12, region: 1e12, ngo: 1e12 },
    recipients: Array.from({ length: size }, (): RecipientOutcome => {
      const received = random() < 0.1 ? 0 : Math.floor(random() * 1_000_000);
      return {
        kind: kinds[Math.floor(random() * 3)]!,
        code: String(Math.floor(random() * size)).padStart(4, "0"),
        paid: received,
        consumed: Math.floor(random() * received),
      };
    }),
  };
}

type Statistics = readonly ReceivedAndConsumed[];

/** The lower bound: one pass that knows the kinds by heart. */
function onePass({ available, recipients }: OutcomeInput): Statistics {
  let [toMunicipalities, toRegions, toNgos] = [0, 0, 0];
  let [byMunicipalities, byRegions, byNgos] = [0, 0, 0];
  const [municipalities, regions, ngos] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const recipient of recipients) {
    if (recipient.kind === "municipality") {
      toMunicipalities += recipient.paid;
      byMunicipalities += recipient.consumed;
      if (recipient.paid > 0) municipalities.add(recipient.code);
    } else if (recipient.kind === "region") {
      toRegions += recipient.paid;
      byRegions += recipient.consumed;
      if (recipient.paid > 0) regions.add(recipient.code);
    } else {
      toNgos += recipient.paid;
      byNgos += recipient.consumed;
      if (recipient.paid > 0) ngos.add(recipient.code);
    }
  }
  return [
    line("municipality", available, toMunicipalities, byMunicipalities, municipalities.size),
    line("region", available, toRegions, byRegions, regions.size),
    line("ngo", available, toNgos, byNgos, ngos.size),
  ];
}

function line(
  kind: RecipientKind,
  available: OutcomeInput["available"],
  received: number,
  consumed: number,
  recipients: number,
): ReceivedAndConsumed {
  const consumedPercent = received > 0 ? Math.floor((200 * consumed + received) / (2 * received)) : null;
  return { kind, available: available[kind] ?? 0, received, consumed, consumedPercent, recipients };
}

/** What one writes first: groups, and a pass over the group for every figure. */
function groupedAndReduced({ available, recipients }: OutcomeInput): Statistics {
  const groups = recipients.reduce((found, recipient) => {
    const group = found.get(recipient.kind);
    if (group === undefined) found.set(recipient.kind, [recipient]);
    else group.push(recipient);
    return found;
  }, new Map<RecipientKind, RecipientOutcome[]>());
  return kinds.map((kind) => {
    const group = groups.get(kind) ?? [];
    return line(
      kind,
      available,
      group.reduce((sum, recipient) => sum + recipient.paid, 0),
      group.reduce((sum, { consumed }) => sum + consumed, 0),
      new Set(group.filter((recipient) => recipient.paid > 0).map(recipientId)).size,
    );
  });
}

/** As much of arquero as is used: tables with columns, grouped and rolled up by expressions that it compiles. */
interface Arquero {
  readonly from: (rows: readonly object[]) => ArqueroTable;
}
interface ArqueroTable {
  readonly filter: (expression: string) => ArqueroTable;
  readonly groupby: (column: string) => ArqueroTable;
  readonly rollup: (columns: Readonly<Record<string, string>>) => ArqueroTable;
  readonly objects: () => readonly Readonly<Record<string, unknown>>[];
}

/** The rows have to be made a table of its own first, as the answer of a service would. */
async function startArquero(): Promise<(input: OutcomeInput) => Statistics> {
  // Named in a variable: the peer is a package of the bench alone, and the type check runs without it.
  const name = "arquero";
  const { from } = (await import(name)) as Arquero;
  return ({ available, recipients }) => {
    const table = from(recipients);
    const sums = table
      .groupby("kind")
      .rollup({ received: "d => op.sum(d.paid)", consumed: "d => op.sum(d.consumed)" })
      .objects();
    const counts = table
      .filter("d => d.paid > 0")
      .groupby("kind")
      .rollup({ recipients: "d => op.distinct(d.code)" })
      .objects();
    return kinds.map((kind) => {
      const sum = sums.find((found) => found.kind === kind);
      const count = counts.find((found) => found.kind === kind);
      return line(
        kind,
        available,
        Number(sum?.received ?? 0),
        Number(sum?.consumed ?? 0),
        Number(count?.recipients ?? 0),
      );
    });
  };
}

/** The sheet Saldo as a block: by the columns of its table, by literal rows, and from objects by their headings. */
function timesOfBlocks(size: number, seed: number, rounds: number, slower: number): Times {
  const balances = outcomesOf(size, seed).recipients.map((outcome): RecipientBalance => {
    const { kind, code, consumed } = outcome;
    const held = outcome.paid - consumed;
    const balance = { ...emptyBalance, held, consumed };
    return { id: recipientId(outcome), kind, code, name: `Mottagare ${code}`, balance };
  });
  const headings = balanceTable.columns.map(({ heading }) => heading);
  const cells = literalRows(balances);
  if (JSON.stringify(cells) !== JSON.stringify(cellsOf(balanceTable, balances)))
    throw new Error("the literal rows are other cells");
  const objects = cells.map((row) => Object.fromEntries(row.map((cell, i) => [headings[i]!, cell])));
  const batch = 4;
  return inTurns(
    {
      ours: () => {
        repeated(batch * slower, () => cellsOf(balanceTable, balances));
      },
      literal: () => {
        repeated(batch, () => literalRows(balances));
      },
      headings: () => {
        repeated(batch, () => objects.map((row) => headings.map((heading) => row[heading] ?? null)));
      },
    },
    rounds,
  );
}

function literalRows(balances: readonly RecipientBalance[]): Cell[][] {
  return balances.map(({ kind, code, name, balance }) => [
    kindName[kind],
    code,
    name,
    allottedInAll(balance),
    balance.allotted,
    balance.payable,
    paid(balance),
    balance.consumed,
    balance.carriedOver,
    balance.repayable,
    balance.repaid,
    balance.held,
    paid(balance) === 0 ? "Inget utbetalt" : balance.held > 0 ? "Återrapport saknas" : "OK",
  ]);
}
