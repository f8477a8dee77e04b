import { Button, Field } from "@fluentui/react-components";
import { type ReactElement, useEffect } from "react";
import { allottedInAll, type Balance, recipientAccounts } from "../../../shared/ledger.ts";
import type { Texts } from "../texts.ts";
import { useMachine, usePane } from "../view/context.ts";
import { Select } from "../view/controls.tsx";
import { Empty } from "../view/Empty.tsx";
import { Icon } from "../view/Icon.tsx";
import { Loading } from "../view/Loading.tsx";
import { Notice } from "../view/Notice.tsx";
import { RefreshedNotice } from "../view/RefreshedNotice.tsx";
import { useStyles } from "../view/styles.ts";
import { type SumLine, Sums } from "../view/Sums.tsx";
import { TabPage } from "../view/TabPage.tsx";
import { TroubleActions } from "../view/TroubleActions.tsx";
import { TroubleNotice } from "../view/TroubleNotice.tsx";
import { WorkBar } from "../view/WorkBar.tsx";
import type { BalancesFull, BalancesState } from "./balances.ts";

/** The year's money as a sum that balances, or the difference and the way to it. */
export function BalancesPage({ year }: { readonly year: number }): ReactElement {
  const { pane } = usePane();
  const state = useMachine(pane.balances.machine);
  useEffect(() => {
    if (state.at === "new") void pane.balances.open();
  }, [pane, state.at]);
  return (
    <TabPage tab="balances" state={state.at} actions={<Actions state={state} />}>
      <Content state={state} year={year} />
    </TabPage>
  );
}

function Actions({ state }: { readonly state: BalancesState }): ReactElement {
  const { pane, texts } = usePane();
  switch (state.at) {
    case "working":
      return <WorkBar {...state} label={texts.balances.refreshing} />;
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
          onClick={() => void pane.balances.refresh()}
        >
          {texts.balances.refresh}
        </Button>
      );
  }
}

function Content({ state, year }: { readonly state: BalancesState; readonly year: number }): ReactElement {
  const { texts } = usePane();
  switch (state.at) {
    case "new":
    case "loading":
      return <Loading />;
    case "empty":
      return <Empty title={texts.balances.emptyTitle} text={texts.balances.emptyText} />;
    case "full":
      return <Full full={state} year={year} />;
    case "working":
      return <Full full={state.shown} year={year} />;
    default:
      return (
        <>
          <TroubleNotice trouble={state} />
          {state.shown !== null && <Full full={state.shown} year={year} />}
        </>
      );
  }
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
    ...accountLines(accounts, words),
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
          <div className={styles.row}>
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
      <Recipient full={full} />
    </>
  );
}

/** The accounts in the order the money travels. */
function accountLines(balance: Balance, { line }: Texts["balances"]): readonly SumLine[] {
  return recipientAccounts.map((account) => ({ label: line[account], kronor: balance[account] }));
}

function Recipient({ full: { recipients, read } }: { readonly full: BalancesFull }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = texts.balances;
  const recipient = read === null ? undefined : recipients[read];
  return (
    <section className={styles.card}>
      <Field label={words.recipient}>
        <Select
          value={read === null ? "" : String(read)}
          onChange={(value) => {
            pane.balances.read(value === "" ? null : Number(value));
          }}
        >
          <option value="">{words.choose}</option>
          {recipients.map(({ id, code, name, kind }, at) => (
            <option key={id} value={String(at)}>
              {name} ({kind === "ngo" ? texts.kind.ngo : code})
            </option>
          ))}
        </Select>
      </Field>
      {recipient !== undefined && (
        <Sums
          caption={recipient.name}
          lines={[
            ...accountLines(recipient.balance, words),
            { label: words.line.sum, kronor: allottedInAll(recipient.balance), total: true },
          ]}
        />
      )}
    </section>
  );
}
