import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactElement } from "react";
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
