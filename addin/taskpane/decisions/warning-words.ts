import type { LackKind } from "../../../shared/case/recipient-file.ts";
import type { Texts } from "../texts.ts";

/** What is said of recipients who lack something. */
export interface WarningWords {
  readonly title: (recipients: number) => string;
  readonly what: string;
  readonly more: (recipients: number) => string;
  readonly lack: Readonly<Record<LackKind, string>>;
}

const swedish: WarningWords = {
  title: (recipients) => `Att se över hos ${recipients} mottagare`,
  what: "Det hindrar varken beslut eller utbetalning, utom när konto saknas. Kontroller görs i ärendet. Beslutet sparar vad som saknades.",
  more: (recipients) => `${recipients} mottagare till`,
  lack: {
    "no-account": "konto saknas",
    "unchecked-statutes": "stadgar inte kontrollerade",
    "unchecked-signatory": "firmatecknare inte kontrollerad",
    "unchecked-auditor": "revisor inte kontrollerad",
    "unchecked-account": "kontots ägare inte kontrollerad",
    "failed-statutes": "brist i stadgarna",
    "failed-signatory": "brist om firmatecknaren",
    "failed-auditor": "brist om revisorn",
    "failed-account": "brist om kontots ägare",
    "signatory-expired": "en firmatecknares tid har gått ut",
    "mandate-expired": "ett ombuds fullmakt har gått ut",
    "mandate-waiting": "ett ombud är inte godkänt",
  },
};

const english: WarningWords = {
  title: (recipients) => `To look over at ${recipients} ${recipients === 1 ? "recipient" : "recipients"}`,
  what: "It forbids neither decision nor payment, except when an account is missing. Checks are made in the case. The decision keeps what was lacking.",
  more: (recipients) => `${recipients} more ${recipients === 1 ? "recipient" : "recipients"}`,
  lack: {
    "no-account": "no account",
    "unchecked-statutes": "statutes not checked",
    "unchecked-signatory": "authorised signatory not checked",
    "unchecked-auditor": "auditor not checked",
    "unchecked-account": "owner of the account not checked",
    "failed-statutes": "the statutes were found lacking",
    "failed-signatory": "the signatory was found lacking",
    "failed-auditor": "the auditor was found lacking",
    "failed-account": "the owner of the account was found lacking",
    "signatory-expired": "the time of a signatory has run out",
    "mandate-expired": "a power of attorney has run out",
    "mandate-waiting": "a representative is not approved",
  },
};

export function warningWords({ language }: Pick<Texts, "language">): WarningWords {
  return language === "sv" ? swedish : english;
}
