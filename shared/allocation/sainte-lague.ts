import { exactShare } from "./exact-share.ts";

/** The last krona that was handed out: recipient `index` got it as its `krona`:th (from 1). */
export interface LastKrona {
  readonly index: number;
  readonly krona: number;
}

/** Whole kronor per recipient, in input order; `last` is null when there was nothing to hand out. */
export interface OddNumberShares {
  readonly shares: Float64Array;
  readonly last: LastKrona | null;
}

/**
 * Divides `shared` kronor by odd numbers (Sainte-Laguë, uddatalsmetoden): krona after krona goes to the largest
 * quotient inhabitants / (2k - 1), where k counts the recipient's own kronor; ties: larger population, then code. More
 * money never takes a krona from anybody, but an amount may, seldom, be a krona or more from the exact share. Exact;
 * asks that populations are whole and above 0. Source: A. Sainte-Laguë, La représentation proportionnelle (1910).
 */
export function oddNumberShares(
  population: Float64Array | Int32Array,
  shared: number,
  compareCodes: (i: number, j: number) => number = (i, j) => i - j,
): OddNumberShares {
  let inhabitants = 0;
  for (const p of population) inhabitants += p;
  // Every krona with a quotient of at least inhabitants / (2 * shared): the first kronor of the order, about as many
  // as there are. What is missing or too much is then mended at the end of the order.
  const shares = Float64Array.from(population, (p) => {
    const { whole, remainder } = exactShare(shared, p, inhabitants);
    return remainder >= inhabitants - remainder ? whole + 1 : whole;
  });
  const comesBefore = (a: LastKrona, b: LastKrona): boolean => {
    const [p, q] = [population[a.index]!, population[b.index]!];
    const order = compareQuotients(q, b.krona, p, a.krona) || q - p || compareCodes(a.index, b.index);
    return order < 0;
  };
  let handedOut = shares.reduce((sum, share) => sum + share, 0);
  if (handedOut < shared) {
    const next = heapOf(population.length, (i) => shares[i]! + 1, comesBefore);
    for (; handedOut < shared; handedOut++) next.change((i) => shares[i]!++);
  }
  const latest = heapOf(
    population.length,
    (i) => shares[i]!,
    // Who has no krona has none to lose, and stands last.
    (a, b) => a.krona > 0 && (b.krona === 0 || comesBefore(b, a)),
  );
  for (; handedOut > shared; handedOut--) latest.change((i) => shares[i]!--);
  const last = latest.first();
  return { shares, last: last.krona === 0 ? null : last };
}

/** How many kronor a recipient has when `last` got the last one: those that come before it in the order, and itself. */
export function oddNumberShare(
  { code, population }: { readonly code: string; readonly population: number },
  last: { readonly code: string; readonly population: number; readonly krona: number },
): number {
  const odd = 2n * BigInt(last.krona) - 1n;
  const product = BigInt(population) * odd;
  const other = BigInt(last.population);
  // k is the largest whole number with population / (2k - 1) >= last.population / odd.
  const kronor = (product + other) / (2n * other);
  const ties = product === other * (2n * kronor - 1n);
  const winsTie = population === last.population ? code <= last.code : population > last.population;
  return Number(ties && !winsTie ? kronor - 1n : kronor);
}

/** Sign of p / (2k - 1) - q / (2m - 1), exact. */
function compareQuotients(p: number, k: number, q: number, m: number): number {
  const [left, right] = [p * (2 * m - 1), q * (2 * k - 1)];
  if (left <= Number.MAX_SAFE_INTEGER && right <= Number.MAX_SAFE_INTEGER) return left - right;
  const exact = BigInt(p) * (2n * BigInt(m) - 1n) - BigInt(q) * (2n * BigInt(k) - 1n);
  return exact > 0n ? 1 : exact < 0n ? -1 : 0;
}

interface Heap {
  readonly first: () => LastKrona;
  /** Changes the kronor of the first, and lets another come first. */
  readonly change: (act: (index: number) => void) => void;
}

/** A binary heap of all recipients, each with one krona, the one that comes before all others first. */
function heapOf(
  size: number,
  kronaOf: (index: number) => number,
  comesBefore: (a: LastKrona, b: LastKrona) => boolean,
): Heap {
  const heap = Uint32Array.from({ length: size }, (_, i) => i);
  const at = (place: number): LastKrona => ({ index: heap[place]!, krona: kronaOf(heap[place]!) });
  const settle = (from: number): void => {
    for (let place = from; ;) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      let best = place;
      if (left < size && comesBefore(at(left), at(best))) best = left;
      if (right < size && comesBefore(at(right), at(best))) best = right;
      if (best === place) return;
      [heap[place], heap[best]] = [heap[best]!, heap[place]!];
      place = best;
    }
  };
  for (let place = (size >> 1) - 1; place >= 0; place--) settle(place);
  return {
    first: () => at(0),
    change: (act) => {
      act(heap[0]!);
      settle(0);
    },
  };
}
