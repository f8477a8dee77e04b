import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { usePane } from "../view/context.ts";
import { Icon } from "../view/Icon.tsx";
import { LoadedPage } from "../view/LoadedPage.tsx";
import { Notice } from "../view/Notice.tsx";
import { RefreshedNotice } from "../view/RefreshedNotice.tsx";
import { useStyles } from "../view/styles.ts";
import { HistoryCard } from "./HistoryCard.tsx";
import type { TableFact, TablesFull } from "./tables.ts";

/** The tables of the workbook, as of when, and what they should sum to. */
export function TablesPage(): ReactElement {
  const { pane, texts } = usePane();
  const words = texts.tables;
  return (
    <LoadedPage
      id="tables"
      tab={pane.tables}
      empty={{ title: words.emptyTitle, text: words.emptyText }}
      working={{
        refresh: words.refreshing,
        population: words.refreshing,
        replace: words.replacing,
        undo: texts.requisitions.undoing,
      }}
      // Earlier years are read in before there is anything of this one.
      below={<HistoryCard />}
      actions={(full) => (
        <Button
          appearance="primary"
          data-primary
          disabled={full === null}
          onClick={() => void pane.tables.refresh()}
        >
          {words.refreshAll}
        </Button>
      )}
    >
      {(full) => <Full full={full} />}
    </LoadedPage>
  );
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
