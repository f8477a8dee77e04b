/** A recipient as the oracles see it. */
export interface OracleRecipient {
  readonly code: string;
  readonly population: number;
}

/**
 * The key by the book, in BigInt: whole share of each, then one krona at a time to the recipient with the largest
 * fraction left (ties: larger population, then code). Slow, and meant to be seen to be right. Kronor in input order.
 */
export function oracleAmounts(
  recipients: readonly OracleRecipient[],
  key: { readonly pot: number; readonly base: number; readonly limit: number | null },
): number[] {
  const total = recipients.reduce((sum, { population }) => sum + BigInt(population), 0n);
  const bases = recipients.map(({ population }) =>
    key.limit === null || population <= key.limit ? BigInt(key.base) : 0n,
  );
  const rest = BigInt(key.pot) - bases.reduce((sum, base) => sum + base, 0n);
  const amounts = recipients.map(({ population }, i) => bases[i]! + (rest * BigInt(population)) / total);
  const queue = recipients
    .map(({ code, population }, i) => ({
      i,
      code,
      population,
      fraction: (rest * BigInt(population)) % total,
    }))
    .sort((a, b) => {
      if (a.fraction !== b.fraction) return a.fraction > b.fraction ? -1 : 1;
      if (a.population !== b.population) return b.population - a.population;
      return a.code < b.code ? -1 : 1;
    });
  const missing = BigInt(key.pot) - amounts.reduce((sum, amount) => sum + amount, 0n);
  for (const { i } of queue.slice(0, Number(missing))) amounts[i]! += 1n;
  return amounts.map(Number);
}

/**
 * Sainte-Laguë by the book, in BigInt: one krona at a time to the largest population / (2 * kronor + 1) (ties: larger
 * population, then code). As many turns as kronor, so for small pots. Kronor in input order, base amounts included.
 */
export function oddNumberOracle(
  recipients: readonly OracleRecipient[],
  key: { readonly pot: number; readonly base: number; readonly limit: number | null },
): number[] {
  const entitled = recipients.map(({ population }) => key.limit === null || population <= key.limit);
  const bases = entitled.map((is) => (is ? key.base : 0));
  const kronor = recipients.map(() => 0);
  const beats = (i: number, j: number): boolean => {
    const [a, b] = [recipients[i]!, recipients[j]!];
    const left = BigInt(a.population) * BigInt(2 * kronor[j]! + 1);
    const right = BigInt(b.population) * BigInt(2 * kronor[i]! + 1);
    if (left !== right) return left > right;
    return a.population === b.population ? a.code < b.code : a.population > b.population;
  };
  for (let left = key.pot - bases.reduce((sum, base) => sum + base, 0); left > 0; left--) {
    const winner = recipients.reduce((best, _, i) => (beats(i, best) ? i : best), 0);
    kronor[winner]! += 1;
  }
  return kronor.map((own, i) => own + bases[i]!);
}
