import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { type ReactElement, useEffect } from "react";
import type { Texts } from "../texts.ts";
import { useMachine, usePane } from "../view/context.ts";
import { Empty } from "../view/Empty.tsx";
import { Icon } from "../view/Icon.tsx";
import { Loading } from "../view/Loading.tsx";
import { Notice } from "../view/Notice.tsx";
import { RefreshedNotice } from "../view/RefreshedNotice.tsx";
import { useStyles } from "../view/styles.ts";
import { TabPage } from "../view/TabPage.tsx";
import { TroubleActions } from "../view/TroubleActions.tsx";
import { TroubleNotice } from "../view/TroubleNotice.tsx";
import { WorkBar } from "../view/WorkBar.tsx";
import type { TableFact, TablesFull, TablesState } from "./tables.ts";

/** The tables of the workbook, as of when, and what they should sum to. */
export function TablesPage(): ReactElement {
  const { pane } = usePane();
  const state = useMachine(pane.tables.machine);
  useEffect(() => {
    if (state.at === "new") void pane.tables.open();
  }, [pane, state.at]);
  return (
    <TabPage tab="tables" state={state.at} actions={<Actions state={state} />}>
      <Content state={state} />
    </TabPage>
  );
}

function Actions({ state }: { readonly state: TablesState }): ReactElement {
  const { pane, texts } = usePane();
  switch (state.at) {
    case "working":
      return <WorkBar {...state} label={workLabel(state.what, texts)} />;
    case "failed":
    case "forbidden":
    case "offline":
      return <TroubleActions trouble={state} />;
    default:
      return (
        <Button
          appearance="primary"
          data-primary
          disabled={state.at !== "full"}
          onClick={() => void pane.tables.refresh()}
        >
          {texts.tables.refreshAll}
        </Button>
      );
  }
}

function workLabel(what: Extract<TablesState, { at: "working" }>["what"], texts: Texts): string {
  return {
    refresh: texts.tables.refreshing,
    population: texts.tables.refreshing,
    replace: texts.tables.replacing,
    undo: texts.requisitions.undoing,
  }[what];
}

function Content({ state }: { readonly state: TablesState }): ReactElement {
  const { texts } = usePane();
  switch (state.at) {
    case "new":
    case "loading":
      return <Loading />;
    case "empty":
      return <Empty title={texts.tables.emptyTitle} text={texts.tables.emptyText} />;
    case "full":
      return <Full full={state} />;
    case "working":
      return <Full full={state.shown} />;
    default:
      return (
        <>
          <TroubleNotice trouble={state} />
          {state.shown !== null && <Full full={state.shown} />}
        </>
      );
  }
}

const useTable = makeStyles({
  item: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, padding: "8px 0" },
  first: { padding: "0 0 8px" },
});

function Full({ full }: { readonly full: TablesFull }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const table = useTable();
  const words = texts.tables;
  const { tables, refreshed, replaced, undone } = full;
  return (
    <>
      {refreshed.map((one) => (
        <RefreshedNotice key={one.sheet} refreshed={one} />
      ))}
      {replaced !== null && (
        <Notice tone="good">
          <div className={styles.spread}>
            <p className={styles.text}>{words.replaced(replaced.cells)}</p>
            {replaced.undo !== null && (
              <Button size="small" icon={<Icon name="undo" />} onClick={() => void pane.tables.undo()}>
                {texts.undo}
              </Button>
            )}
          </div>
        </Notice>
      )}
      {undone && (
        <Notice tone="good">
          <p className={styles.text}>{texts.undone}</p>
        </Notice>
      )}
      <section className={styles.card}>
        <ul className={styles.list}>
          {tables.map((fact, at) => (
            <li key={fact.id} className={at === 0 ? table.first : table.item}>
              <Line fact={fact} />
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.card}>
        <p className={styles.text}>{words.replaceText}</p>
        <div>
          <Button size="small" onClick={() => void pane.tables.replace()}>
            {words.replace}
          </Button>
        </div>
      </section>
    </>
  );
}

function Line({ fact: { id, asOf, rows, sum } }: { readonly fact: TableFact }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = texts.tables;
  return (
    <div className={styles.tight}>
      <div className={styles.spread}>
        <strong>{words.sheet[id]}</strong>
        <span className={mergeClasses(styles.quiet, styles.date)}>{words.asOf(asOf)}</span>
      </div>
      <div className={styles.spread}>
        <span className={styles.quiet}>
          {words.rows(rows)} · {words.controlSum}
        </span>
        <span className={styles.number}>
          {id === "population" ? texts.allocation.inhabitants(sum) : texts.kronor(sum)}
        </span>
      </div>
      {id === "population" && (
        <div>
          <Button size="small" onClick={() => void pane.tables.refreshPopulation()}>
            {words.refreshPopulation}
          </Button>
        </div>
      )}
    </div>
  );
}
