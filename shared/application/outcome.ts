/** What becomes of an application: granted in full or in part, rejected (avslag), or withdrawn by the applicant. */
export const applicationOutcomes = ["granted", "part", "rejected", "withdrawn"] as const;
export type ApplicationOutcome = (typeof applicationOutcomes)[number];

/** What the people of the authority call the outcomes, in an assessment and in the annex of a decision. */
export const outcomeName: Readonly<Record<ApplicationOutcome, string>> = {
  granted: "beviljas",
  part: "beviljas delvis",
  rejected: "avslås",
  withdrawn: "återtagen",
};

/** The same as it is said of an application in a sentence: "en ansökan som …". */
export const outcomeClause: Readonly<Record<ApplicationOutcome, string>> = {
  ...outcomeName,
  withdrawn: "är återtagen",
};
