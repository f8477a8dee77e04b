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

/** What a file lacks, or what has run out in it; dates are ISO. */
export type Lack =
  | { readonly what: "unchecked"; readonly check: RecipientCheck }
  | { readonly what: "failed"; readonly check: RecipientCheck; readonly date: string }
  | { readonly what: "signatory-expired" | "mandate-expired"; readonly name: string; readonly date: string }
  | { readonly what: "mandate-waiting"; readonly name: string };

/** What is lacking before a decision or a payment: warnings, since both are a person's to judge. */
export function lacking(kind: RecipientKind, file: RecipientFile, today: string): readonly Lack[] {
  const expired = (what: "signatory-expired" | "mandate-expired", people: readonly Signatory[]): Lack[] =>
    people.flatMap(({ name, to }) => (to !== null && to < today ? [{ what, name, date: to }] : []));
  const waiting = file.representatives.flatMap(({ name, approved }): Lack[] =>
    approved === null ? [{ what: "mandate-waiting", name }] : [],
  );
  const checks = (kind === "ngo" ? recipientChecks : []).flatMap((check): Lack[] => {
    const last = file.checks.findLast((one) => one.check === check);
    if (last === undefined) return [{ what: "unchecked", check }];
    return last.holds ? [] : [{ what: "failed", check, date: last.date }];
  });
  return [
    ...checks,
    ...expired("signatory-expired", file.signatories),
    ...expired("mandate-expired", file.representatives),
    ...waiting,
  ];
}

/** What a recipient can lack, without names and days: what warnings and records of acts say. */
export const lackKinds = [
  "no-account",
  "unchecked-statutes",
  "unchecked-signatory",
  "unchecked-auditor",
  "unchecked-account",
  "failed-statutes",
  "failed-signatory",
  "failed-auditor",
  "failed-account",
  "signatory-expired",
  "mandate-expired",
  "mandate-waiting",
] as const;
export type LackKind = (typeof lackKinds)[number];

export function lackKind(lack: Lack): LackKind {
  return "check" in lack ? `${lack.what}-${lack.check}` : lack.what;
}

/** A lack as a Swedish sentence with what to do about it. */
export function lackInWords(lack: Lack): string {
  switch (lack.what) {
    case "unchecked":
      return `${recipientCheckWords[lack.check]}: inte kontrollerat. Kontrollera innan beslut.`;
    case "failed":
      return `${recipientCheckWords[lack.check]}: kontrollen ${lack.date} visade en brist. Begär komplettering.`;
    case "signatory-expired":
      return `Firmatecknaren ${lack.name} gällde till ${lack.date}. Begär en ny uppgift.`;
    case "mandate-expired":
      return `Fullmakten för ombudet ${lack.name} gällde till ${lack.date}. Begär en ny uppgift.`;
    case "mandate-waiting":
      return `Ombudet ${lack.name} är inte godkänt. Pröva fullmakten.`;
  }
}
