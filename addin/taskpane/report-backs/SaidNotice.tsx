import { Button } from "@fluentui/react-components";
import type { ReactElement } from "react";
import { withoutHidden } from "../../../shared/hidden-characters.ts";
import { Disclosure } from "../view/Disclosure.tsx";
import { RefreshedNotice } from "../view/RefreshedNotice.tsx";
import { Result } from "../view/Result.tsx";
import { usePane } from "../view/context.ts";
import { useStyles } from "../view/styles.ts";
import type { Said } from "./report-backs.ts";
import { reportBackWords } from "./words.ts";

/** What the last work with report-backs did. */
export function SaidNotice({ said }: { readonly said: Said }): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const words = reportBackWords(texts);
  if (said.what === "fetched")
    return (
      <>
        {said.sheets.map((sheet) => (
          <RefreshedNotice key={sheet.sheet} refreshed={sheet} />
        ))}
      </>
    );
  if (said.what !== "checked")
    return (
      <Result of={said}>
        <p className={styles.text}>{words.said(said)}</p>
        {"undo" in said && said.undo !== null && (
          <div>
            <Button size="small" onClick={() => void said.undo?.()}>
              {texts.undo}
            </Button>
          </div>
        )}
      </Result>
    );
  const { sheet, rowCount, problems } = said.result;
  return (
    <Result of={said} tone={problems.length === 0 ? "good" : "warn"}>
      <p className={styles.text} data-part="checked">
        {words.checked(sheet, rowCount, problems.length)}
      </p>
      {problems.length > 0 && (
        <Disclosure strong label={words.faults(problems.length)}>
          {() => (
            <ul className={styles.list} lang="sv">
              {problems.slice(0, 200).map(({ cell, rule, text }) => (
                <li key={`${cell} ${rule}`}>
                  {cell}: {withoutHidden(text)}
                </li>
              ))}
            </ul>
          )}
        </Disclosure>
      )}
    </Result>
  );
}
