import type { ReactElement } from "react";
import { usePane } from "../view/context.ts";
import { Disclosure } from "../view/Disclosure.tsx";
import { useStyles } from "../view/styles.ts";
import type { DecisionsFull, Opened } from "./decisions.ts";
import { ordersOf, unpaidOf } from "./orders.ts";

type Warning = Opened["warnings"][number];

/** More than these are behind a line that opens to them. */
const shownFirst = 10;

/** What recipients lack who are given money, for whoever presents, decides, attests or pays: nothing of it forbids. */
export function WarningsCard({
  full,
  opened,
}: {
  readonly full: DecisionsFull;
  readonly opened: Opened;
}): ReactElement | null {
  const { texts } = usePane();
  const styles = useStyles();
  const words = texts.language === "sv" ? swedish : english;
  const { attest, pay } = unpaidOf(ordersOf(full.orders, opened));
  const isDone = opened.state === "withdrawn" || (opened.state === "decided" && attest + pay === 0);
  if (isDone || opened.warnings.length === 0) return null;
  const rest = opened.warnings.slice(shownFirst);
  return (
    <section className={styles.card} data-part="warnings" aria-labelledby="warnings">
      <h2 id="warnings" className={styles.heading}>
        {words.title(opened.warnings.length)}
      </h2>
      <p className={styles.quiet}>{words.what}</p>
      <Lines warnings={opened.warnings.slice(0, shownFirst)} words={words} />
      {rest.length > 0 && (
        <Disclosure label={words.more(rest.length)}>
          {() => <Lines warnings={rest} words={words} />}
        </Disclosure>
      )}
    </section>
  );
}

function Lines({
  warnings,
  words,
}: {
  readonly warnings: readonly Warning[];
  readonly words: Words;
}): ReactElement {
  const styles = useStyles();
  return (
    <ul className={styles.plainList}>
      {warnings.map(({ code, name, lacking }) => (
        <li key={code} className={styles.text}>
          <strong lang="sv">{name}</strong>:{" "}
          <span className={styles.warn}>{lacking.map((lack) => words.lack[lack]).join(" · ")}</span>
        </li>
      ))}
    </ul>
  );
}

interface Words {
  readonly title: (recipients: number) => string;
  readonly what: string;
  readonly more: (recipients: number) => string;
  readonly lack: Readonly<Record<Warning["lacking"][number], string>>;
}

const swedish: Words = {
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

const english: Words = {
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
