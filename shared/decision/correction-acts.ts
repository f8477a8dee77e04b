/**
 * What changes a decision afterwards: rättelse of an obvious slip, ändring, återkallelse, each decided anew; and that
 * the recipient declines (avstår), which is registered and not decided.
 */
export const correctionActs = ["rectification", "amendment", "revocation", "declined"] as const;
export type CorrectionAct = (typeof correctionActs)[number];
/** Those that a decision is made of. */
export type DecidedAct = Exclude<CorrectionAct, "declined">;
export const decidedActs = ["rectification", "amendment", "revocation"] as const satisfies DecidedAct[];

/** The Swedish word for each. */
export const correctionActName: Readonly<Record<CorrectionAct, string>> = {
  rectification: "rättelse",
  amendment: "ändring",
  revocation: "återkallelse",
  declined: "avstående",
};
