import type { ReactElement } from "react";
import type { Trouble } from "../trouble.ts";
import { usePane } from "./context.ts";
import { Notice } from "./Notice.tsx";
import { useStyles } from "./styles.ts";

const looks = {
  failed: { tone: "bad", icon: "error" },
  forbidden: { tone: "warn", icon: "lock" },
  offline: { tone: "warn", icon: "offline" },
} as const;

/** What went wrong and what to do; the words of whoever refused, else our own. */
export function TroubleNotice({ trouble }: { readonly trouble: Trouble<unknown> }): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const own = {
    failed: [texts.failedTitle, texts.failedDetail],
    forbidden: [texts.forbiddenTitle, texts.forbiddenDetail],
    offline: [texts.offlineTitle, texts.offlineDetail],
  }[trouble.at];
  // The service's own words are Swedish; "offline" is ours in every language.
  const told = trouble.title !== "" && trouble.at !== "offline";
  return (
    <div role="alert">
      <Notice {...looks[trouble.at]}>
        <h2 className={styles.heading} lang={told ? "sv" : undefined}>
          {told ? trouble.title : own[0]}
        </h2>
        <p className={styles.text} lang={told ? "sv" : undefined}>
          {told ? trouble.detail : own[1]}
        </p>
        {trouble.requestId !== "" && <p className={styles.quiet}>{texts.quoteId(trouble.requestId)}</p>}
      </Notice>
    </div>
  );
}
