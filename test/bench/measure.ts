/** Milliseconds of every round, by contender. */
export type Times = Readonly<Record<string, readonly number[]>>;

/** Runs the work in turn, starting with another one every round, so that what else the machine does hits all alike. */
export function inTurns(work: Readonly<Record<string, () => unknown>>, rounds: number): Times {
  const names = Object.keys(work);
  const times: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (const name of [...names, ...names]) work[name]!();
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length]!;
      const start = performance.now();
      work[name]!();
      times[name]!.push(performance.now() - start);
    }
  }
  return times;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

/** The median over the rounds of one contender's time to another's in the same round. */
export function ratio(times: Times, one: string, other: string): number {
  return median(times[one]!.map((time, i) => time / times[other]![i]!));
}
