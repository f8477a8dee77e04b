import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { type Balance, recipientAccounts } from "../../../shared/ledger.ts";
import type { Texts } from "../texts.ts";
import { usePane } from "./context.ts";
import { useStyles } from "./styles.ts";

const useSums = makeStyles({
  table: { width: "100%", borderCollapse: "collapse" },
  label: { textAlign: "left", fontWeight: tokens.fontWeightRegular, padding: "2px 8px 2px 0" },
  kronor: { textAlign: "right", padding: "2px 0", fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" },
  total: { borderTop: `1px solid ${tokens.colorNeutralStroke1}`, fontWeight: tokens.fontWeightSemibold },
});

export interface SumLine {
  readonly label: string;
  readonly kronor: number;
  /** Ruled off from the lines above. */
  readonly total?: boolean;
}

/** A balance account by account, in the order the money travels. */
export function accountLines(balance: Balance, line: Texts["balances"]["line"]): readonly SumLine[] {
  return recipientAccounts.map((account) => ({ label: line[account], kronor: balance[account] }));
}

/** Amounts under each other, digits in columns. */
export function Sums({
  caption,
  lines,
}: {
  readonly caption: string;
  readonly lines: readonly SumLine[];
}): ReactElement {
  const sums = useSums();
  const styles = useStyles();
  const { texts } = usePane();
  return (
    <table className={sums.table}>
      <caption className={styles.hidden}>{caption}</caption>
      <tbody>
        {lines.map(({ label, kronor, total = false }) => (
          <tr key={label}>
            <th scope="row" className={mergeClasses(sums.label, total && sums.total)}>
              {label}
            </th>
            <td className={mergeClasses(sums.kronor, total && sums.total)}>{texts.kronor(kronor)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
