import { allocateAmounts } from "./allocation/amounts.ts";
import { exactShare } from "./allocation/exact-share.ts";
import { isWhole, tooManyInhabitants } from "./allocation/faults.ts";
import { formatKronor as kr } from "./money.ts";
import type { RedistributionParameters } from "./programme.ts";
import { fail, ok, type Result } from "./result.ts";

/** A recipient that asked for a share of what was not requisitioned. */
export interface WillingRecipient {
  readonly code: string;
  /** Inhabitants, a whole number above 0. */
  readonly population: number;
  /** Most kronor that this recipient can use; absent: only the round's own cap holds. */
  readonly cap?: number;
}

/** Kronor not requisitioned, those who want them, and the round's two ceilings. */
export interface RedistributionInput extends RedistributionParameters {
  readonly pool: number;
  readonly willing: readonly WillingRecipient[];
}

/** Why redistribution ended. */
export type RedistributionEnd = "pool-empty" | "all-at-their-cap" | "ceiling-reached" | "nobody-willing";

/** One turn: `pot` kronor divided by `inhabitants` among those below their caps; the capped ones leave with their cap. */
export interface RedistributionTurn {
  readonly pot: number;
  readonly inhabitants: number;
  readonly capped: readonly string[];
}

/** What a willing recipient gets. `turn` (from 1) is the turn that settled it; `cap` is null when none holds. */
export interface Redistributed {
  readonly code: string;
  readonly population: number;
  readonly amount: number;
  readonly cap: number | null;
  readonly atCap: boolean;
  readonly turn: number;
}

/** The pool handed out again. `given` + `left` = `pool`, always. */
export interface Redistribution {
  readonly pool: number;
  readonly given: number;
  readonly left: number;
  readonly end: RedistributionEnd;
  /** Why it ended and what is left, in Swedish. */
  readonly text: string;
  /** In the order of the input. */
  readonly recipients: readonly Redistributed[];
  readonly turns: readonly RedistributionTurn[];
}

/** A reason why a pool cannot be redistributed; `text` says in Swedish what to do. */
export interface RedistributionProblem {
  readonly rule:
    "kronor-are-whole" | "recipient-is-listed-once" | "population-is-known" | "populations-can-be-summed";
  readonly text: string;
  readonly code: string | null;
}

/**
 * Divides the pool by population among the willing, without base amounts, exactly to the krona. Whoever reaches a cap
 * keeps the cap, and the rest is divided again among the others. Ends when the pool is empty, all are at their caps or
 * the ceiling for the whole is reached. The authority's own rule is not published: these are parameters of the round.
 */
export function redistribute(input: RedistributionInput): Result<Redistribution, RedistributionProblem[]> {
  const faults = faultsOf(input);
  if (faults.length > 0) return fail(faults);
  const { pool, ceiling, willing } = input;
  const open = willing.map((recipient) => ({ ...recipient, cap: capOf(recipient, input.capPerRecipient) }));
  const turns = runTurns(open, Math.min(pool, ceiling ?? pool));
  const settled = new Map(
    turns.flatMap(({ settled }) => settled).map((recipient) => [recipient.code, recipient]),
  );
  const recipients = willing.map(({ code }) => settled.get(code)!);
  const given = recipients.reduce((sum, { amount }) => sum + amount, 0);
  const end = endOf(input, given);
  return ok({
    pool,
    given,
    left: pool - given,
    end,
    text: endText(end, pool - given),
    recipients,
    turns: turns.map(({ turn }) => turn),
  });
}

/** How one recipient's redistributed amount came about, in Swedish, a line a step; empty for an unknown code. */
export function traceRedistribution(redistribution: Redistribution, code: string): string[] {
  const recipient = redistribution.recipients.find((one) => one.code === code);
  const turn = redistribution.turns[(recipient?.turn ?? 0) - 1];
  if (recipient === undefined || turn === undefined) return [];
  const { population, amount } = recipient;
  const { whole } = exactShare(turn.pot, population, turn.inhabitants);
  const division = `${kr(population)} / ${kr(turn.inhabitants)} × ${kr(turn.pot)} = ${kr(whole)} kr, avrundat nedåt`;
  const earlier = redistribution.turns
    .slice(0, recipient.turn - 1)
    .reduce((sum, { capped }) => sum + capped.length, 0);
  return [
    ...(earlier > 0 ? [`${kr(earlier)} mottagare har nått sitt tak; resten delas mellan de andra.`] : []),
    `Varv ${recipient.turn}: ${division}.`,
    recipient.atCap
      ? `Mottagarens tak är ${kr(amount)} kr: beloppet blir ${kr(amount)} kr.`
      : `Avrundning +${amount - whole} (största rest): beloppet blir ${kr(amount)} kr.`,
  ];
}

interface Open {
  readonly code: string;
  readonly population: number;
  readonly cap: number | null;
}

interface Turn {
  readonly turn: RedistributionTurn;
  readonly settled: readonly Redistributed[];
}

/** A cap only leaves more for the others, so one that is reached stays reached: each turn settles it for good. */
function runTurns(open: readonly Open[], pot: number, turn = 1): Turn[] {
  if (open.length === 0) return [];
  const { amounts, inhabitants } = allocateAmounts(
    Float64Array.from(open, ({ population }) => population),
    { pot, base: 0, limit: null, compareCodes: (i, j) => (open[i]!.code < open[j]!.code ? -1 : 1) },
  );
  const above = (at: number) => amounts[at]! > (open[at]!.cap ?? Infinity);
  const capped = open.filter((_, at) => above(at));
  const settle = (recipient: Open, amount: number): Redistributed => ({
    ...recipient,
    amount,
    atCap: amount === recipient.cap,
    turn,
  });
  const record = { pot, inhabitants, capped: capped.map(({ code }) => code) };
  if (capped.length === 0) {
    return [{ turn: record, settled: open.map((recipient, at) => settle(recipient, amounts[at]!)) }];
  }
  const kept = capped.reduce((sum, { cap }) => sum + (cap ?? 0), 0);
  const rest = open.filter((_, at) => !above(at));
  const settled = capped.map((recipient) => settle(recipient, recipient.cap ?? 0));
  return [{ turn: record, settled }, ...runTurns(rest, pot - kept, turn + 1)];
}

function capOf({ cap }: WillingRecipient, capPerRecipient: number | null): number | null {
  if (cap === undefined) return capPerRecipient;
  return capPerRecipient === null ? cap : Math.min(cap, capPerRecipient);
}

function endOf({ pool, willing, ceiling }: RedistributionInput, given: number): RedistributionEnd {
  if (given === pool) return "pool-empty";
  if (willing.length === 0) return "nobody-willing";
  return given === ceiling ? "ceiling-reached" : "all-at-their-cap";
}

function endText(end: RedistributionEnd, left: number): string {
  const rest = `${kr(left)} kr blir kvar på anslagsposten.`;
  const texts: Record<RedistributionEnd, string> = {
    "pool-empty": "Alla ej rekvirerade medel är omfördelade.",
    "nobody-willing": `Ingen har önskat mer medel. ${rest}`,
    "ceiling-reached": `Taket för hela omfördelningen är nått. ${rest}`,
    "all-at-their-cap": `Alla har nått sitt tak. ${rest}`,
  };
  return texts[end];
}

function faultsOf({ pool, willing, capPerRecipient, ceiling }: RedistributionInput): RedistributionProblem[] {
  const faults: RedistributionProblem[] = [];
  const whole = (value: number | null | undefined) => value === null || value === undefined || isWhole(value);
  if (![pool, capPerRecipient, ceiling].every(whole)) {
    const text = "Fyll i ej rekvirerade medel och tak i hela kronor, 0 eller mer, utan decimaler.";
    faults.push({ rule: "kronor-are-whole", text, code: null });
  }
  const seen = new Set<string>();
  for (const { code, population, cap } of willing) {
    if (seen.has(code)) {
      const text = `Ta bort den ena av de två raderna för mottagare ${code}.`;
      faults.push({ rule: "recipient-is-listed-once", text, code });
    }
    seen.add(code);
    if (!(isWhole(population) && population > 0)) {
      const text = `Ange antalet invånare för mottagare ${code} som ett helt tal större än 0.`;
      faults.push({ rule: "population-is-known", text, code });
    }
    if (!whole(cap)) {
      const text = `Ange taket för mottagare ${code} i hela kronor, 0 eller mer, utan decimaler.`;
      faults.push({ rule: "kronor-are-whole", text, code });
    }
  }
  if (
    faults.length === 0 &&
    !Number.isSafeInteger(willing.reduce((sum, { population }) => sum + population, 0))
  ) {
    faults.push({ rule: "populations-can-be-summed", text: tooManyInhabitants, code: null });
  }
  return faults;
}
