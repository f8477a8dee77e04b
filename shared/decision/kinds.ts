/**
 * What a decision is about: the key, redistribution, requisitions, grants decided outside Fördela, applications, or a
 * correction of an earlier decision.
 */
export const decisionKinds = [
  "key",
  "redistribution",
  "requisitions",
  "grants",
  "applications",
  "correction",
] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** The kinds whose lines become payable when they are decided, and can be corrected and paid afterwards. */
export const payingKinds: readonly DecisionKind[] = ["requisitions", "grants", "applications"];

/** What officials call each kind. */
export const decisionKindName: Readonly<Record<DecisionKind, string>> = {
  key: "fördelningsnyckel",
  redistribution: "omfördelning",
  requisitions: "rekvisitioner",
  grants: "registrerade bidrag",
  applications: "ansökningar",
  correction: "ändring av beslut",
};

/** Somebody who took no part because of disqualification (jäv, 16-18 §§ förvaltningslagen), and why. */
export interface Disqualification {
  readonly name: string;
  readonly why: string;
}
