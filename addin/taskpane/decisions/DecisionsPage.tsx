import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { type ReactElement, useId } from "react";
import { mayDo } from "../may-do.ts";
import { usePane } from "../view/context.ts";
import { LoadedPage } from "../view/LoadedPage.tsx";
import { quoting } from "../view/quoting.tsx";
import { RefreshedNotice } from "../view/RefreshedNotice.tsx";
import { Result } from "../view/Result.tsx";
import { useStyles } from "../view/styles.ts";
import type { DecisionsFull, DecisionsNotice, Listed } from "./decisions.ts";
import { formId, StepForm } from "./StepForm.tsx";
import { stepsFor } from "./steps.ts";
import { OpenedDecision } from "./OpenedDecision.tsx";
import { MoneyForms } from "./MoneyForms.tsx";
import { moneyWords } from "./money-words.ts";
import { PaymentsCard, UnpaidCard } from "./PaymentsCard.tsx";
import { WarningsCard } from "./WarningsCard.tsx";
import { kindOf, wordsIn } from "./words.ts";

/** The decisions of the year; one of them with its next step, its annex and its letters. */
export function DecisionsPage(): ReactElement {
  const { pane, texts } = usePane();
  const words = wordsIn(texts.language);
  return (
    <LoadedPage
      id="decisions"
      tab={pane.decisions}
      empty={{ title: words.emptyTitle, text: words.emptyText }}
      working={words.doing}
      actions={(full) =>
        full?.opened ? <OpenedActions full={full} /> : <ListActions disabled={full === null} />
      }
    >
      {(full) => (
        <>
          {full.notice !== null && <Said notice={full.notice} />}
          {full.opened === null ? (
            <>
              <UnpaidCard full={full} />
              <List full={full} />
            </>
          ) : (
            <>
              <OpenedDecision opened={full.opened} letter={full.letter} />
              {full.form !== "decide" && <WarningsCard full={full} opened={full.opened} />}
              <PaymentsCard full={full} opened={full.opened} />
              <MoneyForms full={full} opened={full.opened} />
            </>
          )}
          {full.opened !== null && full.form === "decide" && (
            <WarningsCard full={full} opened={full.opened} />
          )}
          {full.opened !== null && full.form !== null && <StepForm form={full.form} opened={full.opened} />}
        </>
      )}
    </LoadedPage>
  );
}

function Said({ notice }: { readonly notice: DecisionsNotice }): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const words = wordsIn(texts.language);
  if (notice.what === "refreshed") return <RefreshedNotice refreshed={notice.refreshed} />;
  return (
    <Result of={notice}>
      <p className={styles.text}>
        {"kronor" in notice
          ? moneyWords(texts).done[notice.what](texts.kronor(notice.kronor))
          : notice.what === "dispatched"
            ? words.dispatched(notice.count)
            : words.done[notice.what]}
      </p>
    </Result>
  );
}

const useList = makeStyles({
  item: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, padding: "8px 0" },
});

function List({ full: { list, rounds, me } }: { readonly full: DecisionsFull }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const own = useList();
  const words = wordsIn(texts.language);
  const nameOf = (round: string): string => rounds.find(({ id }) => id === round)?.name ?? round;
  const waiting = mayDo(me, "prepareDecision") ? list.preparable : [];
  return (
    <>
      {waiting.length > 0 && (
        <section className={styles.card} aria-labelledby="waiting">
          <h2 id="waiting" className={styles.heading}>
            {words.waiting}
          </h2>
          <ul className={styles.list}>
            {waiting.map(({ round, recipients, total }) => (
              <li key={round} className={styles.tight}>
                <strong lang="sv">{nameOf(round)}</strong>
                <span className={styles.quiet}>{words.inRound(recipients, texts.kronor(total))}</span>
                <div>
                  <Button
                    size="small"
                    aria-label={`${words.prepare}: ${nameOf(round)}`}
                    onClick={() => void pane.decisions.prepare(round)}
                  >
                    {words.prepare}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={styles.card} aria-labelledby="decisions">
        <h2 id="decisions" className={styles.heading}>
          {words.list}
        </h2>
        <p className={styles.quiet} lang="sv">
          {list.delegation}
        </p>
        <ul className={styles.list}>
          {list.decisions.map((one) => (
            <li key={`${one.round} ${one.id}`} className={own.item}>
              <Line decision={one} round={nameOf(one.round)} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function Line({ decision, round }: { readonly decision: Listed; readonly round: string }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = wordsIn(texts.language);
  const { id, state, date, dnr, total, recipients, correction, notice } = decision;
  const name = useId();
  return (
    <div className={styles.tight}>
      <div className={styles.spread}>
        <strong id={`${name}-kind`}>{kindOf(decision, words)}</strong>
        {!decision.rejects && <span className={styles.number}>{texts.kronor(total)}</span>}
      </div>
      <span id={`${name}-which`} className={styles.quiet} lang="sv">
        {[id, round, dnr].filter(Boolean).join(" · ")}
      </span>
      <span className={styles.quiet}>
        {[words.state[state], date, words.recipients(recipients)].filter(Boolean).join(" · ")}
      </span>
      {decision.outdated && <span className={styles.warn}>{words.outdated}</span>}
      {correction !== null && (
        <span className={styles.quiet}>
          {quoting(words.corrects(correction.corrects), correction.corrects)}
        </span>
      )}
      {notice !== null && (
        <span className={styles.quiet}>
          {notice.days === null
            ? words.sent(notice.recipients, notice.of)
            : words.days(notice.days.calendar, notice.days.business)}
        </span>
      )}
      <div>
        <Button
          size="small"
          id={`${name}-open`}
          // Which one is Swedish in both languages: its words are read from where they stand.
          aria-labelledby={`${name}-open ${name}-kind ${name}-which`}
          onClick={() => void pane.decisions.show(decision)}
        >
          {words.open}
        </Button>
      </div>
    </div>
  );
}

function ListActions({ disabled }: { readonly disabled: boolean }): ReactElement {
  const { pane, texts } = usePane();
  return (
    <Button
      appearance="primary"
      data-primary
      disabled={disabled}
      onClick={() => void pane.decisions.writeSheet()}
    >
      {wordsIn(texts.language).sheet}
    </Button>
  );
}

function OpenedActions({ full }: { readonly full: DecisionsFull }): ReactElement {
  const { pane, texts } = usePane();
  const words = wordsIn(texts.language);
  const tab = pane.decisions;
  if (full.form !== null)
    return (
      <>
        <Button type="submit" form={formId} appearance="primary" data-primary>
          {words.step[full.form]}
        </Button>
        <Button
          onClick={() => {
            tab.ask(null);
          }}
        >
          {texts.cancel}
        </Button>
      </>
    );
  const steps = stepsFor(full.me, full.opened!);
  const primary = { appearance: "primary", "data-primary": true } as const;
  // To take back is a way out, not the next thing to do.
  const next = steps.find((step) => step !== "takeBack");
  return (
    <>
      {steps.map((step) => (
        <Button
          key={step}
          {...(step === next ? primary : {})}
          onClick={() => {
            if (step === "present") void tab.present();
            else tab.ask(step);
          }}
        >
          {words.step[step]}
        </Button>
      ))}
      <Button {...(next === undefined ? primary : {})} onClick={() => void tab.insertAnnex()}>
        {words.annex}
      </Button>
      <Button
        onClick={() => {
          tab.close();
        }}
      >
        {words.back}
      </Button>
    </>
  );
}
