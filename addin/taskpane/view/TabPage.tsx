import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactElement, ReactNode } from "react";
import type { TabId } from "../tab-parts.ts";
import { usePane } from "./context.ts";
import { useStyles } from "./styles.ts";

const usePage = makeStyles({
  page: { display: "flex", flexDirection: "column", flexGrow: 1, minHeight: 0 },
  // What is hidden but read out is placed within here, or it would make the page itself scroll.
  scroll: {
    position: "relative",
    flexGrow: 1,
    minHeight: 0,
    overflowY: "auto",
    overflowX: "hidden",
    padding: "10px 12px 12px",
  },
  actions: {
    display: "flex",
    flexWrap: "wrap",
    gap: "8px",
    padding: "8px 12px",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

interface TabPageProps {
  readonly tab: TabId;
  readonly state: string;
  /** Stays in view below what scrolls; the first of them is the primary action. */
  readonly actions: ReactNode;
  readonly children: ReactNode;
}

/** The page of a tab: its content scrolls, its actions never do. */
export function TabPage({ tab, state, actions, children }: TabPageProps): ReactElement {
  const page = usePage();
  const styles = useStyles();
  const { texts } = usePane();
  return (
    <main
      className={page.page}
      data-tab={tab}
      data-state={state}
      aria-busy={state === "loading" || state === "working"}
    >
      <div className={page.scroll} tabIndex={-1}>
        <h1 className={styles.hidden}>{texts.tabs[tab]}</h1>
        <div className={styles.stack}>{children}</div>
      </div>
      {actions !== null && <div className={page.actions}>{actions}</div>}
    </main>
  );
}
