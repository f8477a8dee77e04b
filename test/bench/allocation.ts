import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { allocateAmounts, type AmountsKey } from "../../shared/allocation/amounts.ts";
import { oracleAmounts } from "../oracles/allocation.ts";
import { median } from "./measure.ts";
import type { BenchOptions, BenchRow } from "./row.ts";

const MILLION = 1_000_000;
const SWEDEN = 311;
/** Calls to one timing at 311 recipients: a single call is too short for the clock. */
const BATCH = 2_000;

/** The rows of goals 1 and 1b: speed against a bare loop, exactness, growth, memory, and a spreadsheet engine. */
export async function rows({ rounds: wanted, seed, plant }: BenchOptions): Promise<BenchRow[]> {
  const rounds = Math.max(7, wanted);
  const row = (name: string, goal: string, ours: number, bestPeer: string, met: boolean): BenchRow => {
    return { name, goal, ours: Number(ours.toPrecision(3)), bestPeer, met, seed, rounds };
  };
  const calls = (name: string, planted: number) => (plant === name ? planted : 1);
  const large = country(MILLION, seed);
  const small = country(SWEDEN, seed);

  const million = compare(large, rounds, 1, calls("allocate-1m", 5));
  const sweden = compare(small, rounds, BATCH, calls("allocate-311", 5));
  const growth =
    Math.log((million.ours * calls("allocate-growth", 30)) / sweden.ours) / Math.log(MILLION / SWEDEN);
  const off = kronorOff(large, plant === "allocate-exact");
  const megabytes = await memory(large, plant === "allocate-memory");
  const spreadsheet = await recalculation(small, rounds);
  const faster =
    spreadsheet === null ? 0 : spreadsheet / (sweden.ours * calls("allocate-spreadsheet", 100_000));

  return [
    row("allocate-1m", "<= 3x bare", million.ratio, peers(large, million.bare), million.ratio <= 3),
    row("allocate-exact", "0 amounts off the BigInt oracle, sum = pot", off, "-", off === 0),
    row("allocate-growth", "exponent 311 -> 1 M <= 1.2", growth, "-", growth <= 1.2),
    row("allocate-memory", "<= 32 MB", megabytes, "-", megabytes <= 32),
    row("allocate-311", "<= 3x bare", sweden.ratio, peers(small, sweden.bare), sweden.ratio <= 3),
    row(
      "allocate-spreadsheet",
      ">= 100x faster than a recalculation",
      faster,
      spreadsheet === null
        ? "@ironcalc/wasm is not installed"
        : `@ironcalc/wasm ${spreadsheet.toFixed(2)} ms`,
      faster >= 100,
    ),
  ];
}

/** A made-up country, most recipients small. */
function country(n: number, seed: number): Float64Array {
  const sizes = fc.sample(fc.double({ min: 7, max: 12, noNaN: true }), { numRuns: 10_007, seed });
  return Float64Array.from(
    { length: n },
    (_, i) => Math.floor(Math.exp(sizes[i % sizes.length]!)) + (i % 97),
  );
}

function keyOf(population: Float64Array): AmountsKey & { readonly limit: number } {
  return { pot: population.length * 300_000 + 17, base: 100_000, limit: 30_000 };
}

/** The lower bound: base and rounded share in doubles, with no promise that they sum to the pot. */
function bareLoop(population: Float64Array, { pot, base, limit }: ReturnType<typeof keyOf>): Float64Array {
  let inhabitants = 0;
  let bases = 0;
  for (let i = 0; i < population.length; i++) {
    const p = population[i]!;
    inhabitants += p;
    if (p <= limit) bases += base;
  }
  const amounts = new Float64Array(population.length);
  const shared = pot - bases;
  for (let i = 0; i < population.length; i++) {
    const p = population[i]!;
    amounts[i] = (p <= limit ? base : 0) + Math.round((shared * p) / inhabitants);
  }
  return amounts;
}

/** What one writes first: exact, by sorting every remainder. */
function sortedRemainders(
  population: Float64Array,
  { pot, base, limit }: ReturnType<typeof keyOf>,
): Float64Array {
  const inhabitants = population.reduce((sum, p) => sum + p, 0);
  const amounts = population.map((p) => (p <= limit ? base : 0));
  const shared = pot - amounts.reduce((sum, amount) => sum + amount, 0);
  const shares = population.map((p) => (shared * p) / inhabitants);
  const order = Array.from(population.keys()).sort((i, j) => (shares[j]! % 1) - (shares[i]! % 1));
  const missing = shared - shares.reduce((sum, share) => sum + Math.floor(share), 0);
  for (const i of population.keys()) amounts[i]! += Math.floor(shares[i]!);
  for (const i of order.slice(0, missing)) amounts[i]! += 1;
  return amounts;
}

/** Exact by arbitrary precision all the way. */
function bigIntegers(population: Float64Array, { pot, base, limit }: ReturnType<typeof keyOf>): Float64Array {
  const recipients = Array.from(population, (p, i) => ({ code: String(i).padStart(7, "0"), population: p }));
  return Float64Array.from(oracleAmounts(recipients, { pot, base, limit }));
}

/** Milliseconds a call. The first amount is read, so that no call can be optimised away. */
function time(call: () => Float64Array, calls: number): number {
  const start = performance.now();
  for (let i = 0; i < calls; i++) if (call()[0]! < 0) throw new Error("an amount below zero");
  return (performance.now() - start) / calls;
}

/** Interleaved rounds after a warm-up; `slower` calls ours so many times where it should be called once. */
function compare(population: Float64Array, rounds: number, batch: number, slower: number) {
  const key = keyOf(population);
  const bare: number[] = [];
  const ours: number[] = [];
  const warmUp = 3;
  for (let round = -warmUp; round < rounds; round++) {
    const one = time(() => bareLoop(population, key), batch);
    const other = time(() => allocateAmounts(population, key).amounts, batch * slower) * slower;
    if (round < 0) continue;
    bare.push(one);
    ours.push(other);
  }
  return { bare: median(bare), ours: median(ours), ratio: median(ours.map((ms, i) => ms / bare[i]!)) };
}

function peers(population: Float64Array, bare: number): string {
  const key = keyOf(population);
  const calls = population.length === SWEDEN ? 200 : 1;
  const ratio = (peer: typeof bareLoop) => {
    time(() => peer(population, key), calls === 1 ? 0 : calls);
    return (time(() => peer(population, key), calls) / bare).toFixed(0);
  };
  return `all remainders sorted ${ratio(sortedRemainders)}x, BigInt ${ratio(bigIntegers)}x`;
}

/** Amounts that differ from the oracle, and 1 more if they do not sum to the pot. */
function kronorOff(population: Float64Array, plant: boolean): number {
  const key = keyOf(population);
  const { amounts } = allocateAmounts(population, key);
  if (plant) amounts[7]! += 1;
  const oracle = bigIntegers(population, key);
  const off = amounts.reduce((count, amount, i) => (amount === oracle[i] ? count : count + 1), 0);
  return off + (amounts.reduce((sum, amount) => sum + amount, 0) === key.pot ? 0 : 1);
}

/** MB that one call takes, result and scratch together, before any of it is collected. */
async function memory(population: Float64Array, plant: boolean): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  // Array memory is given back in the background after a collection: let it finish before anything is measured.
  for (let i = 0; i < 5; i++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const used = () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const before = used();
  const { amounts } = allocateAmounts(population, keyOf(population));
  const extra = plant ? new Float64Array(8 * MILLION) : amounts;
  const after = used();
  return extra.length > 0 ? (after - before) / 2 ** 20 : 0;
}

interface Spreadsheet {
  readonly initSync: (bytes: { readonly module: Uint8Array }) => unknown;
  readonly Model: new (name: string, locale: string, timezone: string, language: string) => Sheet;
}

interface Sheet {
  setUserInput(sheet: number, row: number, column: number, input: string): void;
  pauseEvaluation(): void;
  evaluate(): void;
  getFormattedCellValue(sheet: number, row: number, column: number): string;
}

/** Milliseconds for a spreadsheet engine to recalculate the same key when the pot changes; null: not installed. */
async function recalculation(population: Float64Array, rounds: number): Promise<number | null> {
  // Named in a variable: the peer is a package of the bench alone, and the type check runs without it.
  const name = "@ironcalc/wasm";
  const engine = await import(name).then(
    (module) => module as Spreadsheet,
    () => null,
  );
  if (engine === null) return null;
  engine.initSync({ module: readFileSync(createRequire(import.meta.url).resolve(`${name}/wasm_bg.wasm`)) });
  const sheet = new engine.Model("key", "en", "UTC", "en");
  sheet.pauseEvaluation();
  const { pot, base, limit } = keyOf(population);
  const n = population.length;
  const [POT, LIMIT, BASE, BASES, INHABITANTS, MISSING] = [1, 2, 3, 4, 5, 6];
  const setting = (row: number, input: string) => {
    sheet.setUserInput(0, row, 7, input);
  };
  setting(LIMIT!, String(limit));
  setting(BASE!, String(base));
  setting(BASES!, `=SUM(B1:B${n})`);
  setting(INHABITANTS!, `=SUM(A1:A${n})`);
  setting(MISSING!, `=G1-G4-SUM(D1:D${n})`);
  population.forEach((p, i) => {
    const row = i + 1;
    const cells = [
      String(p),
      `=IF(A${row}<=G$2,G$3,0)`,
      `=(G$1-G$4)*A${row}/G$5`,
      `=INT(C${row})`,
      `=C${row}-D${row}`,
      `=B${row}+D${row}+IF(E${row}>=LARGE(E$1:E$${n},G$6),1,0)`,
    ];
    cells.forEach((cell, column) => {
      sheet.setUserInput(0, row, column + 1, cell);
    });
  });
  const times = Array.from({ length: rounds + 1 }, (_, round) => {
    const start = performance.now();
    setting(POT!, String(pot + round));
    sheet.evaluate();
    return performance.now() - start;
  });
  if (!/\d/.test(sheet.getFormattedCellValue(0, 1, 6)))
    throw new Error("the spreadsheet engine gave no amount");
  return median(times.slice(1));
}
