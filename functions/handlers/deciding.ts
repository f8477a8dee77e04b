import { Refusal } from "../../shared/errors.ts";
import { type Delegated, notDelegated, orderOn } from "../../shared/decision/delegation.ts";
import { atStake } from "../../shared/decision/amounts.ts";
import { allDisqualified, type Disqualification, disqualifiedAmong } from "../../shared/decision/kinds.ts";
import type { Round } from "../../shared/programme.ts";
import type { Context } from "../context.ts";
import type { Decision } from "../store/kept.ts";

/** What every prepared decision has in common; the one who prepares it presents it, until another does. */
export function preparedDecision(
  { principal }: Context,
  round: Round,
  content: Pick<Decision, "id" | "kind" | "lines" | "total" | "parameters"> &
    Pick<Partial<Decision>, "correction" | "carryOver" | "ground">,
): Decision {
  return {
    round: round.id,
    state: "prepared",
    preparedBy: principal.id,
    presentedBy: principal.id,
    decidedBy: null,
    date: null,
    dnr: null,
    ground: null,
    people: { [principal.id]: principal.name },
    version: 0,
    ...content,
  };
}

/** A decision that was prepared, as taken back by the caller before anybody decided it. */
export function takenBack({ principal }: Context, prepared: Decision, at: string, reason: string): Decision {
  return { ...prepared, state: "withdrawn", takenBack: { by: principal.name, at, reason } };
}

/** What a decision says of itself when it is made. */
export interface DecisionAct {
  readonly date: string;
  readonly dnr: string;
  readonly ground: string;
  readonly presentedBy?: string | undefined;
  readonly tookPart?: readonly string[] | undefined;
  readonly disqualified?: readonly Disqualification[] | undefined;
}

/** A decision as made by the caller; refused without a ground, when disqualified, or beyond the delegation order. */
export async function decidedNow(context: Context, decision: Decision, act: DecisionAct): Promise<Decision> {
  const { principal } = context;
  const { date, dnr, presentedBy = decision.presentedBy } = act;
  const disqualified = allDisqualified(decision.disqualified ?? [], act.disqualified ?? []);
  refuseWithoutGround(act.ground, decision.id);
  const names = decision.people ?? {};
  refuseDisqualified(disqualified, [principal.name, presentedBy, names[presentedBy] ?? presentedBy]);
  await refuseNotDelegated(context, { act: "decide", kind: decision.kind }, atStake(decision), date);
  return {
    ...decision,
    state: "decided",
    presentedBy,
    decidedBy: principal.id,
    date,
    dnr,
    ground: act.ground,
    tookPart: act.tookPart ?? decision.tookPart ?? [],
    disqualified,
    people: { ...names, [principal.id]: principal.name },
  };
}

/** A decision states what it rests on (32 § förvaltningslagen). */
export function refuseWithoutGround(ground: string, decision: string): void {
  if (ground === "")
    throw new Refusal(
      "rules-broken",
      `${decision} saknar grund. Skriv i fältet Grund vad beslutet vilar på, till exempel regeringsbeslutet och programmets villkor.`,
      { field: "ground" },
    );
}

/** Nobody presents or decides a matter that they are disqualified from (16-18 §§ förvaltningslagen). */
export function refuseDisqualified(
  disqualified: readonly Disqualification[],
  names: readonly string[],
): void {
  const found = disqualifiedAmong(disqualified, names);
  if (found)
    throw new Refusal(
      "rules-broken",
      `${found.name} är anmäld som jävig (${found.why}) och kan inte föredra eller fatta beslutet. Be en kollega.`,
    );
}

export async function refuseNotDelegated(
  { store, principal }: Context,
  what: Delegated,
  kronor: number,
  day: string,
): Promise<void> {
  const orders = await store.entries("delegationOrders", "all");
  const order = orderOn(
    orders.map(({ value }) => value),
    day,
  );
  const why = notDelegated(order, principal.id, what, kronor);
  if (why !== null) throw new Refusal("not-allowed", why);
}
