import { Button, makeStyles, tokens } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { usePane } from "./view/context.ts";
import { useStyles } from "./view/styles.ts";

const useWelcome = makeStyles({
  page: {
    flexGrow: 1,
    overflowY: "auto",
    padding: "40px 16px 16px",
    display: "flex",
    flexDirection: "column",
    gap: "14px",
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
  lines: {
    display: "flex",
    flexDirection: "column",
    gap: "10px",
    listStyleType: "none",
    margin: 0,
    padding: 0,
  },
  line: { display: "flex", gap: "10px" },
  number: {
    flexShrink: 0,
    display: "inline-flex",
    alignItems: "center",
    justifyContent: "center",
    width: "22px",
    height: "22px",
    borderRadius: "50%",
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontWeight: tokens.fontWeightSemibold,
  },
});

/** The first time a workbook meets Fördela: three lines, two buttons. */
export function Welcome({ done }: { readonly done: () => void }): ReactElement {
  const { texts, goTo } = usePane();
  const welcome = useWelcome();
  const styles = useStyles();
  return (
    <main className={welcome.page} data-welcome>
      <h1 className={welcome.title}>{texts.welcome.title}</h1>
      <ol className={welcome.lines}>
        {texts.welcome.lines.map((text, at) => (
          <li key={text} className={welcome.line}>
            <span className={welcome.number} aria-hidden="true">
              {at + 1}
            </span>
            <span>{text}</span>
          </li>
        ))}
      </ol>
      <div className={styles.row}>
        <Button appearance="primary" data-primary onClick={done}>
          {texts.welcome.begin}
        </Button>
        <Button
          onClick={() => {
            done();
            goTo("requisitions");
          }}
        >
          {texts.welcome.importFile}
        </Button>
      </div>
    </main>
  );
}
