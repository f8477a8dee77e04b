import type { ReactElement } from "react";
import type { Cell } from "../../../shared/cell.ts";
import { formatKronor } from "../../../shared/money.ts";
import { swedishDay, swedishTime } from "../../../shared/swedish-day.ts";
import type { Conflict, Refreshed } from "../../commands/contract.ts";
import { Disclosure } from "./Disclosure.tsx";
import { Result } from "./Result.tsx";
import { usePane } from "./context.ts";
import { useStyles } from "./styles.ts";

/** What a refresh did to a sheet, and the cells that both the user and somebody else changed. */
export function RefreshedNotice({ refreshed }: { readonly refreshed: Refreshed }): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const { sheet, added, changed, unchanged, vanished, conflicts } = refreshed;
  return (
    <Result of={refreshed} tone={conflicts.length > 0 ? "warn" : "good"}>
      <p className={styles.text}>{texts.refreshed.summary(sheet, added, changed, unchanged)}</p>
      {vanished > 0 && <p className={styles.text}>{texts.refreshed.vanished(vanished)}</p>}
      {conflicts.length > 0 && (
        <Disclosure strong label={texts.refreshed.conflicts(conflicts.length)}>
          {() => (
            <ul className={styles.list}>
              {conflicts.map((conflict) => (
                <li key={`${conflict.sheet}!${conflict.cell}`}>
                  <ConflictLines conflict={conflict} />
                </li>
              ))}
            </ul>
          )}
        </Disclosure>
      )}
    </Result>
  );
}

function ConflictLines({ conflict }: { readonly conflict: Conflict }): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const { changed } = conflict;
  const day = changed === null ? "" : swedishDay(changed.at);
  const when =
    changed === null ? null : { day: day === pane.today() ? null : day, time: swedishTime(changed.at) };
  const theirs = texts.refreshed.theirs(changed?.by ?? "", when);
  const lines = [
    [texts.refreshed.yours, conflict.yours],
    [theirs, conflict.theirs],
    [texts.refreshed.whenFetched, conflict.whenFetched],
  ] as const;
  return (
    <div className={styles.tight}>
      <strong>
        {conflict.cell} {conflict.heading}
      </strong>
      {lines.map(([label, value]) => (
        <div key={label} className={styles.spread}>
          <span className={styles.quiet}>{label}</span>
          <span>{cellText(value, texts.requisitions.emptyCell)}</span>
        </div>
      ))}
      <p className={styles.quiet}>{texts.refreshed.kept}</p>
    </div>
  );
}

/** A cell's value as one reads it; long text is cut. */
export function cellText(cell: Cell, empty: string): string {
  if (cell === null || cell === "") return empty;
  if (typeof cell === "number") return formatKronor(cell);
  if (typeof cell === "boolean") return cell ? "SANT" : "FALSKT";
  return cell.length > 60 ? `${cell.slice(0, 59)}…` : cell;
}
