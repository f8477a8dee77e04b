import type { Rounding } from "../programme.ts";
import { type LastKrona, oddNumberShares } from "./sainte-lague.ts";

/** What the kernel needs of a key: kronor to hand out, kronor per base amount, and the limit in inhabitants. */
export interface AmountsKey {
  readonly pot: number;
  readonly base: number;
  /** Recipients with at most this many inhabitants get `base`; null = all of them. */
  readonly limit: number | null;
  /** Order of the codes of recipients i and j, asked only when remainder and population tie. Default: input order. */
  readonly compareCodes?: (i: number, j: number) => number;
  /** Default: largest remainder. */
  readonly rounding?: Rounding;
}

/** Whole kronor per recipient, in input order, and the numbers that explain them. */
export interface Amounts {
  readonly amounts: Float64Array;
  /** Sum of the populations. */
  readonly inhabitants: number;
  /** Kronor handed out as base amounts. */
  readonly bases: number;
  /** Recipients whose share was rounded up to the next krona. */
  readonly lifted: number;
  /** Index of the last recipient that was rounded up; -1 when every share came out even. */
  readonly lastLifted: number;
  /** By Sainte-Laguë alone: the last krona handed out; null when there was none. */
  readonly last?: LastKrona | null;
}

const MOST_BUCKETS = 8_192;

/**
 * Scratch of the call that runs: at 311 recipients a new array costs as much as the whole division. The histogram is
 * emptied at the start of a call, the buckets are written before they are read, and nothing is read after the call.
 */
const histogram = new Int32Array(MOST_BUCKETS + 1);
const fewBuckets = new Uint16Array(MOST_BUCKETS);

/**
 * Hands out exactly `pot` kronor: a base amount to small recipients, the rest in proportion to population, rounded by
 * largest remainder (ties: larger population, then code) or by Sainte-Laguë. Every step is exact integer arithmetic: the products stay
 * below 2^53, or BigInt takes over. Linear time; asks that pot >= bases, populations are whole, and their sum is in
 * 1..2^53 - 1.
 */
export function allocateAmounts(population: Float64Array | Int32Array, key: AmountsKey): Amounts {
  const { base } = key;
  const limit = key.limit ?? Infinity;
  const n = population.length;
  const { inhabitants, entitled, largest } = count(population, limit);
  const bases = entitled * base;
  const shared = key.pot - bases;
  if (key.rounding === "sainte-lague") {
    const { shares, last } = oddNumberShares(population, shared, key.compareCodes);
    const amounts = shares.map((share, i) => share + (population[i]! <= limit ? base : 0));
    return { amounts, inhabitants, bases, lifted: 0, lastLifted: -1, last };
  }

  // shared = perInhabitant * inhabitants + odd, so that only odd * population has to be divided.
  const perInhabitant = Math.floor(shared / inhabitants);
  const odd = shared - perInhabitant * inhabitants;
  const exactInDoubles = inhabitants * largest <= Number.MAX_SAFE_INTEGER;

  const amounts = new Float64Array(n);
  const size = bucketCount(n);
  histogram.fill(0, 0, size + 1);
  const buckets = n <= fewBuckets.length ? fewBuckets : new Uint16Array(n);
  const scale = size / inhabitants;
  let floors = 0;
  for (let i = 0; i < n; i++) {
    const p = population[i]!;
    // Below 2^53 a rounded quotient never reaches the next whole number, so its floor is exact.
    const quotient = exactInDoubles ? Math.floor((odd * p) / inhabitants) : bigQuotient(odd, p, inhabitants);
    const remainder = exactInDoubles ? odd * p - quotient * inhabitants : bigRemainder(odd, p, inhabitants);
    const floor = perInhabitant * p + quotient;
    const bucket = (remainder * scale) | 0;
    floors += floor;
    amounts[i] = p <= limit ? base + floor : floor;
    buckets[i] = bucket;
    histogram[bucket]!++;
  }

  const lifted = shared - floors;
  if (lifted === 0) return { amounts, inhabitants, bases, lifted, lastLifted: -1 };

  const { cut, above } = cutBucket(size, lifted);
  const candidates: number[] = [];
  for (let i = 0; i < n; i++) {
    const bucket = buckets[i]!;
    // The sign bit is 1 exactly when bucket > cut: no branch that the processor would guess wrong half the time.
    amounts[i]! += (cut - bucket) >>> 31;
    if (bucket === cut) candidates.push(i);
  }
  const winners = firstInOrder(candidates, lifted - above, (i, j) => {
    const [p, q] = [population[i]!, population[j]!];
    const byRemainder = remainderOf(odd, q, inhabitants) - remainderOf(odd, p, inhabitants);
    return byRemainder || q - p || (key.compareCodes?.(i, j) ?? i - j);
  });
  for (const i of winners) amounts[i]! += 1;
  return { amounts, inhabitants, bases, lifted, lastLifted: winners.at(-1)! };
}

function count(population: Float64Array | Int32Array, limit: number) {
  let inhabitants = 0;
  let entitled = 0;
  let largest = 0;
  for (let i = 0; i < population.length; i++) {
    const p = population[i]!;
    inhabitants += p;
    if (p <= limit) entitled++;
    if (p > largest) largest = p;
  }
  return { inhabitants, entitled, largest };
}

/** A power of two, 1-2 buckets a recipient, at most so many that the histogram stays in the nearest cache. */
function bucketCount(n: number): number {
  return Math.min(MOST_BUCKETS, 2 ** (32 - Math.clz32(n)));
}

/** The bucket in which the `lifted` largest remainders end, and how many recipients lie above it. */
function cutBucket(size: number, lifted: number): { readonly cut: number; readonly above: number } {
  let cut = size;
  let above = 0;
  while (above + histogram[cut]! < lifted) above += histogram[cut--]!;
  return { cut, above };
}

/** The `wanted` first of the candidates in the order; sorting what is in order already, as when all tie, is linear. */
function firstInOrder(
  candidates: number[],
  wanted: number,
  order: (i: number, j: number) => number,
): number[] {
  return candidates.sort(order).slice(0, wanted);
}

/** (factor * population) mod divisor, exact. */
function remainderOf(factor: number, population: number, divisor: number): number {
  const product = factor * population;
  return product <= Number.MAX_SAFE_INTEGER
    ? product - Math.floor(product / divisor) * divisor
    : bigRemainder(factor, population, divisor);
}

function bigQuotient(factor: number, population: number, divisor: number): number {
  return Number((BigInt(factor) * BigInt(population)) / BigInt(divisor));
}

function bigRemainder(factor: number, population: number, divisor: number): number {
  return Number((BigInt(factor) * BigInt(population)) % BigInt(divisor));
}
