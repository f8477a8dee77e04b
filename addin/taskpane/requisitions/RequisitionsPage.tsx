import { Button } from "@fluentui/react-components";
import { type ReactElement, useEffect, useRef } from "react";
import type { CheckResult, Incoming } from "../../commands/contract.ts";
import { mayDo } from "../may-do.ts";
import { useMachine, usePane } from "../view/context.ts";
import { Empty } from "../view/Empty.tsx";
import { FileButton } from "../view/FileButton.tsx";
import { Icon } from "../view/Icon.tsx";
import { IncomingFields } from "../view/IncomingFields.tsx";
import { Notice } from "../view/Notice.tsx";
import { useStyles } from "../view/styles.ts";
import { TabPage } from "../view/TabPage.tsx";
import { TroubleActions } from "../view/TroubleActions.tsx";
import { TroubleNotice } from "../view/TroubleNotice.tsx";
import { WorkBar } from "../view/WorkBar.tsx";
import { MappingForm } from "./MappingForm.tsx";
import { PasteForm, usePaste } from "./PasteForm.tsx";
import { ProblemList } from "./ProblemList.tsx";
import type { Notice as Said, RequisitionsState } from "./requisitions.ts";

/** Control, problems, fixes, registration; import of a file. */
export function RequisitionsPage(): ReactElement {
  const { pane } = usePane();
  const state = useMachine(pane.requisitions.machine);
  usePaste(state.at === "empty" || state.at === "full" || state.at === "pasting");
  return (
    <TabPage tab="requisitions" state={state.at} actions={<Actions state={state} />}>
      <Content state={state} />
    </TabPage>
  );
}

function Content({ state }: { readonly state: RequisitionsState }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = texts.requisitions;
  switch (state.at) {
    case "empty":
      return (
        <>
          {state.notice !== null && <Said notice={state.notice} />}
          {mayDo(pane.parts.me(), "validateRequisitions") ? (
            <Empty title={words.emptyTitle} text={words.emptyText}>
              <div className={styles.row}>
                <ImportButton />
                <PasteButton />
              </div>
            </Empty>
          ) : (
            <Empty title={words.othersTitle} text={words.othersText} />
          )}
        </>
      );
    case "loading":
      return <Empty title={words.emptyTitle} text={words.emptyText} />;
    case "full":
      return <Checked result={state.result} notice={state.notice} />;
    case "asking":
      return <Ask result={state.result} incoming={state.incoming} />;
    case "registered":
      return (
        <Notice tone="good">
          <h2 className={styles.heading}>{words.registered(state.answer.registered)}</h2>
          <p className={styles.text}>
            {words.registeredText(state.answer.returned, state.answer.unidentified)}
          </p>
        </Notice>
      );
    case "pasting":
      return <PasteForm text={state.text} />;
    case "mapping":
      return <MappingForm preview={state.preview} map={pane.requisitions.mapColumn} />;
    case "working":
      return <Content state={state.shown} />;
    case "failed":
    case "forbidden":
    case "offline":
      return (
        <>
          <TroubleNotice trouble={state} />
          {state.shown !== null && state.shown.at !== "empty" && <Content state={state.shown} />}
        </>
      );
  }
}

function Checked({
  result,
  notice,
}: {
  readonly result: CheckResult;
  readonly notice: Said | null;
}): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = texts.requisitions;
  const { rowCount, withoutProblems, problems, fixable } = result;
  const kinds = new Set(problems.map(({ rule }) => rule)).size;
  return (
    <>
      <p className={styles.big}>{words.result(rowCount, withoutProblems, problems.length, kinds)}</p>
      {notice !== null && <Said notice={notice} />}
      {result.differing && (
        <Notice tone="warn">
          <p className={styles.text}>{words.differing}</p>
        </Notice>
      )}
      {fixable > 0 && (
        <Notice tone="info">
          <p className={styles.text}>{words.fixes(fixable)}</p>
          <div>
            <Button size="small" onClick={() => void pane.requisitions.fix()}>
              {words.fix(fixable)}
            </Button>
          </div>
        </Notice>
      )}
      {/* Above the problems: the keyboard comes here without passing them all. */}
      <div className={styles.row}>
        <Button size="small" icon={<Icon name="refresh" />} onClick={() => void pane.requisitions.check()}>
          {words.checkAgain}
        </Button>
        {problems.length > 0 && (
          <Button
            size="small"
            icon={<Icon name="sheet" />}
            onClick={() => void pane.requisitions.writeProblemSheet()}
          >
            {words.problemSheet}
          </Button>
        )}
      </div>
      {problems.length === 0 ? (
        <Notice tone="good">
          <p className={styles.text}>{words.allWell}</p>
        </Notice>
      ) : (
        <ProblemList problems={problems} show={pane.requisitions.showProblem} />
      )}
      <div className={styles.row}>
        <ImportButton />
        <PasteButton />
      </div>
    </>
  );
}

function Said({ notice }: { readonly notice: Said }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = texts.requisitions;
  const said = {
    fixed: words.fixed,
    inserted: words.inserted,
    "problem-sheet": () => words.problemSheetWritten,
    undone: () => texts.undone,
  }[notice.what]("written" in notice ? notice.written.cells : 0);
  return (
    <Notice tone="good">
      <div className={styles.spread}>
        <p className={styles.text}>{said}</p>
        {"written" in notice && notice.written.undo !== null && (
          <Button size="small" icon={<Icon name="undo" />} onClick={() => void pane.requisitions.undo()}>
            {texts.undo}
          </Button>
        )}
      </div>
    </Notice>
  );
}

function Ask({
  result,
  incoming,
}: {
  readonly result: CheckResult;
  readonly incoming: Incoming;
}): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = texts.requisitions;
  const { at } = useMachine(pane.requisitions.machine);
  const day = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The button that opened the question registers now: the key that pressed it must not press it again.
    if (at === "asking") day.current?.focus();
  }, [at]);
  return (
    <section className={styles.card} aria-labelledby="register">
      <h2 id="register" className={styles.heading}>
        {words.registerTitle}
      </h2>
      <p className={styles.text}>
        {words.registerText(result.withoutProblems, result.rowCount - result.withoutProblems)}
      </p>
      <IncomingFields incoming={incoming} change={pane.requisitions.setIncoming} day={day} />
    </section>
  );
}

function Actions({ state }: { readonly state: RequisitionsState }): ReactElement | null {
  const { pane, texts } = usePane();
  const words = texts.requisitions;
  const tab = pane.requisitions;
  switch (state.at) {
    case "empty":
      return mayDo(pane.parts.me(), "validateRequisitions") ? (
        <Button appearance="primary" data-primary onClick={() => void tab.check()}>
          {words.check}
        </Button>
      ) : null;
    case "loading":
      return <WorkBar label={words.checking} {...state} />;
    case "working":
      return <WorkBar {...state} label={workLabel(state.what, texts)} />;
    case "full":
      return (
        <Button
          appearance="primary"
          data-primary
          disabled={state.result.rowCount === 0}
          onClick={() => void tab.ask()}
        >
          {words.register(state.result.withoutProblems)}
        </Button>
      );
    case "asking":
      return (
        <>
          <Button
            appearance="primary"
            data-primary
            disabled={state.incoming.received === ""}
            onClick={() => void tab.register()}
          >
            {words.register(state.result.withoutProblems)}
          </Button>
          <Button onClick={tab.back}>{texts.cancel}</Button>
        </>
      );
    case "registered":
      return (
        <Button appearance="primary" data-primary onClick={() => void tab.check()}>
          {words.checkAgain}
        </Button>
      );
    case "pasting":
      return (
        <>
          <Button
            appearance="primary"
            data-primary
            disabled={state.text.trim() === ""}
            onClick={() => void tab.readPasted(state.text)}
          >
            {words.readPasted}
          </Button>
          <Button onClick={tab.back}>{texts.cancel}</Button>
        </>
      );
    case "mapping":
      return (
        <>
          <Button appearance="primary" data-primary onClick={() => void tab.insert()}>
            {words.insertRows(state.preview.rows)}
          </Button>
          <Button onClick={tab.back}>{texts.cancel}</Button>
        </>
      );
    default:
      return (
        <>
          <TroubleActions trouble={state} />
          <Button onClick={tab.back}>{texts.close}</Button>
        </>
      );
  }
}

type Working = Extract<RequisitionsState, { at: "working" }>["what"];

function workLabel(what: Working, { requisitions: words }: ReturnType<typeof usePane>["texts"]): string {
  return {
    ask: words.preparing,
    fix: words.fixing,
    undo: words.undoing,
    "problem-sheet": words.writingProblemSheet,
    register: words.registering,
    read: words.reading,
    insert: words.inserting,
  }[what];
}

function PasteButton(): ReactElement {
  const { pane, texts } = usePane();
  return (
    <Button
      size="small"
      icon={<Icon name="sheet" />}
      onClick={() => {
        pane.requisitions.paste();
      }}
    >
      {texts.requisitions.paste}
    </Button>
  );
}

function ImportButton(): ReactElement {
  const { pane, texts } = usePane();
  return (
    <FileButton
      label={texts.requisitions.importFile}
      icon={<Icon name="open" />}
      chosen={(file) => void pane.requisitions.readFile(file)}
    />
  );
}
