import { Button } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { formatKronor } from "../../../shared/money.ts";
import { usePane } from "../view/context.ts";
import { Disclosure } from "../view/Disclosure.tsx";
import { Notice } from "../view/Notice.tsx";
import { saveFile } from "../view/save-file.ts";
import { useStyles } from "../view/styles.ts";
import type { WholeCase } from "./cases.ts";
import { caseTexts, stateOf } from "./texts.ts";
import { CaseForms, moment } from "./CaseForms.tsx";
import { RecipientFacts } from "./RecipientFacts.tsx";
import { DocumentList } from "./YearLists.tsx";

/** A case that is open: where it stands, what has happened, and what can be done with it. */
export function CaseCard({ one }: { readonly one: WholeCase }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = caseTexts(texts);
  const { name, task, warnings, responsible, documents } = one;
  return (
    <section className={styles.card} aria-labelledby="case">
      <div className={styles.spread}>
        <h2 id="case" className={styles.big}>
          {name}
        </h2>
        <Button
          size="small"
          onClick={() => {
            void pane.cases.openCase(null);
          }}
        >
          {words.back}
        </Button>
      </div>
      <p className={styles.text}>
        <strong>{stateOf(one, words)}</strong> ·{" "}
        {responsible === null ? words.nobody : words.responsible(responsible)}
      </p>
      <p className={styles.text} lang={task === null ? undefined : "sv"}>
        {task === null ? words.nothingToDo : task.text}
      </p>
      {warnings.length > 0 && (
        <Notice tone="warn">
          <ul className={styles.plainList} lang="sv">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Log one={one} />
      <DocumentList documents={documents} at={one} />
      <RecipientFacts one={one} />
      <CaseForms one={one} />
    </section>
  );
}

/** An event in Swedish: who did what, kronor, and in brackets its number and the day it counts from. */
function eventText({ at, by, act, detail, date, kronor, reference }: WholeCase["log"][number]): string {
  const told = [act, kronor !== null && `${formatKronor(kronor)} kr`, detail].filter(Boolean).join(", ");
  const known = [reference, date].filter(Boolean).join(", ");
  return `${moment(at)} ${by}: ${told}${known && ` (${known})`}`;
}

function Log({ one: { log, completions } }: { readonly one: WholeCase }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = caseTexts(texts);
  return (
    <>
      <Disclosure label={words.log(log.length)}>
        {() => (
          <ol className={styles.plainList} lang="sv">
            {log.map((event, i) => (
              <li key={`${event.at} ${String(i)}`} className={styles.text}>
                {eventText(event)}
              </li>
            ))}
          </ol>
        )}
      </Disclosure>
      {completions.length > 0 && (
        <Disclosure label={words.completions(completions.length)}>
          {() => (
            <ul className={styles.plainList}>
              {completions.map(({ id, missing, answer, answerBy, ended }) => (
                <li key={id} className={styles.text}>
                  <span lang="sv">{missing.join(" ")}</span> (
                  {answer !== null
                    ? words.answered(answer.received)
                    : ended === undefined
                      ? words.waits(answerBy)
                      : words.ended(ended)}
                  ){" "}
                  <Button size="small" onClick={() => void pane.cases.letter(id, saveFile)}>
                    {words.completionLetter}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </Disclosure>
      )}
    </>
  );
}
