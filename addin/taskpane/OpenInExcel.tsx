import { FluentProvider, makeStyles } from "@fluentui/react-components";
import type { ReactElement } from "react";
import type { PaneTheme } from "../theme.ts";
import type { Texts } from "./texts.ts";
import { themes } from "./view/theme.ts";

const useStyles = makeStyles({
  page: { minHeight: "100vh", padding: "32px 20px", boxSizing: "border-box" },
});

/** For whoever opens the address in a browser, outside Excel. */
export function OpenInExcel({
  texts,
  theme,
}: {
  readonly texts: Texts;
  readonly theme: PaneTheme;
}): ReactElement {
  const styles = useStyles();
  return (
    <FluentProvider theme={themes[theme]} className={styles.page}>
      <main>
        <h1>{texts.openInExcel.title}</h1>
        <p>{texts.openInExcel.text}</p>
        <p>{texts.openInExcel.how}</p>
      </main>
    </FluentProvider>
  );
}
