import type { ReactElement } from "react";
import { usePane } from "../view/context.ts";
import { Disclosure } from "../view/Disclosure.tsx";
import { useStyles } from "../view/styles.ts";
import type { DecisionsFull, Opened } from "./decisions.ts";
import { ordersOf, unpaidOf } from "./orders.ts";
import { type WarningWords, warningWords } from "./warning-words.ts";

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
  const words = warningWords(texts);
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
  readonly words: WarningWords;
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
