import { Field, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { allottedInAll } from "../../../shared/ledger.ts";
import type { StatementLine } from "../../../shared/tables/statement.ts";
import { useBroughtIntoView } from "../view/brought-into-view.ts";
import { usePane } from "../view/context.ts";
import { Select } from "../view/controls.tsx";
import { Icon } from "../view/Icon.tsx";
import { Loading } from "../view/Loading.tsx";
import { Notice } from "../view/Notice.tsx";
import { cellText } from "../view/RefreshedNotice.tsx";
import { useStyles } from "../view/styles.ts";
import { accountLines, Sums } from "../view/Sums.tsx";
import { TroubleActions } from "../view/TroubleActions.tsx";
import { TroubleNotice } from "../view/TroubleNotice.tsx";
import type { BalancesFull, Postings } from "./balances.ts";

/** The postings of the cell or row that is selected in the sheet, or of a recipient chosen here. */
export function PostingsCard({
  full: { recipients, postings },
}: {
  readonly full: BalancesFull;
}): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = texts.balances;
  const { recipient, cell } = postings ?? {};
  const card = useBroughtIntoView(recipient && `${recipient.id} ${cell?.heading ?? ""}`);
  return (
    <section ref={card} className={styles.card} data-part={partOf(postings)}>
      <Field label={words.recipient} hint={words.recipientHint}>
        <Select
          value={postings?.recipient.id ?? ""}
          onChange={(value) => void pane.balances.read(value === "" ? null : value)}
        >
          <option value="">{words.choose}</option>
          {recipients.map(({ id, code, name, kind }) => (
            <option key={id} value={id}>
              {name} ({kind === "ngo" ? texts.kind.ngo : code})
            </option>
          ))}
        </Select>
      </Field>
      <p role="status" className={styles.heading}>
        {postings !== null && saidOf(postings, texts.kronor)}
      </p>
      {postings?.at === "fetching" && <Loading />}
      {postings?.at === "read" && <Read postings={postings} />}
      {postings?.at === "refused" && (
        <TroubleNotice trouble={postings.trouble}>
          <div>
            <TroubleActions trouble={postings.trouble} beside />
          </div>
        </TroubleNotice>
      )}
      {postings !== null && postings.cell === null && (
        <Sums
          caption={postings.recipient.name}
          lines={[
            ...accountLines(postings.recipient.balance, words.line),
            { label: words.line.sum, kronor: allottedInAll(postings.recipient.balance), total: true },
          ]}
        />
      )}
    </section>
  );
}

/** Which of its looks the card has. */
function partOf(postings: Postings | null): string | undefined {
  if (postings?.at !== "read" || postings.cell === null) return postings?.at;
  return postings.cell.value === postings.statement.sum ? "cell" : "another-cell";
}

/** One sentence that is read out when the selection has moved. */
function saidOf(postings: Postings, kronor: (amount: number) => string): string {
  const { recipient, cell, at } = postings;
  const what = cell === null ? recipient.name : `${recipient.name}, ${cell.heading}`;
  return at === "read" ? `${what}: ${kronor(postings.statement.sum)}` : what;
}

const useLines = makeStyles({
  line: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, padding: "6px 0" },
  words: { minWidth: 0, overflowWrap: "anywhere" },
});

function Read({ postings }: { readonly postings: Extract<Postings, { at: "read" }> }): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const words = texts.balances;
  const { statement, cell } = postings;
  // Of a whole recipient every posting is shown; of a cell those that made it what it is.
  const lines = cell === null ? statement.lines : statement.lines.filter(({ change }) => change !== 0);
  return (
    <>
      <p className={styles.quiet}>{words.postings(lines.length)}</p>
      <ol className={styles.list}>
        {lines.map((line, at) => (
          <Line key={at} line={line} kronor={cell === null ? line.posting.amount : line.change} />
        ))}
      </ol>
      {cell !== null && (
        <>
          <Sums
            caption={cell.heading}
            lines={[{ label: words.postingsSum, kronor: statement.sum, total: true }]}
          />
          {cell.value === statement.sum ? (
            <div className={styles.said}>
              <span className={styles.good}>
                <Icon name="check" />
              </span>
              <span>{words.asInSheet}</span>
            </div>
          ) : (
            <Notice tone="warn">
              <p className={styles.text}>
                {words.notAsInSheet(cellText(cell.value, texts.requisitions.emptyCell))}
              </p>
            </Notice>
          )}
        </>
      )}
    </>
  );
}

function Line({ line, kronor }: { readonly line: StatementLine; readonly kronor: number }): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const own = useLines();
  const { date, act, from, to, dnr, reference, round } = line.posting;
  const words = texts.balances;
  const sources = [dnr === null ? null : words.dnr(dnr), reference, round].filter((part) => part !== null);
  return (
    <li className={own.line}>
      <div className={styles.spread}>
        <span className={own.words}>
          {date} <span lang="sv">{act}</span>
        </span>
        <span className={styles.number}>{texts.kronor(kronor)}</span>
      </div>
      <div className={mergeClasses(styles.spread, styles.quiet)}>
        <span className={own.words}>
          {words.line[from]} → {words.line[to]}
        </span>
        <span className={styles.number}>{words.runningSum(texts.kronor(line.sum))}</span>
      </div>
      <div className={mergeClasses(styles.quiet, own.words)}>
        <bdi>{sources.join(" · ")}</bdi>
      </div>
    </li>
  );
}
