import { Button } from "@fluentui/react-components";
import { type ReactElement, useEffect } from "react";
import { swedishDay } from "../../../shared/swedish-day.ts";
import type { HistoryImported, HistoryPreview } from "../../commands/history.ts";
import { mayDo } from "../may-do.ts";
import { ActForm } from "../view/ActForm.tsx";
import { useMachine, usePane } from "../view/context.ts";
import { Disclosure } from "../view/Disclosure.tsx";
import { FileButton } from "../view/FileButton.tsx";
import { Notice } from "../view/Notice.tsx";
import { RefreshedNotice } from "../view/RefreshedNotice.tsx";
import { useStyles } from "../view/styles.ts";
import { TroubleActions } from "../view/TroubleActions.tsx";
import { TroubleNotice } from "../view/TroubleNotice.tsx";
import { type Draft, type HistoryFull, historyOf } from "./history.ts";
import { type HistoryList, historyWords } from "./history-words.ts";
import { HistorySheet } from "./HistorySheet.tsx";

/** Opening balances out of old workbooks: looked at, answered, imported, and taken back. */
export function HistoryCard(): ReactElement | null {
  const { pane, texts } = usePane();
  const styles = useStyles();
  if (!mayDo(pane.parts.me(), "historyImports")) return null;
  return (
    <section className={styles.card}>
      <Disclosure strong label={historyWords(texts).title}>
        {() => <History />}
      </Disclosure>
    </section>
  );
}

function History(): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = historyWords(texts);
  const history = historyOf(pane);
  const state = useMachine(history.machine);
  const shown = history.shown();
  useEffect(() => {
    if (state.at === "new") void history.open();
  }, [history, state.at]);
  const isWorking = state.at === "working" || state.at === "loading";
  const isTrouble = state.at === "failed" || state.at === "forbidden" || state.at === "offline";
  return (
    <div className={styles.stack} aria-busy={isWorking}>
      <p className={styles.quiet} role="status">
        {isWorking ? words.working : words.about}
      </p>
      {isTrouble && (
        <TroubleNotice trouble={state}>
          <div>
            <TroubleActions trouble={state} beside />
          </div>
        </TroubleNotice>
      )}
      {shown !== null && (
        <fieldset disabled={isWorking} style={{ border: "none", margin: 0, padding: 0, minWidth: 0 }}>
          <Full full={shown} />
        </fieldset>
      )}
    </div>
  );
}

function Full({ full: { imports, preview, draft, said } }: { readonly full: HistoryFull }): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const words = historyWords(texts);
  return (
    <div className={styles.stack}>
      {said !== null && <Said {...said} />}
      <ChooseFile />
      {preview !== null && <Preview preview={preview} draft={draft} />}
      {imports.length > 0 && (
        <Disclosure label={words.imports(imports.length)}>
          {() => (
            <ul className={styles.plainList}>
              {imports.map((one) => (
                <li key={one.id}>
                  <Imported one={one} />
                </li>
              ))}
            </ul>
          )}
        </Disclosure>
      )}
    </div>
  );
}

function Said({ done: { file, rows, withdrawn }, refreshed }: HistoryImported): ReactElement {
  const { texts } = usePane();
  const styles = useStyles();
  const words = historyWords(texts);
  return (
    <>
      <Notice tone="good">
        <p className={styles.text} role="status">
          {withdrawn === null ? words.imported(file.name, rows.imported) : words.withdrawn(file.name)}
        </p>
      </Notice>
      {refreshed.map((one) => (
        <RefreshedNotice key={one.sheet} refreshed={one} />
      ))}
    </>
  );
}

function ChooseFile(): ReactElement | null {
  const { pane, texts } = usePane();
  if (!mayDo(pane.parts.me(), "previewHistory")) return null;
  return (
    <div>
      <FileButton label={historyWords(texts).choose} chosen={(file) => void historyOf(pane).readFile(file)} />
    </div>
  );
}

/** More than so many are looked through in the sheets that the import writes. */
const mostShown = 100;

function Preview({
  preview: { workbook, sheets, reading },
  draft,
}: {
  readonly preview: HistoryPreview;
  readonly draft: Draft;
}): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = historyWords(texts);
  const history = historyOf(pane);
  const isChanged = Object.keys(draft).length > 0;
  const { controls, leftOut, rows, kronor } = reading;
  const differing = controls.filter(({ difference }) => difference !== 0);
  const agreeing = controls.filter(({ difference }) => difference === 0);
  return (
    <div className={styles.stack}>
      <h2 className={styles.heading}>{workbook.file.name}</h2>
      {sheets.map((sheet) => (
        <HistorySheet
          key={sheet.name}
          sheet={sheet}
          draft={Object.hasOwn(draft, sheet.name) ? draft[sheet.name] : sheet.mapping}
          questions={leftOut.flatMap((one) =>
            one.sheet === sheet.name && one.question !== undefined
              ? [{ ...one.question, why: `${one.cell}: ${one.why}` }]
              : [],
          )}
        />
      ))}
      <div className={styles.tight}>
        <p className={styles.text}>{words.rows(rows.imported, rows.read, rows.leftOut)}</p>
        <p className={styles.text}>
          {words.kronor(texts.kronor(kronor.imported), texts.kronor(kronor.leftOut))}
        </p>
      </div>
      {controls.length > 0 && (
        <Disclosure label={words.controls(controls.length, differing.length)}>
          {() => (
            <ul className={styles.plainList} lang="sv">
              {[...differing, ...agreeing].slice(0, mostShown).map(({ sheet, cell, label, text }) => (
                <li key={`${sheet}!${cell}`} className={styles.text}>
                  {sheet}!{cell} {label}: {text}
                </li>
              ))}
            </ul>
          )}
        </Disclosure>
      )}
      {leftOut.length > 0 && (
        <Disclosure label={words.leftOut(leftOut.length)}>
          {() => (
            <ul className={styles.plainList}>
              {leftOut.slice(0, mostShown).map(({ sheet, cell, value, why }, at) => (
                <li key={at} className={styles.text} lang="sv">
                  {sheet}!{cell} ”{value}”: {why}
                </li>
              ))}
              {leftOut.length > mostShown && (
                <li className={styles.quiet}>{words.more(leftOut.length - mostShown)}</li>
              )}
            </ul>
          )}
        </Disclosure>
      )}
      {isChanged && (
        <p className={styles.text} role="status">
          {words.changed}
        </p>
      )}
      <div className={styles.row}>
        <Button size="small" disabled={!isChanged} onClick={() => void history.answer()}>
          {words.again}
        </Button>
        <Button
          size="small"
          disabled={isChanged || rows.imported === 0}
          onClick={() => void history.importIt()}
        >
          {words.importIt(rows.imported)}
        </Button>
        <Button size="small" onClick={history.leave}>
          {words.leave}
        </Button>
      </div>
    </div>
  );
}

function Imported({
  one: { id, file, imported, rows, kronor, withdrawn },
}: {
  readonly one: HistoryList[number];
}): ReactElement {
  const { pane, texts } = usePane();
  const styles = useStyles();
  const words = historyWords(texts);
  const history = historyOf(pane);
  return (
    <div className={styles.tight}>
      <strong className={styles.text}>{file.name}</strong>
      <p className={styles.quiet}>
        {words.importedBy(imported.by, swedishDay(imported.at), rows.imported, texts.kronor(kronor.imported))}
      </p>
      {withdrawn !== null && (
        <p className={styles.quiet}>
          {words.withdrawnBy(withdrawn.by, swedishDay(withdrawn.at))}:{" "}
          <span lang="sv">{withdrawn.ground}</span>
        </p>
      )}
      {withdrawn === null && (
        <ActForm
          tab={history}
          form={`withdrawHistory ${id}`}
          fields={[{ name: "ground", label: words.ground }]}
          acts={[
            {
              route: "withdrawHistory",
              label: words.withdraw(file.name),
              send: ({ ground }) => history.withdraw(id, ground),
            },
          ]}
        />
      )}
    </div>
  );
}
