import { Button, Field, makeStyles, tokens } from "@fluentui/react-components";
import type { ReactElement } from "react";
import type { Texts } from "../texts.ts";
import { mayDo } from "../may-do.ts";
import { useBroughtIntoView } from "../view/brought-into-view.ts";
import { usePane } from "../view/context.ts";
import { Input } from "../view/controls.tsx";
import { Disclosure } from "../view/Disclosure.tsx";
import { LoadedPage } from "../view/LoadedPage.tsx";
import { Notice } from "../view/Notice.tsx";
import { RefreshedNotice } from "../view/RefreshedNotice.tsx";
import { RoundSelect } from "../view/RoundSelect.tsx";
import { useStyles } from "../view/styles.ts";
import {
  type Allocation,
  type AllocationFull,
  type AllocationNotice,
  formFaults,
  type KeyField,
} from "./allocation.ts";
import { DecisionActions, DecisionForm } from "./DecisionForm.tsx";
import { RoundForms } from "./RoundForms.tsx";
import { roundWords } from "./round-words.ts";

/** The key of a round: terms, preview, sheet, decision; the selected row explained. */
export function AllocationPage(): ReactElement {
  const { pane, texts } = usePane();
  const words = texts.allocation;
  return (
    <LoadedPage
      id="allocation"
      tab={pane.allocation}
      empty={{ title: words.emptyTitle, text: words.emptyText }}
      working={{
        preview: words.previewing,
        insert: words.inserting,
        prepare: words.preparing,
        fix: words.fixing,
        money: roundWords(texts).working,
      }}
      actions={(full) =>
        full === null ? (
          <Button appearance="primary" data-primary disabled>
            {words.preview}
          </Button>
        ) : (
          <FullActions full={full} tab={pane.allocation} words={words} />
        )
      }
    >
      {(full) => <Full full={full} />}
    </LoadedPage>
  );
}

function Full({ full }: { readonly full: AllocationFull }): ReactElement {
  const { pane, texts } = usePane();
  const words = texts.allocation;
  const { rounds, round, allocation, notice, deciding } = full;
  return (
    <>
      <RoundSelect
        label={words.round}
        rounds={rounds}
        round={round.id}
        choose={(id) => void pane.allocation.open(id)}
      />
      {notice !== null && <Said notice={notice} />}
      <Standing full={full} />
      {deciding !== null && <DecisionForm round={round.id} />}
      {allocation !== null && allocation.warnings.length > 0 && <Warnings warnings={allocation.warnings} />}
      <Terms full={full} />
      <RoundForms full={full} />
      {allocation !== null && <Explanation full={full} />}
    </>
  );
}

const useStanding = makeStyles({
  state: {
    alignSelf: "flex-start",
    padding: "1px 8px",
    borderRadius: "10px",
    border: `1px solid ${tokens.colorBrandStroke2}`,
    color: tokens.colorBrandForeground2,
    backgroundColor: tokens.colorBrandBackground2,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
  },
});

function Standing({ full: { allocation, waiting } }: { readonly full: AllocationFull }): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const standing = useStanding();
  const words = texts.allocation;
  const state = allocation?.state ?? (waiting === null ? "none" : "preliminary");
  return (
    <section className={styles.card}>
      <span className={standing.state}>{words.state[state]}</span>
      {allocation !== null && (
        <p className={styles.big}>{words.summary(allocation.total, allocation.allotments.length)}</p>
      )}
      <p className={styles.text}>
        {words.stateText[state]} {allocation !== null && words.compared(allocation.amount - allocation.total)}
      </p>
    </section>
  );
}

function Warnings({ warnings }: { readonly warnings: readonly string[] }): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  return (
    <Notice tone="warn">
      <Disclosure strong label={texts.allocation.warnings(warnings.length)}>
        {() => (
          <ul className={styles.plainList} lang="sv">
            {warnings.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        )}
      </Disclosure>
    </Notice>
  );
}

function Terms({ full }: { readonly full: AllocationFull }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = texts.allocation;
  const { form, round, standing, source } = full;
  const faults = formFaults(form);
  const field = (name: KeyField, message: string): object =>
    faults.includes(name) ? { validationState: "error", validationMessage: message } : {};
  const type =
    (name: KeyField) =>
    (value: string): void => {
      pane.allocation.type(name, value);
    };
  return (
    <section className={styles.card} aria-labelledby="terms">
      <div className={styles.spread}>
        <h2 id="terms" className={styles.heading}>
          {words.parameters}
        </h2>
        <span className={styles.number}>
          {words.money} {texts.kronor(standing.amount)}
        </span>
      </div>
      <div className={styles.two}>
        <Field label={words.baseAmount} {...field("baseAmount", words.wholeNumber)}>
          <Input inputMode="numeric" value={form.baseAmount} onChange={type("baseAmount")} />
        </Field>
        <Field label={words.limit} {...field("limit", words.wholeNumber)}>
          <Input inputMode="numeric" value={form.limit} onChange={type("limit")} />
        </Field>
      </div>
      <p className={styles.quiet}>{words.limitHint}</p>
      <Field label={words.populationDate} {...field("populationDate", words.aDate)}>
        <Input type="date" value={form.populationDate} onChange={type("populationDate")} />
      </Field>
      {source !== null && (
        <p className={styles.quiet} lang="sv">
          {words.populationSource(source)}
        </p>
      )}
      {round.key !== null && (
        <p className={styles.quiet}>
          {words.rounding}: {words.roundingText[round.key.rounding]}
        </p>
      )}
      {round.assumptions.length > 0 && (
        <Disclosure label={words.assumptions(round.assumptions.length)}>
          {() => (
            <ul className={styles.plainList} lang="sv">
              {round.assumptions.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          )}
        </Disclosure>
      )}
    </section>
  );
}

/** The row that is selected in the sheet, step by step; what to do when it is none of this round's. */
function Explanation({
  full: { selected, allocation, rounds, round },
}: {
  readonly full: AllocationFull;
}): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const words = texts.allocation;
  const here = selected?.round === round.id;
  const allotment = here ? allocation?.allotments.find(({ code }) => code === selected.code) : undefined;
  const other = here ? undefined : rounds.find(({ id }) => id === selected?.round);
  const card = useBroughtIntoView(selected === null ? undefined : `${selected.round} ${selected.code}`);
  return (
    <section
      ref={card}
      className={styles.card}
      role="status"
      data-part={allotment !== undefined ? "row" : other && "other-round"}
    >
      {allotment !== undefined && <Steps allotment={allotment} kronor={texts.kronor} words={words} />}
      {allotment === undefined && (
        <p className={styles.quiet}>{other === undefined ? words.explain : words.otherRound(other.name)}</p>
      )}
    </section>
  );
}

interface StepsProps {
  readonly allotment: Allocation["allotments"][number];
  readonly kronor: Texts["kronor"];
  readonly words: Texts["allocation"];
}

function Steps({ allotment, kronor, words }: StepsProps): ReactElement {
  const styles = useStyles();
  return (
    <div className={styles.tight}>
      <div className={styles.spread}>
        <h2 className={styles.heading}>
          {allotment.code} {allotment.name}
        </h2>
        <strong className={styles.number}>{kronor(allotment.amount)}</strong>
      </div>
      <p className={styles.quiet}>{words.inhabitants(allotment.population)}</p>
      <ol className={styles.plainList} lang="sv">
        {allotment.explanation.split(" + ").map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  );
}

function Said({ notice }: { readonly notice: AllocationNotice }): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  if (notice.what === "inserted") return <RefreshedNotice refreshed={notice.refreshed} />;
  return (
    <Notice tone="good">
      <p className={styles.text}>{saidOf(notice, texts)}</p>
    </Notice>
  );
}

function saidOf(notice: Exclude<AllocationNotice, { what: "inserted" }>, texts: Texts): string {
  const { allocation, kronor } = texts;
  switch (notice.what) {
    case "prepared":
      return allocation.prepared(notice.total, notice.recipients);
    case "fixed":
      return allocation.fixed;
    case "money":
      return roundWords(texts).moneyDecided(kronor(notice.total));
    case "redistributed":
      return roundWords(texts).redistributed(kronor(notice.total), notice.recipients, kronor(notice.left));
  }
}

interface FullActionsProps {
  readonly full: AllocationFull;
  readonly tab: ReturnType<typeof usePane>["pane"]["allocation"];
  readonly words: Texts["allocation"];
}

function FullActions({ full, tab, words }: FullActionsProps): ReactElement {
  const me = usePane().pane.parts.me();
  const { allocation, form, waiting, deciding } = full;
  const mayPreview = mayDo(me, "previewAllocation");
  const understood = formFaults(form).length === 0;
  const previewed = allocation?.state === "preview";
  const canFix = mayDo(me, "fixAllocation") && waiting !== null && !previewed;
  if (deciding !== null) return <DecisionActions />;
  return (
    <>
      {canFix && (
        <Button
          appearance="primary"
          data-primary
          onClick={() => {
            tab.decide(true);
          }}
        >
          {words.fix}
        </Button>
      )}
      {previewed && mayDo(me, "prepareAllocation") && (
        <Button appearance="primary" data-primary onClick={() => void tab.prepare()}>
          {words.prepare}
        </Button>
      )}
      {allocation !== null && (
        <Button
          {...(previewed || canFix ? {} : { appearance: "primary", "data-primary": true })}
          onClick={() => void tab.insert()}
        >
          {words.insert}
        </Button>
      )}
      {mayPreview && (
        <Button
          {...(allocation === null && !canFix ? { appearance: "primary", "data-primary": true } : {})}
          disabled={!understood}
          onClick={() => void tab.preview()}
        >
          {words.preview}
        </Button>
      )}
    </>
  );
}
