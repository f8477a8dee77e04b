import { Button } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { allottedInAll } from "../../../shared/ledger.ts";
import { usePane } from "../view/context.ts";
import { Icon } from "../view/Icon.tsx";
import { LoadedPage } from "../view/LoadedPage.tsx";
import { Notice } from "../view/Notice.tsx";
import { RefreshedNotice } from "../view/RefreshedNotice.tsx";
import { useStyles } from "../view/styles.ts";
import { accountLines, type SumLine, Sums } from "../view/Sums.tsx";
import type { BalancesFull } from "./balances.ts";
import { PostingsCard } from "./PostingsCard.tsx";

/** The year's money as a sum that balances, or the difference and the way to it; one recipient's postings. */
export function BalancesPage({ year }: { readonly year: number }): ReactElement {
  const { pane, texts } = usePane();
  const words = texts.balances;
  return (
    <LoadedPage
      id="balances"
      tab={pane.balances}
      empty={{ title: words.emptyTitle, text: words.emptyText }}
      working={{ refresh: words.refreshing }}
      actions={(full) => (
        <Button
          appearance="primary"
          data-primary
          disabled={full === null}
          onClick={() => void pane.balances.refresh()}
        >
          {words.refresh}
        </Button>
      )}
    >
      {(full) => <Full full={full} year={year} />}
    </LoadedPage>
  );
}

function Full({ full, year }: { readonly full: BalancesFull; readonly year: number }): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const { identity, asOf, refreshed } = full;
  const words = texts.balances;
  const { amount, budget, pool, accounts, difference } = identity;
  const lines: readonly SumLine[] = [
    { label: words.line.budget, kronor: budget },
    { label: words.line.pool, kronor: pool },
    ...accountLines(accounts, words.line),
    { label: words.line.sum, kronor: budget + pool + allottedInAll(accounts), total: true },
  ];
  return (
    <>
      {refreshed !== null && <RefreshedNotice refreshed={refreshed} />}
      <section className={styles.card}>
        <div className={styles.spread}>
          <h2 className={styles.heading}>{words.identity(year)}</h2>
          <strong className={styles.number}>{texts.kronor(amount)}</strong>
        </div>
        <Sums caption={words.identity(year)} lines={lines} />
        {difference === 0 ? (
          <div className={styles.said}>
            <span className={styles.good}>
              <Icon name="check" />
            </span>
            <span>{words.balanced}</span>
          </div>
        ) : (
          <Notice tone="bad">
            <strong className={styles.bad}>{words.difference(difference)}</strong>
            <p className={styles.text}>{words.differenceText}</p>
            <Sums
              caption={words.difference(difference)}
              lines={identity.differing.map(({ name, kronor }) => ({ label: name, kronor }))}
            />
          </Notice>
        )}
        <p className={styles.quiet}>{words.asOf(asOf)}</p>
      </section>
      <PostingsCard full={full} />
    </>
  );
}
