import type { ReactElement } from "react";
import { useMachine, usePane } from "./view/context.ts";
import { useStyles } from "./view/styles.ts";
import { useTab } from "./route.ts";

/** Long work is read out at every tenth, not at every row. */
const steps = 10;

interface Progress {
  readonly at: string;
  readonly done?: number;
  readonly total?: number;
}

/** What is happening in the tab that is shown, for those who hear the pane. Always in the page, or nothing is read. */
export function LiveRegion(): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const tab = useTab();
  const state = useMachine<Progress>(pane[tab].machine);
  return (
    <div className={styles.hidden} aria-live="polite" data-live>
      {said(state, texts.loading, texts.ofTotal)}
    </div>
  );
}

function said(
  { at, done = 0, total = 0 }: Progress,
  loading: string,
  ofTotal: (done: number, total: number) => string,
): string {
  if (at !== "loading" && at !== "working") return "";
  if (total === 0) return loading;
  return ofTotal(Math.floor((Math.floor((done / total) * steps) * total) / steps), total);
}
