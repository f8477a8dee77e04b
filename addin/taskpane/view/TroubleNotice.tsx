import type { ReactElement, ReactNode } from "react";
import type { Trouble } from "../trouble.ts";
import { useBroughtIntoView } from "./brought-into-view.ts";
import { usePane } from "./context.ts";
import { Notice } from "./Notice.tsx";
import { useStyles } from "./styles.ts";

const looks = {
  failed: { tone: "bad", icon: "error" },
  forbidden: { tone: "warn", icon: "lock" },
  offline: { tone: "warn", icon: "offline" },
} as const;

/** What went wrong and what to do; the words of whoever refused, else our own. */
export function TroubleNotice({
  trouble,
  children,
}: {
  readonly trouble: Trouble<unknown>;
  /** The way on, when it is not among the actions of the page. */
  readonly children?: ReactNode;
}): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const element = useBroughtIntoView<HTMLDivElement>(`${trouble.title} ${trouble.requestId}`);
  const [title, detail] = {
    failed: [texts.failedTitle, texts.failedDetail],
    forbidden: [texts.forbiddenTitle, texts.forbiddenDetail],
    offline: [texts.offlineTitle, texts.offlineDetail],
    done: [texts.doneTitle, texts.doneDetail],
  }[trouble.isDone ? "done" : trouble.at] as [string, string];
  // The service's own words are Swedish; "offline" is ours in every language. Of an act that is done it knows nothing.
  const told = !trouble.isDone && trouble.title !== "" && trouble.at !== "offline";
  return (
    <div role="alert" ref={element}>
      <Notice {...looks[trouble.at]}>
        <h2 className={styles.heading} lang={told ? "sv" : undefined}>
          {told ? trouble.title : title}
        </h2>
        <p className={styles.text} lang={told ? "sv" : undefined}>
          {told ? trouble.detail : detail}
        </p>
        {trouble.requestId !== "" && <p className={styles.quiet}>{texts.quoteId(trouble.requestId)}</p>}
        {children}
      </Notice>
    </div>
  );
}
