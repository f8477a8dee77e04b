/** What becomes of an application: granted in full or in part, rejected (avslag), or withdrawn by the applicant. */
export const applicationOutcomes = ["granted", "part", "rejected", "withdrawn"] as const;
export type ApplicationOutcome = (typeof applicationOutcomes)[number];
