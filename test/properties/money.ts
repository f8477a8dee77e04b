import fc from "fast-check";
import { findRound } from "../../shared/programmes/index.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faultsInBooks } from "../functions/books.ts";
import { type Connection, type Database, type Items, openDatabase } from "../functions/fixture.ts";
import { allottedBy, fixedKey, office, type Person } from "../functions/office.ts";
import { type Draw, draws, perform } from "./acts.ts";
import { type Lines, type Model, newModel } from "./model.ts";

/** Runs a change must pass; FORDELA_RUNS multiplies them: 50 makes 100 000. FORDELA_SEED draws others. */
const times = Number(process.env["FORDELA_RUNS"] ?? "1");
const seed = Number(process.env["FORDELA_SEED"] ?? "20221231");

type Act = Draw["act"];

/** Acts that ask for money: a stage leaves some of it. */
const asking: readonly Act[] = ["grants", "requisitions", "applications"];

/** A situation to start from: acts that go well, one after another. */
type Stage = readonly (readonly [act: Act, who: Person, date?: string, part?: number])[];

export interface Series {
  readonly round: string;
  readonly runs: number;
  readonly acts: number;
  readonly likely: readonly Act[];
  readonly stages: Readonly<Record<string, Stage>>;
}

interface Start {
  readonly items: Items;
  readonly books: Model;
}

/** Random acts, sense and nonsense, on one round: after every one of them each krona is where the model says. */
export function moneyTest({ round, runs, acts, likely, stages }: Series): void {
  const state = { starts: new Array<Start>(), runs: 0, outcomes: new Map<string, number>() };

  beforeAll(async () => {
    const database = await openDatabase();
    const keyLines = await keyLinesOf(database, round);
    for (const [name, stage] of Object.entries(stages)) {
      const table = `${round}-${name}`;
      const connection = await database.connect({ table });
      const books = newModel(round, keyLines);
      for (const [
        nth,
        [act, who, date = "2022-09-10", part = asking.includes(act) ? 50 : 99],
      ] of stage.entries())
        for (const pick of act === "requisitions" ? [0, 3, 6] : [0]) {
          const draw = { act, who, date, pick, part, count: 3, flag: false, again: false };
          await step(connection, books, draw, `stage ${nth} ${pick}`);
        }
      state.starts.push({ items: await database.items(table), books });
    }
    await database.close();
  });

  afterAll(() => {
    const counts = [...state.outcomes].sort().map(([what, n]) => `${what} ${n}`);
    console.log(`${round}: ${state.runs} runs; ${counts.join(", ")}`);
  });

  async function step(connection: Connection, books: Model, draw: Draw, nth: string): Promise<void> {
    const call = office(connection.store);
    const came = await perform(books, call, draw, nth, {
      shares: async (terms) =>
        (await call("hanna", "previewRedistribution", { round, ...terms })).shares
          .filter(({ amount }) => amount > 0)
          .map(({ code, amount }) => ({ code, amount })),
      postings: async () => connection.store.postings((await connection.store.heads([round]))[0]!),
    });
    const what = `${draw.act}: ${came}`;
    state.outcomes.set(what, (state.outcomes.get(what) ?? 0) + 1);
    expect(await faultsInBooks(connection.store, [round])).toEqual([]);
    expect(await moneyIn(connection, round)).toEqual(moneyOf(books));
  }

  test(
    `${round}: after every act the money is where it should be, in ${runs * times} runs`,
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.nat(state.starts.length - 1),
          fc.array(draws(likely), { minLength: 1, maxLength: acts }),
          async (at, drawn) => {
            const start = state.starts[at]!;
            state.runs += 1;
            // A database of its own: one that holds a thousand tables takes its time to make another.
            const database = await openDatabase();
            await database.fill("fordela", start.items);
            const connection = await database.connect();
            const books = structuredClone(start.books);
            for (const [nth, draw] of drawn.entries()) await step(connection, books, draw, `act ${nth}`);
            if (state.runs % 7 === 1) expect(await faultsByDay(connection, round)).toEqual([]);
            await database.close();
          },
        ),
        { numRuns: runs * times, seed },
      );
    },
    900_000 * times,
  );
}

const today = "2023-04-02";

/**
 * What does not add up when the balances are asked for as of each day that something counts from, and the days around
 * the year: an account below zero, money that is missing, or a last day that is not the balances of today.
 */
async function faultsByDay({ store }: Connection, round: string): Promise<readonly string[]> {
  const call = office(store);
  const { year, amount } = findRound(round)!;
  const postings = await store.postings((await store.heads([round]))[0]!);
  const days = new Set(["2022-01-01", ...postings.map(({ effectiveDate }) => effectiveDate), today]);
  const faults: string[] = [];
  for (const asOf of days) {
    const { accounts, rounds, roundIds, totals } = await call("eva", "balances", { year, asOf });
    const at = roundIds.indexOf(round);
    const { budget, pool, unaccounted } = totals[at]!;
    const own = Object.values(accounts).flatMap((column) => column.filter((_, i) => rounds[i] === at));
    const sum = [budget, pool, ...own].reduce((all, kronor) => all + kronor, 0);
    if (sum !== amount || unaccounted !== 0) faults.push(`${asOf}: ${sum} of ${amount} kr`);
    if ([budget, pool, ...own].some((kronor) => kronor < 0)) faults.push(`${asOf}: below zero`);
  }
  const [last, now] = [
    await call("eva", "balances", { year, asOf: today }),
    await call("eva", "balances", { year }),
  ];
  if (JSON.stringify(last) !== JSON.stringify(now)) faults.push("the last day is not today");
  return faults;
}

async function keyLinesOf(database: Database, round: string): Promise<readonly Lines[]> {
  if (findRound(round)!.key === null) return [];
  const call = office((await database.connect({ table: `${round}-key` })).store);
  await fixedKey(call, round);
  return [...(await allottedBy(call, round))].map(([code, amount]) => ({ code, amount }));
}

/** The money of a round as the service keeps it, without those who have none. */
async function moneyIn({ store }: Connection, round: string): Promise<object> {
  const [head] = await store.heads([round]);
  const { seq, budget, pool, key, closed } = head!;
  const rows = await store.rows(head!, "balances");
  const purses = [...rows].map(([id, { value }]) => [id.slice(id.indexOf(":") + 1), value] as const);
  return {
    budget: seq === 0 ? findRound(round)!.amount : budget,
    pool,
    key,
    closed,
    purses: Object.fromEntries(
      purses.filter(([, value]) => Object.values(value).some((kronor) => kronor !== 0)),
    ),
  };
}

/** The same by the model. */
function moneyOf({ budget, pool, key, closed, purses }: Model): object {
  const filled = [...purses].filter(([, one]) => Object.values(one).some((kronor: number) => kronor !== 0));
  return {
    budget,
    pool,
    key,
    closed,
    purses: Object.fromEntries(filled),
  };
}
