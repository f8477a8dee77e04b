import { redistribute } from "../redistribution.ts";

/** An application in the ranking. */
export interface Ranked {
  readonly id: string;
  /** 1 first; null is not ranked and comes last. */
  readonly rank: number | null;
  /** Kronor proposed. */
  readonly amount: number;
}

/** An application with the sum of all that rank before it and its own, and whether the medel reach so far. */
export interface RankedLine extends Ranked {
  readonly cumulative: number;
  readonly inside: boolean;
}

export interface Ranking {
  readonly lines: readonly RankedLine[];
  /** The first that the medel do not reach to; null when they reach to all. */
  readonly cutOff: string | null;
  /** Kronor left above the line. */
  readonly left: number;
}

/**
 * Draws the line: in the order of rank (ties by id) all are inside until the first whose amount the medel do not reach
 * to. Nobody below that line is taken in for being small: that is for a person to decide.
 */
export function rankWithin(medel: number, applications: readonly Ranked[]): Ranking {
  const order = [...applications].sort(
    (a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.id < b.id ? -1 : 1),
  );
  const lines: RankedLine[] = [];
  let cumulative = 0;
  for (const one of order) {
    cumulative += one.amount;
    lines.push({ ...one, cumulative, inside: cumulative <= medel });
  }
  const inside = lines.filter((line) => line.inside);
  return {
    lines,
    cutOff: lines.find((line) => !line.inside)?.id ?? null,
    left: medel - (inside.at(-1)?.cumulative ?? 0),
  };
}

/** The ranks that several applications have, 1 first: the order among them is nobody's. */
export function sharedRanks<Row extends Pick<Ranked, "rank">>(applications: readonly Row[]): Row[][] {
  const ranks = new Set(applications.flatMap(({ rank }) => rank ?? []));
  return [...ranks]
    .sort((a, b) => a - b)
    .map((shared) => applications.filter(({ rank }) => rank === shared))
    .filter(({ length }) => length > 1);
}

/** An application granted in part, kronor: what it asks for and what it is proposed. */
export interface PartGranted {
  readonly id: string;
  readonly asked: number;
  readonly amount: number;
}

/**
 * Shares a rest out over applications granted in part, in proportion to what they still lack, never beyond what they
 * asked for; rounded by largest remainder, so that what is given and what is left is the rest to the krona.
 */
export function shareRest(
  rest: number,
  applications: readonly PartGranted[],
): { readonly amounts: ReadonlyMap<string, number>; readonly left: number } {
  const lacking = applications
    .map(({ id, asked, amount }) => ({ code: id, population: asked - amount, cap: asked - amount }))
    .filter(({ cap }) => cap > 0);
  const shared = redistribute({
    pool: Math.max(0, rest),
    willing: lacking,
    capPerRecipient: null,
    ceiling: null,
  });
  if (!shared.ok) throw new RangeError(shared.error.map(({ text }) => text).join(" "));
  const more = new Map(shared.value.recipients.map(({ code, amount }) => [code, amount]));
  return {
    amounts: new Map(applications.map(({ id, amount }) => [id, amount + (more.get(id) ?? 0)])),
    left: shared.value.left,
  };
}
