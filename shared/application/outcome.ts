/** What becomes of an application: granted in full or in part, rejected (avslag), or withdrawn by the applicant. */
export const applicationOutcomes = ["granted", "part", "rejected", "withdrawn"] as const;
export type ApplicationOutcome = (typeof applicationOutcomes)[number];

/** The word that stands in the annex of a decision. */
export const outcomeWord: Readonly<Record<ApplicationOutcome, string>> = {
  granted: "beviljad",
  part: "beviljad i del",
  rejected: "avslag",
  withdrawn: "återtagen",
};
