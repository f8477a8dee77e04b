import type { RecipientKind } from "../recipient.ts";

/** A person to turn to at a recipient. */
export interface Contact {
  readonly name: string;
  readonly title: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** Someone who may sign for the recipient (behörig firmatecknare) from one ISO date to another, both included. */
export interface Signatory {
  readonly name: string;
  readonly from: string;
  readonly to: string | null;
  /** The registered document that shows it; null while there is none. */
  readonly document: string | null;
}

/** A representative (ombud): the power of attorney (fullmakt) is a document, approved by us on a day. */
export interface Representative extends Signatory {
  /** ISO date; null while it waits. */
  readonly approved: string | null;
}

/** What an NGO has to show before it is decided on. */
export const recipientChecks = ["statutes", "signatory", "auditor", "account"] as const;
export type RecipientCheck = (typeof recipientChecks)[number];

export const recipientCheckWords: Readonly<Record<RecipientCheck, string>> = {
  statutes: "Stadgar",
  signatory: "Firmatecknare",
  auditor: "Revisor",
  account: "Kontots ägare",
};

/** A control that somebody made, on an ISO date, against a document where there was one. */
export interface Checked {
  readonly check: RecipientCheck;
  readonly holds: boolean;
  readonly by: string;
  readonly date: string;
  readonly document: string | null;
  readonly comment: string | null;
}

/** What is known of a recipient over the years. Controls are added, oldest first, and never taken away. */
export interface RecipientFile {
  readonly contacts: readonly Contact[];
  readonly signatories: readonly Signatory[];
  readonly representatives: readonly Representative[];
  readonly checks: readonly Checked[];
}

export const emptyRecipientFile: RecipientFile = {
  contacts: [],
  signatories: [],
  representatives: [],
  checks: [],
};

/** What is lacking before a decision, as Swedish sentences: warnings, since the decision is a person's. */
export function lacking(kind: RecipientKind, file: RecipientFile, today: string): readonly string[] {
  const expired = [
    ...file.signatories.map((one) => ({ ...one, what: "Firmatecknaren" })),
    ...file.representatives.map((one) => ({ ...one, what: "Fullmakten för ombudet" })),
  ].flatMap(({ what, name, to }) =>
    to !== null && to < today ? [`${what} ${name} gällde till ${to}. Begär en ny uppgift.`] : [],
  );
  const waiting = file.representatives.flatMap(({ name, approved }) =>
    approved === null ? [`Ombudet ${name} är inte godkänt. Pröva fullmakten.`] : [],
  );
  const checks =
    kind === "ngo"
      ? recipientChecks.flatMap((check) => {
          const last = file.checks.findLast((one) => one.check === check);
          const word = recipientCheckWords[check];
          if (last === undefined) return [`${word}: inte kontrollerat. Kontrollera innan beslut.`];
          return last.holds ? [] : [`${word}: kontrollen ${last.date} visade en brist. Begär komplettering.`];
        })
      : [];
  return [...checks, ...expired, ...waiting];
}
