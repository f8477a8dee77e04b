import { formatKronor } from "../money.ts";
import { inForce } from "../programmes/dated.ts";
import { type DecisionKind, decisionKindName } from "./kinds.ts";

/** Who an order speaks of: one person by the id in the token, or everybody with the role. */
export type Delegate = { readonly person: string; readonly name: string } | "everyone";

/** May decide these kinds up to so many kronor in one decision; null: without limit. */
export interface DecidingDelegation {
  readonly who: Delegate;
  readonly kinds: readonly DecisionKind[];
  readonly upTo: number | null;
}

/** May attest payment orders up to so many kronor; null: without limit. */
export interface AttestingDelegation {
  readonly who: Delegate;
  readonly upTo: number | null;
}

/** A delegation order (beslutsordning): holds from its ISO day until a later one. */
export interface DelegationOrder {
  readonly from: string;
  readonly dnr: string;
  readonly decide: readonly DecidingDelegation[];
  readonly attest: readonly AttestingDelegation[];
}

/** The order of an ISO day; null before the first. */
export function orderOn(orders: readonly DelegationOrder[], day: string): DelegationOrder | null {
  const dated = orders
    .toSorted((a, b) => (a.from < b.from ? 1 : -1))
    .map((value) => ({ from: value.from, to: null, value, source: value.dnr, assumption: null }));
  return inForce(dated, day)?.value ?? null;
}

/** What is to be done by delegation: a decision of a kind, or a payment order. */
export type Delegated = { readonly act: "decide"; readonly kind: DecisionKind } | { readonly act: "attest" };

/**
 * Why this person may not do it on the order's day, in Swedish and with who may; null when it is permitted. Without an
 * order everybody with the role may, whatever the sum.
 */
export function notDelegated(
  order: DelegationOrder | null,
  person: string,
  what: Delegated,
  kronor: number,
): string | null {
  if (order === null) return null;
  const lines =
    what.act === "attest" ? order.attest : order.decide.filter(({ kinds }) => kinds.includes(what.kind));
  const enough = lines.filter(({ upTo }) => upTo === null || kronor <= upTo);
  if (enough.some(({ who }) => who === "everyone" || who.person === person)) return null;
  const thing = what.act === "attest" ? "Betalningsunderlag" : `Beslut om ${decisionKindName[what.kind]}`;
  const names = enough.map(({ who, upTo }) => `${named(who, what)} (${limitText(upTo)})`);
  return `${thing} på ${formatKronor(kronor)} kr får du inte ${what.act === "attest" ? "attestera" : "fatta"} enligt beslutsordningen ${order.dnr}. ${
    names.length === 0
      ? "Ingen har den rätten: be en administratör se över beslutsordningen."
      : `Det får: ${names.join(", ")}.`
  }`;
}

function named(who: Delegate, { act }: Delegated): string {
  if (who !== "everyone") return who.name;
  return act === "attest" ? "varje attestant" : "varje beslutsfattare";
}

function limitText(upTo: number | null): string {
  return upTo === null ? "utan beloppsgräns" : `högst ${formatKronor(upTo)} kr`;
}

/** By what right a decision was made, as it stands in lists. */
export function orderText(order: DelegationOrder | null): string {
  return order === null
    ? "Ingen beslutsordning är registrerad: varje beslutsfattare beslutar utan beloppsgräns."
    : `Enligt beslutsordningen ${order.dnr}, som gäller från ${order.from}.`;
}
