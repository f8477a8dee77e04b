/**
 * What a decision is about: the key, redistribution, requisitions, grants decided outside Fördela, applications, what a
 * recipient may carry over to the next year, or a correction of an earlier decision.
 */
export const decisionKinds = [
  "key",
  "redistribution",
  "requisitions",
  "grants",
  "applications",
  "carryOver",
  "correction",
] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** The kinds whose lines become payable when they are decided, and are paid afterwards. */
export const payingKinds: readonly DecisionKind[] = ["requisitions", "grants", "applications"];

/** The kinds that allot money, which is then requisitioned. */
export const allottingKinds: readonly DecisionKind[] = ["key", "redistribution"];

/** The kinds that rättelse, ändring and återkallelse are made of. */
export const correctableKinds: readonly DecisionKind[] = [...allottingKinds, ...payingKinds, "carryOver"];

/** What officials call each kind. */
export const decisionKindName: Readonly<Record<DecisionKind, string>> = {
  key: "fördelningsnyckel",
  redistribution: "omfördelning",
  requisitions: "rekvisitioner",
  grants: "registrerade bidrag",
  applications: "ansökningar",
  carryOver: "överföring",
  correction: "ändring av beslut",
};

/** Somebody who took no part because of disqualification (jäv, 16-18 §§ förvaltningslagen), and why. */
export interface Disqualification {
  readonly name: string;
  readonly why: string;
}

/** What was said before of disqualification with what is said now: nobody takes away what another has stated. */
export function allDisqualified(
  before: readonly Disqualification[],
  now: readonly Disqualification[],
): Disqualification[] {
  const said = before.map(({ name, why }) => JSON.stringify([name, why]));
  return [...before, ...now.filter(({ name, why }) => !said.includes(JSON.stringify([name, why])))];
}

/** The first who is disqualified among those named, however their names are written: case and spaces do not matter. */
export function disqualifiedAmong(
  disqualified: readonly Disqualification[],
  names: readonly string[],
): Disqualification | undefined {
  const plain = (name: string): string =>
    name.normalize("NFKC").trim().replace(/\s+/gu, " ").toLocaleLowerCase("sv");
  const among = new Set(names.map(plain));
  return disqualified.find(({ name }) => among.has(plain(name)));
}
