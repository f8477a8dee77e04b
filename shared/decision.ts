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
