/** What the kernel needs of a key: kronor to hand out, kronor per base amount, and the limit in inhabitants. */
export interface AmountsKey {
  readonly pot: number;
  readonly base: number;
  /** Recipients with at most this many inhabitants get `base`; null = all of them. */
  readonly limit: number | null;
  /** Order of the codes of recipients i and j, asked only when remainder and population tie. Default: input order. */
  readonly compareCodes?: (i: number, j: number) => number;
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
}

/**
 * Hands out exactly `pot` kronor: a base amount to small recipients, the rest in proportion to population, rounded by
 * largest remainder (ties: larger population, then code). Every step is exact integer arithmetic: the products stay
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

  // shared = perInhabitant * inhabitants + odd, so that only odd * population has to be divided.
  const perInhabitant = Math.floor(shared / inhabitants);
  const odd = shared - perInhabitant * inhabitants;
  const exactInDoubles = inhabitants * largest <= Number.MAX_SAFE_INTEGER;

  const amounts = new Float64Array(n);
  const size = bucketCount(n);
  const histogram = new Int32Array(size + 1);
  const buckets = new Uint16Array(n);
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

  const { cut, above } = cutBucket(histogram, lifted);
  const candidates: number[] = [];
  for (let i = 0; i < n; i++) {
    const bucket = buckets[i]!;
    // The sign bit is 1 exactly when bucket > cut: no branch that the processor would guess wrong half the time.
    amounts[i]! += (cut - bucket) >>> 31;
    if (bucket === cut) candidates.push(i);
  }
  const winners = largestRemainders(candidates, lifted - above, {
    remainder: (i) =>
      exactInDoubles ? (odd * population[i]!) % inhabitants : bigRemainder(odd, population[i]!, inhabitants),
    population: (i) => population[i]!,
    compareCodes: key.compareCodes ?? ((i, j) => i - j),
  });
  for (const i of winners) amounts[i]! += 1;
  return { amounts, inhabitants, bases, lifted, lastLifted: winners.at(-1)! };
}

/** A recipient's exact share of `shared` kronor: whole kronor, and the remainder in 1/inhabitants kronor. */
export function exactShare(
  shared: number,
  population: number,
  inhabitants: number,
): { readonly whole: number; readonly remainder: number } {
  const product = BigInt(shared) * BigInt(population);
  return { whole: Number(product / BigInt(inhabitants)), remainder: Number(product % BigInt(inhabitants)) };
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

/** A power of two near n: a bucket holds about one recipient; at most 8 192, so that the histogram stays in cache. */
function bucketCount(n: number): number {
  return Math.min(8_192, 2 ** Math.max(4, 31 - Math.clz32(n)));
}

/** The bucket in which the `lifted` largest remainders end, and how many recipients lie above it. */
function cutBucket(histogram: Int32Array, lifted: number): { readonly cut: number; readonly above: number } {
  let cut = histogram.length - 1;
  let above = 0;
  while (above + histogram[cut]! < lifted) above += histogram[cut--]!;
  return { cut, above };
}

interface RoundingOrder {
  readonly remainder: (i: number) => number;
  readonly population: (i: number) => number;
  readonly compareCodes: (i: number, j: number) => number;
}

/** The `wanted` first of the candidates by remainder, then population, then code; the very last one comes last. */
function largestRemainders(candidates: readonly number[], wanted: number, order: RoundingOrder): number[] {
  const byRemainder = splitAtRank(candidates, wanted, order.remainder);
  const byPopulation = splitAtRank(byRemainder.tied, wanted - byRemainder.sure.length, order.population);
  const left = wanted - byRemainder.sure.length - byPopulation.sure.length;
  const byCode = byPopulation.tied.sort(order.compareCodes).slice(0, left);
  return [...byRemainder.sure, ...byPopulation.sure, ...byCode];
}

/** Those with a value above the `wanted`-th largest one, and those that share it. */
function splitAtRank(candidates: readonly number[], wanted: number, value: (i: number) => number) {
  const values = Float64Array.from(candidates, value);
  const threshold = values.toSorted()[candidates.length - wanted]!;
  return {
    sure: candidates.filter((_, at) => values[at]! > threshold),
    tied: candidates.filter((_, at) => values[at] === threshold),
  };
}

function bigQuotient(factor: number, population: number, divisor: number): number {
  return Number((BigInt(factor) * BigInt(population)) / BigInt(divisor));
}

function bigRemainder(factor: number, population: number, divisor: number): number {
  return Number((BigInt(factor) * BigInt(population)) % BigInt(divisor));
}
