import { Button, makeStyles, tokens } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { usePane } from "./context.ts";
import { useStyles } from "./styles.ts";

const useBar = makeStyles({
  bar: { display: "flex", alignItems: "center", gap: "12px", width: "100%" },
  progress: { flexGrow: 1, minWidth: 0, display: "flex", flexDirection: "column", gap: "6px" },
  // The browser's own: Fluent's would be in the pane's start, where nothing takes long.
  track: { width: "100%", height: "8px", accentColor: tokens.colorCompoundBrandBackground },
});

interface WorkBarProps {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** null: it cannot be stopped. */
  readonly cancel: (() => void) | null;
}

/** Long work: what it is, how far it has come, and the way out of it. */
export function WorkBar({ label, done, total, cancel }: WorkBarProps): ReactElement {
  const bar = useBar();
  const styles = useStyles();
  const { texts } = usePane();
  return (
    <div className={bar.bar}>
      <div className={bar.progress}>
        <div className={styles.spread}>
          <span>{label}</span>
          <span className={styles.number}>{total > 0 ? texts.ofTotal(done, total) : ""}</span>
        </div>
        <progress
          className={bar.track}
          aria-label={label}
          {...(total > 0 ? { value: done, max: total } : {})}
        />
      </div>
      {cancel !== null && (
        <Button data-primary onClick={cancel}>
          {texts.cancel}
        </Button>
      )}
    </div>
  );
}
